"""Looks at a GGUF file before any native code does; how a model is loaded is not known here."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chatui.errors import ModelError
from chatui.models.gguf.header import GgufHeader, Skipped, read_header
from chatui.models.gguf.magic import check_is_gguf
from chatui.models.gguf.split_files import MOST_PARTS, part_names
from chatui.models.gguf.types import file_type_name

_MAX_BLOCKS = 512
"""llama.cpp keeps space for this many layers (`LLAMA_MAX_LAYERS`) and ends its process on more."""
_NOT_ALONE = {
    "adapter": "is a LoRA adapter, which does nothing without the model that it was made for",
    "mmproj": "is an image projector, which does nothing without the model that it was made for",
    "imatrix": "holds statistics for quantizing, not a model",
}
_CHAT_MODEL = "Name the GGUF file of a chat model."
_AGAIN = "Download it again."


@dataclass(frozen=True, slots=True)
class GgufInfo:
    """What a sound chat model's file says of itself."""

    path: Path
    architecture: str
    name: str
    quantization: str
    """Empty where the file does not say."""
    parameters: int
    context_length: int
    """Tokens that the model was made for."""
    size_bytes: int
    """Of all parts together."""


class NotAlone(ModelError):
    """A sound file that does nothing without a model: an adapter, a projector, statistics, a vocabulary."""


def check_gguf(path: Path) -> GgufInfo:
    """Check that `path` is a whole chat model, with all of its parts.

    Takes less than 0.2 s for a vocabulary of 150,000 tokens, and the memory of a piece of the file. Raises
    ModelError with a sentence of its own for each way in which a file can be wrong.
    """
    try:
        header = _whole_header(path)
        _check_kind(path, header)
        parts = [path, *_other_parts(path, header)]
        headers = [header, *(_whole_header(part) for part in parts[1:])]
        size = sum(part.stat().st_size for part in parts)
    except OSError as error:
        what = f"{path} cannot be read: {error.strerror or error}."
        raise ModelError(what, "Check the path and its permissions.") from error
    if not any(part.tensors for part in headers):
        what = f"{path.name} is a vocabulary without weights: it can cut text into tokens and answer nothing."
        raise NotAlone(what, "Name the GGUF file that has the weights.")
    return _info(path, header, sum(part.parameters for part in headers), size)


def _whole_header(path: Path) -> GgufHeader:
    check_is_gguf(path)
    header = read_header(path)
    size = path.stat().st_size
    if size < header.end:
        raise ModelError(f"{path.name} is incomplete: {size:,} of {header.end:,} bytes are here.", _AGAIN)
    return header


def _check_kind(path: Path, header: GgufHeader) -> None:
    kind = _text(header, "general.type")
    architecture = _text(header, "general.architecture")
    if kind in _NOT_ALONE or architecture == "clip":
        raise NotAlone(f"{path.name} {_NOT_ALONE.get(kind, _NOT_ALONE['mmproj'])}.", _CHAT_MODEL)
    part = _number(header, "split.no")
    if part > 0:
        what = f"{path.name} is part {part + 1} of {_number(header, 'split.count')} of a split model."
        names = part_names(path.name)
        raise ModelError(
            what, f"Name the first part, {names[0] if names[1:] else 'which ends in -00001-of-…'}."
        )
    for fault in _faults(header, architecture):
        raise ModelError(f"{path.name} {fault}.", _CHAT_MODEL)


def _faults(header: GgufHeader, architecture: str) -> Iterator[str]:
    """Each reason why a sound GGUF file is no chat model that llama.cpp could load."""
    if not architecture:
        yield "does not say which architecture it has"
    blocks = _number(header, f"{architecture}.block_count")
    if not 1 <= blocks <= _MAX_BLOCKS:
        yield f"has {max(blocks, 0):,} layers, and 1 to {_MAX_BLOCKS} can be meant"
    for key in ("embedding_length", "context_length"):
        if _number(header, f"{architecture}.{key}") < 1:
            yield f"does not give its {key}"
    if _too_many_heads(header, architecture):
        yield "has more attention heads than numbers in an embedding"
    if "tokenizer.ggml.tokens" not in header.metadata or _text(header, "tokenizer.ggml.model") == "no_vocab":
        yield "has no tokenizer, so it cannot read text"
    if isinstance(header.metadata.get("tokenizer.chat_template"), Skipped):
        yield "has a chat template of more than 256 KiB, which no real model needs"


def _too_many_heads(header: GgufHeader, architecture: str) -> bool:
    """By the count, or the list with one for each layer; recurrent layers have none, and say 0 or nothing."""
    heads = header.metadata.get(f"{architecture}.attention.head_count")
    counts = heads if isinstance(heads, tuple) else (heads,)
    return any(isinstance(n, int) and n > _number(header, f"{architecture}.embedding_length") for n in counts)


def _other_parts(path: Path, header: GgufHeader) -> list[Path]:
    """The second and further parts of a split model, which llama.cpp looks for by the first one's name."""
    count = max(_number(header, "split.count"), 1)
    if count > MOST_PARTS:
        raise ModelError(f"{path.name} claims to have {count:,} parts.", _AGAIN)
    names = part_names(path.name)
    if count > 1 and len(names) != count:
        what = f"{path.name} is the first of {count} parts, and its name does not lead to the others."
        raise ModelError(what, f"Give it back its name, which ended in -00001-of-{count:05}.gguf.")
    parts = [path.with_name(name) for name in names[1:count]]
    for part in parts:
        if not part.exists():
            what = f"{path.name} is the first of {count} parts, and {part.name} is not beside it."
            raise ModelError(what, "Put all parts into one folder.")
    return parts


def _info(path: Path, header: GgufHeader, parameters: int, size: int) -> GgufInfo:
    architecture = _text(header, "general.architecture")
    return GgufInfo(
        path=path,
        architecture=architecture,
        name=_text(header, "general.name") or path.stem,
        quantization=file_type_name(header.metadata.get("general.file_type")),
        parameters=parameters,
        context_length=_number(header, f"{architecture}.context_length"),
        size_bytes=size,
    )


def _text(header: GgufHeader, key: str) -> str:
    value = header.metadata.get(key)
    return value if isinstance(value, str) else ""


def _number(header: GgufHeader, key: str) -> int:
    """A whole number, -1 where there is none."""
    value = header.metadata.get(key)
    return value if isinstance(value, int) else -1
