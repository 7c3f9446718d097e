"""Brings what was written to the disk's own memory while more comes; what it is is not known here.

A part must be on the disk before it is published. Doing that all along, beside the network, leaves little
for the end; and a note of what is there must not tell of bytes that a power cut would take.
"""

import os
from threading import Event, Thread

from chatui.models.download.board import Board
from chatui.models.download.part import Part

_EVERY_S = 1.0
_LAST_WORD_S = 0.5
"""How long an end waits for a note that is being written."""


class Keeper:
    """Syncs a part every second, and once more after `finish`."""

    def __init__(self, part: Part, board: Board) -> None:
        self._part = part
        self._board = board
        self._wake = Event()
        self._is_given_up = False
        self.failure: Exception | None = None
        self._thread = Thread(target=self._run, name="download sync", daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Everything is written: sync for the last time."""
        self._wake.set()

    def give_up(self) -> None:
        """End it, after the sync that it is at."""
        self._is_given_up = True
        self._wake.set()
        self._thread.join(_LAST_WORD_S)

    def wait(self, seconds: float) -> bool:
        """Whether it is over, within so many seconds."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with self._part.path.open("rb") as file:
                while not self._wake.wait(_EVERY_S):
                    self._keep(file.fileno())
                self._keep(file.fileno())
        except Exception as error:  # whoever waits is told
            self.failure = error

    def _keep(self, descriptor: int) -> None:
        there = self._board.there()
        os.fsync(descriptor)
        if not self._is_given_up:
            self._part.note(there)
