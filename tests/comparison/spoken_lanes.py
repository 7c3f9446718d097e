"""Lanes that are over, or not, without a model: what an engine would have said is given to them."""

from chatui.chat.events import AnswerDelta, Finished, FinishReason, ThoughtDelta, Timings, Usage
from chatui.comparison.contestants import LaneSpec, Variant
from chatui.comparison.lane import Lane
from tests.tui.library import launch_of


def lane_of(
    number: int,
    answer: str = "",
    thought: str = "",
    *,
    reason: FinishReason | None = FinishReason.STOP,
    tokens: int = 100,
    logprobs: tuple[float, ...] = (),
    label: str = "tiny",
    repeats: int | None = None,
) -> Lane:
    """A lane that said this and ended for `reason`, or still runs (None).

    Its thought has `tokens` tokens, or one for each of `logprobs`, all of one length. A token takes 10 ms.
    """
    lane = Lane(LaneSpec(number, Variant(label, launch_of("tiny", None, None)), 42 + number, repeats))
    if thought:
        count = len(logprobs)
        ends = tuple(len(thought) * (at + 1) // count for at in range(count))
        lane.add(ThoughtDelta(0, thought, count or tokens, logprobs, ends))
    if answer:
        lane.add(AnswerDelta(0, answer, len(answer.split())))
    if reason is not None:
        usage = Usage(12, 0, lane.thought_tokens, lane.answer_tokens)
        timings = Timings(decode_tokens_per_s=100.0, total_s=lane.tokens / 100)
        lane.add(Finished(0, reason, 42 + number, usage, timings))
    return lane


def boxed(answer: str) -> str:
    """A reply with a final answer."""
    return f"So it is \\boxed{{{answer}}}."
