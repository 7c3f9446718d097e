"""A header is read from any file; its short lists of numbers are kept, and long lists counted."""

import io
import struct

import pytest

from chatui.errors import ModelError
from chatui.models.gguf.header import Skipped, Value, read_header_from
from tests.models.gguf.gguf_bytes import Gguf, chat_metadata, strings


def metadata_with(value: bytes) -> Value:
    whole = Gguf(metadata={**chat_metadata(), "the.key": value}).whole()
    return read_header_from(io.BytesIO(whole), len(whole), "some.gguf").metadata["the.key"]


def numbers(kind: int, code: str, *values: float) -> bytes:
    return struct.pack(f"<IIQ{len(values)}{code}", 9, kind, len(values), *values)


@pytest.mark.parametrize(
    ("kind", "code", "values"),
    [
        (4, "I", (8, 0, 2**32 - 1)),
        (5, "i", (-1, 4)),
        (6, "f", (0.5, -2.0)),
        (7, "?", (True, False)),
        (10, "Q", (2**64 - 1,)),
        (5, "i", ()),
    ],
)
def test_a_short_list_of_numbers_is_kept(kind: int, code: str, values: tuple[float, ...]) -> None:
    assert metadata_with(numbers(kind, code, *values)) == values


def test_a_long_list_is_counted() -> None:
    assert metadata_with(numbers(5, "i", *range(1024))) == tuple(range(1024))
    assert metadata_with(numbers(5, "i", *range(1025))) == Skipped(1025)
    assert metadata_with(strings(["a", "b"])) == Skipped(2)


def test_many_kept_lists_are_refused_before_they_fill_the_memory() -> None:
    metadata = {f"list.{number}": numbers(0, "B", *bytes(1024)) for number in range(200)}
    whole = Gguf(metadata={**chat_metadata(), **metadata}).whole()
    with pytest.raises(ModelError, match="bytes of texts and short lists"):
        read_header_from(io.BytesIO(whole), len(whole), "some.gguf")


def test_a_file_elsewhere_is_called_by_its_name() -> None:
    whole = Gguf().whole()
    with pytest.raises(ModelError, match=r"^remote\.gguf is incomplete: it ends inside its own header"):
        read_header_from(io.BytesIO(whole[:100]), 100, "remote.gguf")


def test_the_size_is_what_the_caller_says() -> None:
    header = read_header_from(io.BytesIO(Gguf().header()), len(Gguf().whole()), "remote.gguf")
    assert header.end == len(Gguf().whole())
