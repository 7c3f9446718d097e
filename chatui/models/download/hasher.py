"""Counts a file's checksum while it grows, in a thread of its own; who writes the file is not known here."""

import errno
from pathlib import Path
from threading import Condition, Thread

from chatui.models.download.checksum import Checksum

BLOCK = 1 << 20


class Hasher:
    """Reads what is there from the begin on; of a resumed part that is everything, from its first byte."""

    def __init__(self, path: Path, checksum: Checksum) -> None:
        self._path = path
        self._checksum = checksum
        self._changed = Condition()
        self._prefix = 0
        self._is_given_up = False
        self.hashed = 0
        self.text: str | None = None
        """The checksum, once all of the file is counted."""
        self.failure: Exception | None = None
        self._thread = Thread(target=self._run, name="download checksum", daemon=True)
        self._thread.start()

    def reach(self, prefix: int) -> None:
        """So many bytes are there from the begin on."""
        with self._changed:
            self._prefix = prefix
            self._changed.notify()

    def give_up(self) -> None:
        """End it after the block that it is at."""
        with self._changed:
            self._is_given_up = True
            self._changed.notify()

    def wait(self, seconds: float) -> bool:
        """Whether it is over, within so many seconds."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._count()
        except Exception as error:  # whoever waits is told
            self.failure = error

    def _count(self) -> None:
        counted = self._checksum.start()
        block = memoryview(bytearray(BLOCK))
        with self._path.open("rb", buffering=0) as file:
            while (most := self._wait_for_more()) > 0:
                read = file.readinto(block[: min(most, BLOCK)])
                if not read:
                    raise OSError(errno.EIO, "the part became shorter meanwhile")
                counted.update(block[:read])
                self.hashed += read
        if not self._is_given_up:
            self.text = counted.hexdigest()

    def _wait_for_more(self) -> int:
        """Bytes that can be counted now; 0 at the end."""
        with self._changed:
            while self._prefix == self.hashed < self._checksum.size and not self._is_given_up:
                self._changed.wait()
            return 0 if self._is_given_up else self._prefix - self.hashed
