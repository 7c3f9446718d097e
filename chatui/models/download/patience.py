"""How long a download waits and how often it tries, as values; what it does is not known here."""

from dataclasses import dataclass, field

ENOUGH_PROGRESS = 1 << 20
"""Bytes that a try must bring for the count of tries to begin anew; one byte a try would never end."""
RETRY_AFTER_MOST_S = 60.0
"""A hub may ask for hours; a person who waits wants to be asked."""


@dataclass(frozen=True, slots=True)
class Patience:
    """The defaults suit a person who watches."""

    tries: int = 6
    """In a row without progress."""
    first_wait_s: float = 1.0
    """Before the second try; it doubles from try to try, up to `longest_wait_s`."""
    longest_wait_s: float = 16.0
    connect_s: float = 10.0
    silence_s: float = 10.0
    """Without a byte, after which the connection is given up."""
    stalled_after_s: float = 3.0
    """Without a byte, after which a person is told."""
    slow_window_s: float = 15.0
    slow_bytes_per_s: float = 10_000.0
    """Less than this over the whole window is no download: a model of a gigabyte would take a day."""
    trial_s: float = 3.0
    """How long a number of connections is tried before it is judged."""
    connections: int = 4
    """At most, and only while each one more is faster."""
    segment_bytes: int = 32 << 20
    """What each of several fetches at once, in the file's order: the checksum follows close behind."""

    def wait_s(self, failed: int, asked_s: float | None) -> float:
        """Seconds before the next try, after so many that failed; the hub may ask for more."""
        own = min(self.longest_wait_s, self.first_wait_s * 2.0 ** (failed - 1))
        return own if asked_s is None else max(own, min(asked_s, RETRY_AFTER_MOST_S))


@dataclass(slots=True)
class Tries:
    """Counts the tries in a row that brought nothing."""

    most: int
    failed: int = 0
    _reached: int = 0

    def fail(self, done_bytes: int) -> bool:
        """Note a failed try, with the bytes that are there now; False where it was the last."""
        # Measured from the highest mark, so bytes that a restart threw away count once.
        if done_bytes >= self._reached + ENOUGH_PROGRESS:
            self._reached = done_bytes
            self.failed = 0
        self.failed += 1
        return self.failed < self.most

    @property
    def next(self) -> str:
        """The next try, for people."""
        return f"try {self.failed + 1} of {self.most}"


@dataclass(slots=True)
class Restarts:
    """How often one call may begin again from nothing, by cause; without a bound it could go on for ever."""

    _left: dict[str, int] = field(
        default_factory=lambda: {"ignored range": 2, "refused range": 1, "other bytes": 1}
    )

    def take(self, cause: str) -> bool:
        """Use one up; False where none is left."""
        self._left[cause] -= 1
        return self._left[cause] >= 0
