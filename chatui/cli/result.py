"""The object that `--json` promises, from what came of a turn; it prints nothing."""

from chatui.chat.display_text import display_text
from chatui.chat.events import Timings, Usage
from chatui.cli.turn import TurnRecord
from chatui.engine.requests import ModelInfo
from chatui.launch import Launch
from chatui.thought.final_answer import final_answer

SCHEMA = 1


def result_object(
    launch: Launch, info: ModelInfo | None, prompt: str, record: TurnRecord
) -> dict[str, object]:
    """One lane's result; `info` is None where the model never was loaded.

    What the model said has passed the display filter: whoever prints a field prints no escape sequence.
    """
    answer = display_text(record.answer)
    finished = record.finished
    return {
        "schema": SCHEMA,
        "model": _model(launch, info),
        "prompt": prompt,
        "thought": display_text(record.thought),
        "answer": answer,
        "finish_reason": record.finish_reason.value,
        "final_answer": final_answer(answer),
        "seed": finished.seed if finished else launch.options.seed,
        "usage": _usage(finished.usage if finished else Usage()),
        "timings": _timings(info, finished.timings if finished else Timings()),
        "notices": [display_text(text) for text in record.notices],
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
