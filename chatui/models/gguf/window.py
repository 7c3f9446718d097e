"""Reads forward through a GGUF file, a piece at a time; what the numbers mean is not known here."""

import struct
from typing import BinaryIO

MAX_TAKEN = 256 << 10
"""Bytes that are held, and the most that one `take` gives."""
_MAX_TEXTS = 4 << 20
"""Texts in all lists together; the largest vocabularies have half a million tokens and as many merges."""
_MAX_READS = 1024
"""Pieces of `MAX_TAKEN` bytes that are read in all, 256 MiB; the largest vocabularies have some 15 MB."""
_U64 = struct.Struct("<Q")


class Damaged(Exception):
    """The header contradicts itself or its file; says how."""


class EndsInHeader(Exception):
    """The file is shorter than its header."""


class Window:
    """A place in a file, its bytes from here and the number of those that are left.

    Reading behind the end raises `EndsInHeader`; a number that cannot be meant, `Damaged`.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._held = b""
        self._start = 0
        self._at = 0
        self._texts_left = _MAX_TEXTS
        self._reads_left = _MAX_READS

    @property
    def position(self) -> int:
        """Bytes from the begin of the file to here."""
        return self._start + self._at

    @property
    def left(self) -> int:
        """Bytes from here to the end of the file."""
        return self._size - self.position

    def take(self, count: int) -> bytes:
        """The next bytes, at most `MAX_TAKEN` of them."""
        if self._at + count > len(self._held):
            self._refill(count)
        piece = self._held[self._at : self._at + count]
        self._at += count
        return piece

    def skip(self, count: int) -> None:
        """Go on behind the next `count` bytes."""
        if count > self.left:
            raise EndsInHeader
        self._at += count

    def number(self, code: str) -> int | float | bool:
        """The next number, by its `struct` code."""
        return self.numbers(code, 1)[0]

    def numbers(self, code: str, count: int) -> tuple[int | float | bool, ...]:
        """The next numbers of one kind, by its `struct` code; together at most `MAX_TAKEN` bytes."""
        kind = f"<{count}{code}"
        return struct.unpack(kind, self.take(struct.calcsize(kind)))

    def count(self, limit: int, what: str) -> int:
        """A 64-bit count or length that may be at most `limit`."""
        value: int = _U64.unpack(self.take(8))[0]
        if value > limit:
            raise Damaged(f"{what} is {value:,}, and at most {limit:,} can be meant")
        return value

    def skip_texts(self, count: int) -> None:
        """Hop over texts by their lengths; a vocabulary has hundreds of thousands, so the loop is bare."""
        if count > self._texts_left:
            raise Damaged(f"its lists hold more than {_MAX_TEXTS:,} texts")
        self._texts_left -= count
        unpack = _U64.unpack_from
        while count:
            if self._at + 8 > len(self._held):
                self._refill(8)
            held, at, last = self._held, self._at, len(self._held) - 8
            while count and at <= last:
                at += 8 + unpack(held, at)[0]
                count -= 1
            self._at = at
            if self.left < 0:
                raise EndsInHeader

    def _refill(self, count: int) -> None:
        # Long texts are hopped over, so that a header could lead through all of a file of any size.
        if not self._reads_left:
            raise Damaged(f"its header is spread over more than {_MAX_READS:,} places of the file")
        self._reads_left -= 1
        self._start += self._at
        self._at = 0
        self._file.seek(self._start)
        self._held = self._file.read(MAX_TAKEN)
        if len(self._held) < count:
            raise EndsInHeader
