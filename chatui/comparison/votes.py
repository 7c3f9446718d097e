"""The vote of the lanes of a comparison; how answers are grouped is `chatui.thought.comparison.vote`'s."""

from collections.abc import Iterable, Mapping

from chatui.comparison.lane import Lane
from chatui.thought.comparison.vote import Vote, vote

_NOBODY: Mapping[int, str | None] = {}


def vote_of(lanes: Iterable[Lane], by_hand: Mapping[int, str | None] = _NOBODY) -> Vote:
    """The vote of the lanes that have one; `by_hand` as in `vote`."""
    return vote((lane.ballot for lane in lanes if lane.has_vote), by_hand)
