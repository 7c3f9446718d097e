"""A kept lane as a lane that can be read, counted and shown; nothing runs, and no file is read."""

from collections.abc import Iterator
from pathlib import Path

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Timings,
    Usage,
)
from chatui.comparison.contestants import LaneSpec, Variant
from chatui.comparison.lane import Lane
from chatui.engine.requests import LoadRequest
from chatui.errors import ChatuiError
from chatui.launch import Launch
from chatui.models.disk.find import ModelFile
from chatui.models.gguf.check import GgufInfo
from chatui.session import SessionOptions
from chatui.store.comparisons.values import KeptLane
from chatui.store.values import MessageState

_INTERRUPTED = ChatuiError("chatui ended before this lane did.")
_ELSEWHERE = ChatuiError("Another chatui is running this lane.")


def lane_of(kept: KeptLane) -> Lane:
    """The lane with all that it said; cutting its thought into steps takes 6 microseconds a character.

    It is over, failed unless its end was kept. Its model's file need not be there any more.
    """
    lane = Lane(spec_of(kept))
    for event in events_of(kept):
        lane.add(event)
    error = error_of(kept)
    if error is not None:
        lane.fail(error)
    return lane


def spec_of(kept: KeptLane) -> LaneSpec:
    """What was wanted; of the model's file only its place and quantization are known."""
    variant, source = kept.variant, kept.answer.provenance
    path, seed = Path(variant.path), source.seed or 0
    options = SessionOptions(
        LoadRequest(variant.path),
        variant.sampling,
        variant.system,
        variant.think,
        seed,
        model_ref=variant.model_ref,
    )
    gguf = GgufInfo(path, "", variant.model_ref, source.quantization, 0, 0, 0)
    launch = Launch(ModelFile(variant.model_ref, path, source.quantization), gguf, options)
    return LaneSpec(kept.number, Variant(variant.label, launch), seed, kept.repeats)


def events_of(kept: KeptLane) -> Iterator[Event]:
    """What the engine would have said, each part of it at once; nothing of an end that was not kept."""
    answer, outcome, drawn = kept.answer, kept.answer.outcome, kept.drawn
    usage = outcome.usage or Usage()
    if answer.thought:
        logprobs = drawn.thought_logprobs if drawn else ()
        ends = drawn.thought_token_ends if drawn else ()
        yield ThoughtDelta(0, answer.thought, usage.thought_tokens, logprobs, ends)
        end = ThoughtEnd.CLOSED if answer.text else ThoughtEnd.CUT
        yield ThoughtEnded(0, end, usage.thought_tokens, outcome.thought_s or 0.0)
    if answer.text:
        yield AnswerDelta(0, answer.text, usage.answer_tokens)
    if outcome.state is MessageState.DONE:
        reason, timings = outcome.finish_reason or FinishReason.STOP, outcome.timings or Timings()
        yield Finished(
            0, reason, answer.provenance.seed or 0, usage, timings, drawn.token_ids if drawn else ()
        )


def error_of(
    kept: KeptLane, interrupted: ChatuiError = _INTERRUPTED, elsewhere: ChatuiError = _ELSEWHERE
) -> ChatuiError | None:
    """Why the lane has no end of its own; None: it has one."""
    match kept.answer.outcome.state:
        case MessageState.ERROR:
            return ChatuiError(kept.answer.outcome.error or "An error ended this lane.")
        case MessageState.INTERRUPTED:
            return interrupted
        case MessageState.STREAMING:
            return elsewhere
        case MessageState.DONE:
            return None
