"""A damaged header with a large vocabulary ends in a ModelError or is sound, in bounded steps and memory.

Steps are calls that the reader makes, and reads are pieces of the file that it takes: both are the same on
every machine, and a bound on them is one on time.
"""

import io
import random
import struct
import sys
import tracemalloc
from contextlib import suppress
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatui.errors import ModelError
from chatui.models.gguf.header import GgufHeader, read_header_from
from chatui.models.gguf.window import MAX_TAKEN
from tests.models.gguf.gguf_bytes import Gguf, Tensor, chat_metadata, string, strings, text

TOKENS = 30_000
"""Of the vocabulary; with types and merges the header has about a megabyte."""


def _metadata() -> dict[str, bytes]:
    types = struct.pack(f"<IIQ{TOKENS}i", 9, 5, TOKENS, *([1] * TOKENS))
    heads = struct.pack("<IIQ28I", 9, 4, 28, *([2] * 28))
    return {
        **chat_metadata(),
        "qwen2.attention.head_count_kv": heads,
        "tokenizer.ggml.tokens": strings([f"token-{number}" for number in range(TOKENS)]),
        "tokenizer.ggml.token_type": types,
        "tokenizer.ggml.merges": strings([f"to ken-{number}" for number in range(TOKENS)]),
        "tokenizer.chat_template": string("{{ messages[0].content }}" * 80),
    }


MODEL = Gguf(metadata=_metadata(), tensors=[Tensor(f"blk.{number}.attn_q.weight") for number in range(200)])
HEADER = MODEL.header()
WHOLE = MODEL.whole()
BEGINS = [HEADER.index(text(key)) for key in MODEL.metadata]
"""Where each key begins: its length, its name, then its value's type."""
COUNTS = sorted(
    {8, 16, *BEGINS, *(begin + len(text(key)) for key, begin in zip(MODEL.metadata, BEGINS, strict=True))}
)
HUGE = [1025, 2**22, 2**31, 2**32 - 1, 2**40, 2**62, 2**63, 2**64 - 1]

places = st.one_of(
    st.integers(0, len(HEADER) - 1),
    st.builds(
        lambda count, beside: min(count + beside, len(HEADER) - 1),
        st.sampled_from(COUNTS),
        st.integers(0, 15),
    ),
)
flips = st.lists(st.tuples(places, st.integers(1, 255)), min_size=1, max_size=24)


class CountedFile(io.BytesIO):
    """Counts what is read of it."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        self.reads += 1
        return super().read(size)


class SparseFile(CountedFile):
    """What it was given, then zeros without an end."""

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        return piece + bytes((size or 0) - len(piece))


def steps(data: bytes) -> int:
    """The calls that reading this header takes; any other exception than ModelError fails the test."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    file = CountedFile(data)
    sys.setprofile(count)
    try:
        with suppress(ModelError):
            assert isinstance(read_header_from(file, len(data), "m.gguf"), GgufHeader)
    finally:
        sys.setprofile(None)
    assert file.reads <= len(data) // MAX_TAKEN + 2
    return counted


def bounded(data: bytes) -> None:
    assert steps(data) <= 3 * len(data) + 1000


def flipped(data: bytes, changes: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for place, difference in changes:
        changed[place] ^= difference
    return bytes(changed)


FEW = settings(max_examples=40)


def test_the_sound_header_keeps_to_the_bound() -> None:
    assert read_header_from(io.BytesIO(WHOLE), len(WHOLE), "m.gguf").end == len(WHOLE)
    bounded(WHOLE)


@FEW
@given(changes=flips)
def test_flipped_bits(changes: list[tuple[int, int]]) -> None:
    bounded(flipped(WHOLE, changes))


@FEW
@given(length=st.integers(0, len(HEADER)), changes=flips)
def test_truncation_of_a_damaged_header(length: int, changes: list[tuple[int, int]]) -> None:
    bounded(flipped(WHOLE, changes)[:length])


@FEW
@given(place=places, number=st.sampled_from(HUGE), inserts=st.booleans())
def test_huge_counts(place: int, number: int, inserts: bool) -> None:
    rest = WHOLE[place if inserts else place + 8 :]
    bounded(WHOLE[:place] + struct.pack("<Q", number) + rest)


@FEW
@given(begin=places, length=st.integers(1, 4096), seed=st.integers(0, 2**32))
def test_a_stretch_of_noise(begin: int, length: int, seed: int) -> None:
    noise = random.Random(seed).randbytes(length)
    bounded(WHOLE[:begin] + noise + WHOLE[begin + length :])


@FEW
@given(begin=places, length=st.integers(1, 200_000))
def test_a_missing_stretch(begin: int, length: int) -> None:
    bounded(WHOLE[:begin] + WHOLE[begin + length :])


def _begin(tensors: int, keys: int) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, keys)


def _list_of(kind: int, count: int) -> bytes:
    return text("k") + struct.pack("<IIQ", 9, kind, count)


SPREAD = _begin(0, 1) + _list_of(8, 2**22) + struct.pack("<Q", 300_000)


@pytest.mark.parametrize(
    "begin",
    [
        _begin(0, 65_536),
        _begin(65_536, 0),
        _begin(0, 1) + _list_of(8, 2**22),
        _begin(0, 1) + _list_of(8, 2**22 + 1),
        _begin(0, 1) + _list_of(4, 2**32),
        _begin(0, 3) + _list_of(8, 2**21) * 3,
    ],
)
def test_a_huge_file_of_zeros_is_read_no_further_than_the_limits(begin: bytes) -> None:
    file = SparseFile(begin)
    with suppress(ModelError):
        read_header_from(file, 2**50, "m.gguf")
    assert file.reads <= 160


def test_a_header_that_leads_through_all_of_a_huge_file_is_refused() -> None:
    class Spread(SparseFile):
        def read(self, size: int | None = -1) -> bytes:
            piece = super().read(size)
            return piece if self.reads == 1 else struct.pack("<Q", 300_000) + piece[8:]

    with pytest.raises(ModelError, match="spread over more than"):
        read_header_from(Spread(SPREAD), 2**50, "m.gguf")


@settings(max_examples=15)
@given(changes=flips, place=places, number=st.sampled_from(HUGE))
def test_the_memory_stays_flat(changes: list[tuple[int, int]], place: int, number: int) -> None:
    data = flipped(WHOLE[:place] + struct.pack("<Q", number) + WHOLE[place:], changes)
    file = io.BytesIO(data)
    tracemalloc.start()
    with suppress(ModelError):
        read_header_from(file, len(data), "m.gguf")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 << 20
