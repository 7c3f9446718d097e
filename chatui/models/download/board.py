"""Hands a file's missing ranges to connections, on any thread; how they are fetched is not known here."""

from collections.abc import Iterable
from threading import Event, Lock

from chatui.models.download.segments import Claim, Range, Segments


class Board:
    """The ranges of one file; at most `allowed` connections fetch at once, from one on."""

    def __init__(self, size: int, there: Iterable[Range], segment_bytes: int) -> None:
        self._segments = Segments(size, there)
        self._lock = Lock()
        self._segment_bytes = segment_bytes
        self.size = size
        self.allowed = 1
        self.changed = Event()
        """Set when a claim or a connection ended."""

    def claim(self) -> Claim | None:
        """What to fetch next; None where there is nothing, or enough others fetch."""
        with self._lock:
            if len(self._segments.claims) >= self.allowed:
                return None
            return self._segments.claim(self._segment_bytes if self.allowed > 1 else None)

    def release(self, claim: Claim) -> None:
        """A claim ended, at `claim.at`."""
        with self._lock:
            self._segments.release(claim)
        self.changed.set()

    def allow(self, connections: int) -> None:
        """Let so many fetch at once from now on; a long claim is cut so that others find something to do."""
        with self._lock:
            self.allowed = max(1, connections)
            if self.allowed > 1:
                for claim in self._segments.claims:
                    claim.end = min(claim.end, claim.at + self._segment_bytes)

    def there(self) -> list[Range]:
        """What is there, in order."""
        with self._lock:
            return self._segments.there()

    @property
    def done_bytes(self) -> int:
        """How much is there."""
        with self._lock:
            return self._segments.done_bytes

    @property
    def prefix(self) -> int:
        """How much is there from the begin on."""
        with self._lock:
            return self._segments.prefix

    @property
    def is_whole(self) -> bool:
        """Everything is there."""
        with self._lock:
            return self._segments.is_whole
