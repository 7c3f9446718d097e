"""When a comparison has seen enough; how lanes are stopped is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatui.chat.events import ThoughtEnd
from chatui.comparison.lane import Lane, LaneState
from chatui.comparison.votes import vote_of
from chatui.thought.comparison.vote import is_decided

_BEFORE_ANSWER = (LaneState.WAITING, LaneState.LOADING, LaneState.READING, LaneState.THINKING)


@dataclass(frozen=True, slots=True)
class EarlyStop:
    """The rules that a person chose; none of them is met by itself."""

    thoughts: int | None = None
    """Enough when this many lanes have ended their thoughts: short-m@k (arXiv 2505.17813); at least 1."""
    when_decided: bool = False
    """Enough when the lanes that still run can not change who wins the vote."""


@dataclass(frozen=True, slots=True)
class Enough:
    """Lanes that need not go on, and why."""

    lanes: tuple[int, ...]
    why: str


def enough(rule: EarlyStop, lanes: Sequence[Lane]) -> Enough | None:
    """Which lanes to stop now; None: none. Lanes that answer already go on under the rule of thoughts."""
    voting = [lane for lane in lanes if lane.spec.repeats is None]
    ended = [lane for lane in voting if _has_thought(lane)]
    if rule.thoughts is not None and len(ended) >= rule.thoughts:
        rest = tuple(lane.number for lane in voting if lane.state in _BEFORE_ANSWER and lane not in ended)
        if rest:
            return Enough(rest, f"{len(ended)} of {len(voting)} thoughts are over.")
    rest = tuple(lane.number for lane in voting if not lane.state.is_over)
    if rule.when_decided and rest and is_decided(vote_of(voting), len(rest)):
        return Enough(rest, "The vote can not change any more.")
    return None


def _has_thought(lane: Lane) -> bool:
    """It thought to the end, or answers without a thought; one that was cut off does not count."""
    if lane.thought_over is not None:
        return lane.thought_over.reason is not ThoughtEnd.CUT
    return lane.has_vote or lane.state is LaneState.ANSWERING
