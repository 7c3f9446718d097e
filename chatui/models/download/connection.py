"""One connection: fetches range after range of a file into its part; how many there are is not known here."""

from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import BinaryIO

from chatui.errors import DownloadError
from chatui.models.download.board import Board
from chatui.models.download.segments import Claim
from chatui.models.hub.bytes import Cut, FileAddress, Reply


class RangeIgnored(Exception):
    """The server sent the file from its begin although the rest was asked for."""


class Connection:
    """Runs in a thread of its own until no range is left, it fails, or it is given up."""

    def __init__(self, board: Board, address: FileAddress, part: Path, filename: str) -> None:
        self._board = board
        self._address = address
        self._part = part
        self._filename = filename
        self._lock = Lock()
        self._is_given_up = False
        self._reply: Reply | None = None
        self._claim: Claim | None = None
        self.received = 0
        """Bytes so far, those that were thrown away later included."""
        self.last_sign = monotonic()
        """When it began, or the last bytes came."""
        self.failure: Exception | None = None
        self._thread = Thread(target=self._run, name="download", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """It still fetches."""
        return self._thread.is_alive() and not self._is_given_up

    def give_up(self) -> None:
        """End it at once: when this returns it writes nothing more, whatever its thread still waits for."""
        with self._lock:
            self._is_given_up = True
            reply, claim = self._reply, self._claim
        if reply is not None:
            reply.abort()
        if claim is not None:
            self._board.release(claim)

    def _run(self) -> None:
        try:
            with self._part.open("r+b", buffering=0) as file:
                while (claim := self._next()) is not None:
                    try:
                        self._fetch(claim, file)
                    finally:
                        self._board.release(claim)
        except Exception as error:  # whoever watches decides what it means
            self.failure = error
        finally:
            self._board.changed.set()

    def _next(self) -> Claim | None:
        with self._lock:
            self._claim = None if self._is_given_up else self._board.claim()
            return self._claim

    def _fetch(self, claim: Claim, file: BinaryIO) -> None:
        self.last_sign = monotonic()
        asked_end = claim.end
        with self._address.open(claim.at, asked_end if asked_end < self._board.size else None) as reply:
            self._take(reply, claim)
            file.seek(claim.at)
            for piece in reply.pieces():
                self._write(claim, file, piece)
                if self._is_given_up or (claim.at == claim.end != asked_end):
                    return
        if claim.at < claim.end:
            raise Cut("the connection ended early")

    def _take(self, reply: Reply, claim: Claim) -> None:
        """Check what a server is about to send before any of it is kept."""
        with self._lock:
            self._reply = reply
            if self._is_given_up:
                raise Cut("it was given up")
        if reply.total not in (None, self._board.size):
            raise self._wrong_size(f"{reply.total:,}")
        if reply.start == 0 != claim.at:
            raise RangeIgnored
        if reply.start != claim.at:
            raise Cut("it sent another part of the file than was asked for")

    def _write(self, claim: Claim, file: BinaryIO, piece: bytes) -> None:
        with self._lock:
            if self._is_given_up:
                return
            wanted = claim.end - claim.at
            if len(piece) > wanted and claim.end == self._board.size:
                raise self._wrong_size("more")
            count = min(len(piece), wanted)
            _write_all(file, memoryview(piece)[:count])
            claim.at += count
        self.received += count
        self.last_sign = monotonic()

    def _wrong_size(self, sent: str) -> DownloadError:
        what = (
            f"The hub published {self._board.size:,} bytes of {self._filename} and its server sends {sent}."
        )
        return DownloadError(what, "Try again later, or choose another file.")


def _write_all(file: BinaryIO, piece: memoryview) -> None:
    while piece:
        piece = piece[file.write(piece) :]
