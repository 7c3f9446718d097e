"""What a scripted engine plays: pieces of text with pauses, as values; it knows no clock and no thread."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chatui.chat.events import FinishReason
from chatui.engine.requests import ModelInfo
from chatui.errors import ChatuiError


class PieceKind(StrEnum):
    """Where a piece of text belongs."""

    THOUGHT = "thought"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Piece:
    """One token's text, shown after a pause of `pause_s` seconds."""

    text: str
    kind: PieceKind = PieceKind.ANSWER
    pause_s: float = 0.0
    lane: int | None = None
    """None: every lane of the request says it."""
    logprob: float = 0.0
    """Natural log-probability, 0 or less; sent only when the request asks for them."""


@dataclass(frozen=True, slots=True)
class Script:
    """One turn. A piece for a lane that the request does not have is left out.

    A lane is over when no piece is left for it.
    """

    pieces: tuple[Piece, ...] = ()
    finish_reason: FinishReason = FinishReason.STOP
    prompt_tokens: int = 12
    prompt_steps: int = 1
    """How many times the prompt's progress is reported on the way from 0 to all of it."""
    prompt_pause_s: float = 0.0
    """Before each of those reports."""
    notices: tuple[str, ...] = ()
    error: ChatuiError | None = None
    """Raised after the last piece, in place of the end of the lanes."""


@dataclass(frozen=True, slots=True)
class LoadScript:
    """How loading goes."""

    steps: int = 4
    """How many times progress is reported on the way from 0 to 1."""
    pause_s: float = 0.0
    """Before each of those reports."""
    error: ChatuiError | None = None
    """Raised after the last report, in place of a model."""


def words(text: str, kind: PieceKind, pause_s: float = 0.0, lane: int | None = None) -> Iterator[Piece]:
    """Cut `text` into words, each with the space before it; joined they are `text` again."""
    for match in re.finditer(r"\s*\S+|\s+$", text):
        yield Piece(match.group(), kind, pause_s, lane)


def script_of(
    thought: str, answer: str, tokens_per_s: float = 0.0, finish_reason: FinishReason = FinishReason.STOP
) -> Script:
    """A turn in which every lane says the same; `tokens_per_s` 0 means without pauses."""
    pause = 1 / tokens_per_s if tokens_per_s else 0.0
    pieces = (*words(thought, PieceKind.THOUGHT, pause), *words(answer, PieceKind.ANSWER, pause))
    return Script(pieces, finish_reason, prompt_pause_s=pause)


SCRIPTED_MODEL = ModelInfo(
    path="scripted.gguf",
    architecture="qwen2",
    name="Scripted model",
    quantization="Q8_0",
    parameters=1_000_000,
    size_bytes=1_100_000,
    n_ctx=4096,
    n_ctx_train=4096,
    n_lanes=1,
    n_threads=1,
    gpu_layers=0,
    kv_type="f16",
    thinks=True,
    can_switch_thinking=False,
    template_sha256="0" * 64,
    profile="scripted",
    load_s=0.0,
)
