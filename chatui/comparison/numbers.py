"""The figures of a lane, as one value for tables, JSON and plots; how they are shown is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum

from chatui.chat.events import FinishReason
from chatui.comparison.lane import Lane, LaneState
from chatui.comparison.thoughts import steps_of
from chatui.thought.final_answer import final_answer
from chatui.thought.normalise import is_same_answer
from chatui.thought.steps.counts import tokens_per_step
from chatui.thought.steps.step import Role


@dataclass(frozen=True, slots=True)
class LaneNumbers:
    """One lane's figures. Steps, checks and backtracks are as good as the heuristic that finds them."""

    lane: int
    """From 0."""
    variant: str
    seed: int
    state: LaneState
    finish_reason: FinishReason | None
    """None while it runs."""
    thought_tokens: int
    answer_tokens: int
    steps: int
    """The one that is being written included."""
    checks: int
    backtracks: int
    seconds: float | None
    """From its start to its end, or so far; None if unknown."""
    tokens_per_s: float | None
    """Of this lane alone, while others were decoded beside it; None if unknown."""
    confidence: float | None
    """Geometric mean of the probabilities of the thought's tokens, 0 to 1; None unless asked for."""
    final_answer: str | None
    """As the model wrote it: not to be shown unfiltered."""
    is_right: bool | None
    """Whether it is the reference answer; None without one, and while the lane runs."""

    @property
    def tokens(self) -> int:
        """Of thought and answer."""
        return self.thought_tokens + self.answer_tokens


def numbers_of(lane: Lane, reference: str | None = None, elapsed: float | None = None) -> LaneNumbers:
    """The figures of a lane; `elapsed` are the seconds since its start, used while it runs."""
    answer = final_answer(lane.answer)
    # Copied, for the thread that plays the lane may add to it meanwhile.
    logprobs = list(lane.logprobs)
    seconds, rate = _speed(lane, elapsed)
    return LaneNumbers(
        lane=lane.number,
        variant=lane.spec.variant.label,
        seed=lane.finished.seed if lane.finished else lane.spec.seed,
        state=lane.state,
        finish_reason=lane.finish_reason,
        thought_tokens=lane.thought_tokens,
        answer_tokens=lane.answer_tokens,
        steps=lane.reading.n_steps,
        checks=lane.reading.count(Role.CHECK),
        backtracks=lane.reading.count(Role.BACKTRACK),
        seconds=seconds,
        tokens_per_s=rate,
        confidence=_mean(logprobs),
        final_answer=answer,
        is_right=is_right(answer, reference) if lane.state.is_over else None,
    )


def is_right(answer: str | None, reference: str | None) -> bool | None:
    """Whether both are the same after `normalise`; no answer is wrong. None without a reference."""
    return None if reference is None else is_same_answer(answer, reference)


def step_confidences(lane: Lane) -> list[float | None]:
    """The geometric mean of the probabilities of each step's tokens; None for a step in which none ends.

    The step that is being written is included. Empty unless log-probabilities were asked for.
    """
    steps = steps_of(lane.reading)
    logprobs = list(lane.logprobs)
    if not logprobs or not steps:
        return []
    found: list[float | None] = []
    at = 0
    for tokens in tokens_per_step(steps, lane.token_ends[: len(logprobs)]):
        found.append(_mean(logprobs[at : at + tokens]))
        at += tokens
    return found


def _mean(logprobs: Sequence[float]) -> float | None:
    return exp(fsum(logprobs) / len(logprobs)) if logprobs else None


def _speed(lane: Lane, elapsed: float | None) -> tuple[float | None, float | None]:
    if lane.finished is not None:
        timings = lane.finished.timings
        return timings.total_s or None, timings.decode_tokens_per_s or None
    if elapsed is None or lane.state is LaneState.FAILED or not lane.tokens:
        return elapsed, None
    return elapsed, lane.tokens / elapsed if elapsed > 0 else None
