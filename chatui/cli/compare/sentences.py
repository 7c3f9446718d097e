"""What the command line says about a comparison, as plain sentences; it prints nothing."""

from collections.abc import Sequence

from chatui.chat.events import FinishReason
from chatui.cli.compare.outcome import Outcome
from chatui.comparison.contestants import LaneSpec, Variant
from chatui.comparison.lane import Lane, LaneState
from chatui.errors import ChatuiError

_ENDS = {
    FinishReason.LENGTH: "--max-tokens was reached",
    FinishReason.CONTEXT: "the context is full",
    FinishReason.BUDGET: "the thought budget was reached",
    FinishReason.CANCELLED: "stopped",
    FinishReason.ERROR: "failed",
}


def opening(variants: Sequence[Variant], specs: Sequence[LaneSpec]) -> list[str]:
    """Which models answer, the seeds that make them say the same again, and what to know of their files."""
    launches = {variant.launch.model.path: variant.launch for variant in variants}
    whys = [launch.why for launch in launches.values() if launch.why]
    notices = [launch.notice for launch in launches.values() if launch.notice]
    first, last = specs[0].seed, specs[-1].seed
    seeds = f"Seed {first}." if len(specs) == 1 else f"Seeds {first} to {last}, one a lane."
    settings = [f"Compared: {'; '.join(variant.label for variant in variants)}."] if len(variants) > 1 else []
    return [*whys, *settings, seeds, *notices]


def closing(outcome: Outcome) -> list[str]:
    """What the lanes took, what stopping early has saved, and why there is no answer."""
    totals = outcome.totals
    sentences = [*_notices(outcome.lanes), *_stopped(outcome)]
    if totals.tokens:
        sentences.append(
            f"{totals.tokens:,} tokens in {totals.total_s:.1f} s, {totals.decode_tokens_per_s:.0f} tokens/s "
            f"together; {totals.prompt_tokens_evaluated:,} tokens of prompts evaluated."
        )
    if outcome.signal is not None:
        return [*sentences, "Stopped; what had come is above."]
    has_failed = any(lane.state is LaneState.FAILED for lane in outcome.lanes)
    if not has_failed and not any(lane.answer.strip() for lane in outcome.lanes):
        return [*sentences, "No lane gave an answer. Give a larger --ctx, --budget or --max-tokens."]
    return sentences


def _notices(lanes: Sequence[Lane]) -> list[str]:
    return list(dict.fromkeys(notice for lane in lanes for notice in lane.notices))


def _stopped(outcome: Outcome) -> list[str]:
    summary = outcome.summary
    if not summary.stopped_early:
        return []
    lanes = "1 lane was" if len(summary.stopped_early) == 1 else f"{len(summary.stopped_early)} lanes were"
    if summary.saved_tokens is None:
        return [f"{lanes} stopped early; what that saved can not be estimated."]
    saved = f"about {summary.saved_tokens:,} tokens saved"
    return [f"{lanes} stopped early: {saved}, an estimate by the longest lane that ended."]


def failure(error: ChatuiError, numbers: Sequence[int], lanes: int) -> ChatuiError:
    """The error with the lanes that it ended, where others went on."""
    if len(numbers) == lanes:
        return error
    return ChatuiError(f"{lanes_words(numbers)} failed: {error.message}", error.hint)


def lanes_words(numbers: Sequence[int]) -> str:
    """`Lane 2`, or `Lanes 0, 1, 3`."""
    return f"Lane{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def end_words(lane: Lane) -> str:
    """How a lane ended that has no whole answer; empty where it ended by itself."""
    reason = lane.finish_reason
    return "" if reason in (None, FinishReason.STOP) else _ENDS[reason]
