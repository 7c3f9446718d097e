"""What the lanes came to: vote, minority, doubts, and what stopping early has saved; it prints nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from chatui.chat.events import FinishReason
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.lane import Lane
from chatui.comparison.votes import vote_of
from chatui.thought.comparison.shortest import short_m_at_k
from chatui.thought.comparison.vote import Group, Vote

_NOBODY: Mapping[int, str | None] = {}


@dataclass(frozen=True, slots=True)
class Summary:
    """What can be said of the lanes so far; lanes are named by their numbers."""

    vote: Vote
    winner: Group | None
    is_won_by_length: bool
    """Several answers led, and the shortest thought decided, as short-m@k has it."""
    minority: tuple[int, ...]
    """Lanes whose answer was counted and has not won, or does not lead where nothing has."""
    differing: tuple[int, ...]
    """Lanes whose thought seems to have concluded something else than the reply says; a heuristic."""
    stopped_early: tuple[int, ...]
    saved_tokens: int | None
    """Tokens that the lanes stopped early would have drawn; an estimate. None: nothing to go by."""


def summary_of(
    lanes: Sequence[Lane],
    rule: EarlyStop,
    stopped_early: Collection[int] = (),
    by_hand: Mapping[int, str | None] = _NOBODY,
) -> Summary:
    """The summary; `by_hand` as in `vote`."""
    counted = vote_of(lanes, by_hand)
    shortest = _shortest(lanes, rule) if counted.winner is None and not by_hand else None
    winner = counted.winner or shortest
    leading = {winner.key} if winner else {group.key for group in counted.leaders}
    cut = [lane for lane in lanes if lane.number in stopped_early and _was_cut(lane)]
    return Summary(
        vote=counted,
        winner=winner,
        is_won_by_length=shortest is not None,
        minority=tuple(
            sorted(n for group in counted.groups if group.key not in leading for n in group.lanes)
        ),
        differing=tuple(lane.number for lane in lanes if lane.ballot.differs_from_thought),
        stopped_early=tuple(lane.number for lane in cut),
        saved_tokens=saved_tokens(lanes, cut),
    )


def saved_tokens(lanes: Sequence[Lane], cut: Sequence[Lane]) -> int | None:
    """About how many tokens the cut lanes had still to draw; None where no lane ended by itself.

    As if each of them would have become as long as the longest lane that ended by itself. The shortest end
    first, so this is rather too few.
    """
    ended = [lane.tokens for lane in lanes if lane.finish_reason is FinishReason.STOP]
    if not ended or not cut:
        return None
    return sum(max(max(ended) - lane.tokens, 0) for lane in cut)


def _shortest(lanes: Sequence[Lane], rule: EarlyStop) -> Group | None:
    """The winner by short-m@k where that rule was chosen."""
    voting = [lane for lane in lanes if lane.has_vote]
    if rule.thoughts is None or not voting:
        return None
    lengths = {lane.number: lane.thought_tokens for lane in voting}
    ballots = (lane.ballot for lane in voting)
    return short_m_at_k(ballots, lengths, rule.thoughts).winner


def _was_cut(lane: Lane) -> bool:
    return lane.finish_reason is FinishReason.CANCELLED
