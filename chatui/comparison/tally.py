"""Who voted for what, and who did not and why, while lanes run and after; it knows no screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from chatui.chat.events import FinishReason
from chatui.comparison.lane import Lane
from chatui.comparison.numbers import is_right
from chatui.comparison.votes import vote_of
from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.vote import Vote

_NOBODY: Mapping[int, str | None] = {}
NO_GROUP = "?"
"""The mark of a lane that is in no group."""


class Apart(StrEnum):
    """Why a lane is in no group, in words."""

    RUNNING = "still running"
    FREE_TEXT = "not grouped: free text"
    BY_HAND = "not grouped: taken out by hand"
    NO_ANSWER = "no vote: no answer"
    CUT_OFF = "no vote: cut off"
    STOPPED = "no vote: stopped"
    FAILED = "no vote: failed"
    REPEATS = "no vote: a repetition of another lane"


_CUT = {FinishReason.ERROR: Apart.FAILED, FinishReason.CANCELLED: Apart.STOPPED}


@dataclass(frozen=True, slots=True)
class TallyGroup:
    """The lanes that gave one answer."""

    mark: str
    """A letter, A for the largest group; tells groups apart where there are no colours."""
    answer: str
    """As most lanes wrote it: not to be shown unfiltered."""
    lanes: tuple[int, ...]
    share: float
    """Part of the lanes that have a vote, those with free text included, 0 to 1."""
    leads: bool
    """No group is larger."""
    is_right: bool | None
    """Whether it is the reference answer; None without one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """All lanes, each in one group or apart."""

    groups: tuple[TallyGroup, ...]
    """The largest first; minorities are all there."""
    apart: Mapping[Apart, tuple[int, ...]]
    """The lanes in no group, by why; reasons that no lane has are left out."""
    vote: Vote
    answers: Mapping[int, str]
    """What each lane that is over answered: its final answer, else all of its reply; not to be shown
    unfiltered."""
    differing: Mapping[int, str]
    """What the thoughts of these lanes seem to have reached, where their replies say something else; by a
    heuristic, and not to be shown unfiltered."""
    reference: str | None = None

    @property
    def winner(self) -> TallyGroup | None:
        """As in `Vote`: None in a tie, and where no two of several lanes agree."""
        return self.groups[0] if self.vote.winner else None

    @property
    def is_tie(self) -> bool:
        """Several groups of at least two lanes lead."""
        return len(self.vote.leaders) > 1 and self.vote.leaders[0].count > 1

    @property
    def running(self) -> tuple[int, ...]:
        """The lanes that may still vote."""
        return self.apart.get(Apart.RUNNING, ())

    def group_of(self, lane: int) -> TallyGroup | None:
        """The group that a lane is in."""
        return next((group for group in self.groups if lane in group.lanes), None)

    def mark_of(self, lane: int) -> str:
        """The mark of a lane's group, NO_GROUP where it is in none."""
        group = self.group_of(lane)
        return group.mark if group else NO_GROUP


def tally_of(
    lanes: Sequence[Lane], by_hand: Mapping[int, str | None] = _NOBODY, reference: str | None = None
) -> Tally:
    """The tally of all lanes; `by_hand` as in `vote`, and only for lanes that have a vote."""
    vote = vote_of(lanes, by_hand)
    ballots = {lane.number: lane.ballot for lane in lanes if lane.state.is_over}
    grouped = {number for group in vote.groups for number in group.lanes}
    apart: dict[Apart, tuple[int, ...]] = {}
    for lane in lanes:
        if lane.number not in grouped:
            why = _why_apart(lane, by_hand)
            apart[why] = (*apart.get(why, ()), lane.number)
    return Tally(
        groups=_groups(vote, reference),
        apart={why: apart[why] for why in Apart if why in apart},
        vote=vote,
        answers={lane.number: _answer(lane, ballots) for lane in lanes if lane.number in ballots},
        differing=_differing(ballots),
        reference=reference,
    )


def _groups(vote: Vote, reference: str | None) -> tuple[TallyGroup, ...]:
    return tuple(
        TallyGroup(
            mark=ascii_uppercase[at] if at < len(ascii_uppercase) else "#",
            answer=group.answer,
            lanes=group.lanes,
            share=group.count / vote.lanes,
            leads=group in vote.leaders,
            is_right=is_right(group.answer, reference),
        )
        for at, group in enumerate(vote.groups)
    )


def _why_apart(lane: Lane, by_hand: Mapping[int, str | None]) -> Apart:
    if not lane.state.is_over:
        return Apart.RUNNING
    if lane.spec.repeats is not None:
        return Apart.REPEATS
    if not lane.has_vote:
        return _CUT.get(lane.finish_reason or FinishReason.ERROR, Apart.CUT_OFF)
    if lane.number in by_hand:
        return Apart.BY_HAND
    return Apart.FREE_TEXT if lane.answer.strip() else Apart.NO_ANSWER


def _answer(lane: Lane, ballots: Mapping[int, Ballot]) -> str:
    return ballots[lane.number].answer or lane.answer


def _differing(ballots: Mapping[int, Ballot]) -> dict[int, str]:
    return {
        lane: ballot.thought_answer
        for lane, ballot in ballots.items()
        if ballot.differs_from_thought and ballot.thought_answer is not None
    }
