"""A file on a hub as a seekable one that is read over the network; what is in it is not known here."""

import io
from typing import BinaryIO

from chatui.errors import HubError
from chatui.models.hub.bytes import Cut, FileAddress, Refused
from chatui.models.hub.sentences import Question, refused, unreachable

FIRST_BLOCK = 256 << 10
LAST_BLOCK = 4 << 20
"""Blocks double up to this size, so that a short header costs little and a long one few requests."""
MAX_FETCHED = 64 << 20
"""Bytes fetched in all. The longest headers, of vocabularies of 260,000 tokens, have about 16 MB."""
_TRIES = 3


def open_remote(address: FileAddress, size: int, question: Question) -> BinaryIO:
    """The file, read-only, of `size` bytes; reading raises HubError. The caller closes it."""
    return io.BufferedReader(_RemoteFile(address, size, question), FIRST_BLOCK)


class _RemoteFile(io.RawIOBase):
    """Keeps one block; reading on where it ends fetches a block of twice its size."""

    def __init__(self, address: FileAddress, size: int, question: Question) -> None:
        super().__init__()
        self._address = address
        self._size = size
        self._question = question
        self._at = 0
        self._block = b""
        self._block_begin = 0
        self._next_length = FIRST_BLOCK
        self._fetched = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size or not len(buffer):
            return 0
        offset = self._at - self._block_begin
        if not 0 <= offset < len(self._block):
            self._fetch()
            offset = 0
        piece = self._block[offset : offset + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _fetch(self) -> None:
        end = min(self._at + self._next_length, self._size)
        if self._fetched + end - self._at > MAX_FETCHED:
            name = self._question.filename
            raise HubError(f"The header of {name} is longer than {MAX_FETCHED >> 20} MB.", "It is damaged.")
        self._block = self._tried(self._at, end)
        self._block_begin = self._at
        self._fetched += len(self._block)
        self._next_length = min(2 * self._next_length, LAST_BLOCK)

    def _tried(self, begin: int, end: int) -> bytes:
        for tries_left in reversed(range(_TRIES)):
            try:
                return self._range(begin, end)
            except Cut as cut:
                if not tries_left:
                    raise unreachable(self._question.endpoint, str(cut)) from None
            except Refused as error:
                if not (tries_left and error.refusal.is_passing):
                    raise refused(error.refusal, self._question) from None
        raise AssertionError("the last try returns or raises")

    def _range(self, begin: int, end: int) -> bytes:
        came = bytearray()
        with self._address.open(begin, end) as reply:
            if reply.start != begin:
                raise Cut("it sends files only whole, so a part of one cannot be read")
            for piece in reply.pieces():
                came += piece
                if len(came) >= end - begin:
                    break
        if len(came) < end - begin:
            raise Cut("the connection ended early")
        return bytes(came[: end - begin])
