"""What the command line says about a turn, as plain sentences; it prints nothing."""

from chatui.chat.events import Finished, FinishReason
from chatui.cli.turn import TurnRecord
from chatui.launch import Launch

_CUT = {
    FinishReason.LENGTH: "--max-tokens was reached",
    FinishReason.CONTEXT: "The context is full",
    FinishReason.BUDGET: "The thought budget was reached",
}
_REMEDY = {
    FinishReason.LENGTH: "Give a larger --max-tokens.",
    FinishReason.CONTEXT: "Give a larger --ctx.",
    FinishReason.BUDGET: "Give a larger --budget.",
}


def opening(launch: Launch) -> list[str]:
    """Which model answers, the seed that makes it say the same again, and what to know of its file."""
    name = "tiny, a demo model" if launch.is_demo else f"{launch.title} ({launch.model.ref})"
    sentences = [launch.why] if launch.why else []
    notices = [launch.notice] if launch.notice else []
    return [*sentences, f"Model {name}; seed {launch.options.seed}.", *notices]


def closing(record: TurnRecord) -> list[str]:
    """What the turn took, and why there is no answer or only half of one."""
    sentences = [_figures(record.finished)] if record.finished else []
    if record.signal is not None:
        return [*sentences, "Stopped; what had come is above."]
    if record.error is not None:
        return sentences
    cut = _CUT.get(record.finish_reason)
    if not record.has_answer:
        return [*sentences, _no_answer(cut, _REMEDY.get(record.finish_reason, ""))]
    if cut:
        return [*sentences, f"{cut}, so the answer may be cut short. {_REMEDY[record.finish_reason]}"]
    return sentences


def _no_answer(cut: str | None, remedy: str) -> str:
    if cut is None:
        return "The model ended its turn without an answer. Ask again with another --seed."
    return f"{cut} inside the thought, so there is no answer. {remedy}"


def _figures(finished: Finished) -> str:
    usage, timings = finished.usage, finished.timings
    parts = [f"{usage.answer_tokens} answer tokens"]
    if usage.thought_tokens:
        parts.insert(0, f"Thought {timings.thought_s:.1f} s, {usage.thought_tokens} tokens")
    if timings.decode_tokens_per_s:
        parts.append(f"{timings.decode_tokens_per_s:.0f} tokens/s")
    return f"{', '.join(parts)}."
