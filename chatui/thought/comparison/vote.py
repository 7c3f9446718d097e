"""Groups the answers of several lanes and counts them; which answer is right is not known here.

Only the answers that can be grouped vote. An answer wins if more lanes gave it than any other, and at least
two did, or there is only one lane; where several answers lead, nobody wins.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chatui.thought.comparison.ballots import Ballot
from chatui.thought.normalise import normalise

_NOBODY: Mapping[int, str | None] = {}


@dataclass(frozen=True, slots=True)
class Group:
    """The lanes that gave one answer."""

    answer: str
    """As most of them wrote it; of equally common ways, the first lane's."""
    key: str
    lanes: tuple[int, ...]
    """Ascending, never empty."""

    @property
    def count(self) -> int:
        """How many lanes."""
        return len(self.lanes)


@dataclass(frozen=True, slots=True)
class Vote:
    """All lanes, each in one group or in none; the order of the ballots changes nothing."""

    groups: tuple[Group, ...]
    """The largest first; of equally large ones, the one with the first lane."""
    ungrouped: tuple[int, ...]
    """The lanes whose answers cannot be grouped, ascending."""

    @property
    def lanes(self) -> int:
        """How many ballots there were."""
        return len(self.ungrouped) + sum(group.count for group in self.groups)

    @property
    def leaders(self) -> tuple[Group, ...]:
        """The groups than which none is larger; several are a tie."""
        return tuple(group for group in self.groups if group.count == self.groups[0].count)

    @property
    def winner(self) -> Group | None:
        """The group that has won; None in a tie, and where no two of several lanes agree."""
        if len(self.leaders) != 1 or (self.groups[0].count == 1 and self.lanes > 1):
            return None
        return self.groups[0]

    @property
    def agreement(self) -> float:
        """The largest group's part of all lanes, 0 to 1; ungrouped lanes count as lanes."""
        return self.groups[0].count / self.lanes if self.groups else 0.0


def vote(ballots: Iterable[Ballot], by_hand: Mapping[int, str | None] = _NOBODY) -> Vote:
    """The vote of lanes that each have one ballot; two of one lane are a ValueError.

    `by_hand` overrides: it puts a lane into the group of an answer, any text, or with None into no group.
    """
    members: dict[str, list[tuple[int, str]]] = {}
    ungrouped: list[int] = []
    seen: set[int] = set()
    for ballot in sorted(ballots, key=lambda ballot: ballot.lane):
        if ballot.lane in seen:
            raise ValueError(f"lane {ballot.lane} has two ballots")
        seen.add(ballot.lane)
        written, key = _choice(ballot, by_hand)
        if written is None or key is None:
            ungrouped.append(ballot.lane)
        else:
            members.setdefault(key, []).append((ballot.lane, written))
    groups = [_group(key, same) for key, same in members.items()]
    groups.sort(key=lambda group: (-group.count, group.lanes[0]))
    return Vote(tuple(groups), tuple(ungrouped))


def is_decided(vote: Vote, unfinished: int) -> bool:
    """Whether the lanes that are not finished, none of them in the vote, can no longer change who wins."""
    if unfinished == 0:
        return True
    counts = [group.count for group in vote.groups] + [0, 0]
    return counts[0] - counts[1] > unfinished


def _choice(ballot: Ballot, by_hand: Mapping[int, str | None]) -> tuple[str | None, str | None]:
    if ballot.lane not in by_hand:
        return ballot.answer, ballot.key
    chosen = by_hand[ballot.lane]
    return chosen, None if chosen is None else normalise(chosen)


def _group(key: str, members: list[tuple[int, str]]) -> Group:
    # Counter keeps the order of the lanes, and most_common is stable.
    written = Counter(written for _, written in members).most_common(1)[0][0]
    return Group(written, key, tuple(lane for lane, _ in members))
