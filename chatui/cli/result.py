"""The object that `--json` promises, from what came of a turn; it prints nothing."""

from collections.abc import Sequence
from typing import Protocol

from chatui.chat.display_text import display_text
from chatui.chat.events import Finished, FinishReason, Timings, Usage
from chatui.engine.requests import ModelInfo
from chatui.launch import Launch
from chatui.thought.final_answer import final_answer

SCHEMA = 1


class Reply(Protocol):
    """What came of a question, as far as it came."""

    @property
    def thought(self) -> str:
        """All of the thought."""

    @property
    def answer(self) -> str:
        """All of the answer."""

    @property
    def finished(self) -> Finished | None:
        """Its end; None where an error or a signal cut it off."""

    @property
    def finish_reason(self) -> FinishReason | None:
        """Why it ended; None where it has not."""

    @property
    def notices(self) -> Sequence[str]:
        """What the engine said of it."""


def result_object(launch: Launch, info: ModelInfo | None, prompt: str, reply: Reply) -> dict[str, object]:
    """One lane's result; `info` is None where the model never was loaded.

    What the model said has passed the display filter: whoever prints a field prints no escape sequence.
    """
    answer = display_text(reply.answer)
    finished = reply.finished
    return {
        "schema": SCHEMA,
        "model": _model(launch, info),
        "prompt": prompt,
        "thought": display_text(reply.thought),
        "answer": answer,
        "finish_reason": (reply.finish_reason or FinishReason.CANCELLED).value,
        "final_answer": final_answer(answer),
        "seed": finished.seed if finished else launch.options.seed,
        "usage": _usage(finished.usage if finished else Usage()),
        "timings": _timings(info, finished.timings if finished else Timings()),
        "notices": [display_text(text) for text in reply.notices],
    }


def _model(launch: Launch, info: ModelInfo | None) -> dict[str, str]:
    gguf = launch.gguf
    return {
        "ref": launch.model.ref,
        "path": str(gguf.path),
        "architecture": info.architecture if info else gguf.architecture,
        "quantization": (info.quantization if info else "") or gguf.quantization,
    }


def _usage(usage: Usage) -> dict[str, int]:
    return {
        "prompt_tokens": usage.prompt_tokens,
        "reused_tokens": usage.reused_tokens,
        "thought_tokens": usage.thought_tokens,
        "answer_tokens": usage.answer_tokens,
    }


def _timings(info: ModelInfo | None, timings: Timings) -> dict[str, float]:
    seconds = {
        "load_s": info.load_s if info else 0.0,
        "ttft_s": timings.ttft_s,
        "prompt_tokens_per_s": timings.prompt_tokens_per_s,
        "decode_tokens_per_s": timings.decode_tokens_per_s,
        "thought_s": timings.thought_s,
        "total_s": timings.total_s,
    }
    return {name: round(value, 4) for name, value in seconds.items()}
