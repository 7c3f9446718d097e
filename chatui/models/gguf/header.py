"""Reads a GGUF file's header within fixed bounds of memory and time; it does not judge the model.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Everything in a header is a claim of
whoever wrote the file, so each count and length is compared with a limit, and with the bytes that are left,
before it is used.
"""

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias

from chatui.errors import ModelError
from chatui.models.gguf.types import TENSOR_TYPES
from chatui.models.gguf.window import MAX_TAKEN, Damaged, EndsInHeader, Window

_MAX_ENTRIES = 65_536
"""Metadata keys, and tensors, in one file; real models have some hundreds to some thousands."""
_MAX_NAME = 256
"""Bytes of a key."""
_MAX_TENSOR_NAME = 64
"""Bytes of a tensor's name; ggml keeps 64."""
_MAX_KEPT = 4 << 20
"""Bytes of texts and number lists in all."""
_MAX_NUMBERS = 1024
"""Elements of a number list that is kept; models have lists of a number for each layer."""
_NUMBER_BYTES = 32
"""What Python takes for one element of a kept list, about."""
_ARRAY, _STRING = 9, 8
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A value that is too long to keep: an array's number of elements, or a text's number of bytes."""

    length: int


Numbers: TypeAlias = tuple[int | float | bool, ...]
Value: TypeAlias = str | int | float | bool | Numbers | Skipped


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says of itself."""

    metadata: Mapping[str, Value]
    tensors: int
    parameters: int
    """Elements of all tensors."""
    end: int
    """Bytes that the file must have for all of its tensors."""
    tensor_bytes: Mapping[str, int] = field(default_factory=dict)
    """Bytes of each tensor, without padding, by its name."""


def read_header(path: Path) -> GgufHeader:
    """The header of a GGUF file; ModelError says what is wrong with it, and what to do.

    Raises OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        return read_header_from(file, path.stat().st_size, path.name)


def read_header_from(file: BinaryIO, size: int, name: str) -> GgufHeader:
    """The header of a GGUF file of `size` bytes, wherever it lies; it is sought in, and read from byte 0.

    Its `read` may give less than it was asked for only at the end. Raises ModelError, which calls the file
    `name`, and what `file` raises.
    """
    try:
        return _read(Window(file, size))
    except EndsInHeader:
        what = f"{name} is incomplete: it ends inside its own header, after {size:,} bytes."
        raise ModelError(what, "Download it again.") from None
    except Damaged as damage:
        raise ModelError(f"{name} is damaged: {damage}.", "Download it again.") from None


def _read(window: Window) -> GgufHeader:
    window.take(4)
    version = window.number("I")
    if version not in (2, 3):
        raise Damaged(_version_fault(int(version)))
    tensors = window.count(_MAX_ENTRIES, "its number of tensors")
    entries = window.count(_MAX_ENTRIES, "its number of metadata keys")
    metadata = _metadata(window, entries)
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or alignment not in (1 << bit for bit in range(3, 21)):
        raise Damaged(f"its alignment is {alignment}, and must be a power of two from 8")
    parameters, data, sizes = _tensors(window, tensors, alignment)
    start = _padded(window.position, alignment)
    return GgufHeader(metadata, tensors, parameters, start + data if tensors else window.position, sizes)


def _version_fault(version: int) -> str:
    if version and version % 65_536 == 0:
        return "it was written for machines of the other byte order"
    return f"its format is version {version}, and versions 2 and 3 are known"


def _metadata(window: Window, entries: int) -> dict[str, Value]:
    metadata: dict[str, Value] = {}
    kept = 0
    for _ in range(entries):
        key = _name(window, _MAX_NAME, "a key's length")
        if key in metadata:
            raise Damaged(f"its metadata has the key {key} twice")
        metadata[key] = value = _value(window, int(window.number("I")), key)
        kept += _kept_bytes(value)
        if kept > _MAX_KEPT:
            raise Damaged(f"its metadata has more than {_MAX_KEPT:,} bytes of texts and short lists")
    return metadata


def _kept_bytes(value: Value) -> int:
    if isinstance(value, tuple):
        return len(value) * _NUMBER_BYTES
    return len(value) if isinstance(value, str) else 0


def _value(window: Window, kind: int, key: str) -> Value:
    if kind in _SCALARS:
        return window.number(_SCALARS[kind])
    if kind == _STRING:
        return _text(window)
    if kind == _ARRAY:
        return _array(window, key)
    raise Damaged(f"the value of {key} has the unknown type {kind}")


def _text(window: Window) -> Value:
    length = window.count(1 << 62, "a text's length")
    if length > MAX_TAKEN:
        window.skip(length)
        return Skipped(length)
    return window.take(length).decode("utf-8", "replace")


def _array(window: Window, key: str) -> Numbers | Skipped:
    kind = int(window.number("I"))
    length = window.count(1 << 32, f"the length of {key}")
    if kind == _STRING:
        window.skip_texts(length)
    elif kind in _SCALARS and length <= _MAX_NUMBERS:
        return window.numbers(_SCALARS[kind], length)
    elif kind in _SCALARS:
        window.skip(length * struct.calcsize(f"<{_SCALARS[kind]}"))
    else:
        raise Damaged(f"the list {key} has elements of the unknown type {kind}")
    return Skipped(length)


def _tensors(window: Window, count: int, alignment: int) -> tuple[int, int, dict[str, int]]:
    """Elements of all tensors, the bytes from the first one's begin to the last one's end, and each one's."""
    sizes: dict[str, int] = {}
    parameters = end = 0
    for _ in range(count):
        name = _name(window, _MAX_TENSOR_NAME, "a tensor's name's length")
        if name in sizes:
            raise Damaged(f"it has the tensor {name} twice")
        elements, size = _extent(window, name)
        offset = window.count(1 << 62, f"the offset of {name}")
        if offset != _padded(end, alignment):
            raise Damaged(f"the tensor {name} is not where the one before it ends")
        parameters += elements
        sizes[name] = size
        end = offset + size
    return parameters, end, sizes


def _extent(window: Window, name: str) -> tuple[int, int]:
    dimensions = int(window.number("I"))
    if not 0 <= dimensions <= 4:
        raise Damaged(f"the tensor {name} has {dimensions} dimensions, and at most 4 can be meant")
    shape = [window.count(1 << 40, f"a dimension of {name}") for _ in range(dimensions)]
    kind = int(window.number("I"))
    if kind not in TENSOR_TYPES:
        raise Damaged(f"the tensor {name} has the unknown number format {kind}")
    block, size = TENSOR_TYPES[kind]
    row = shape[0] if shape else 1
    if row % block or not all(shape):
        raise Damaged(f"the tensor {name} has rows of {row} numbers, which its number format cannot hold")
    elements = math.prod(shape)
    return elements, elements // block * size


def _name(window: Window, limit: int, what: str) -> str:
    return window.take(window.count(limit, what)).decode("utf-8", "replace")


def _padded(position: int, alignment: int) -> int:
    return -(-position // alignment) * alignment
