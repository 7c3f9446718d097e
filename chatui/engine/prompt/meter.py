"""How much time and text one rendering may use; what is rendered is not known here."""

import time
from collections.abc import Callable

_ALL_TOGETHER_FACTOR = 32
_ALL_TOGETHER_LEAST = 64 << 20


class LimitReached(Exception):
    """A chat template used more than it may; the message completes "this model's chat template …"."""


class Meter:
    """Counts one rendering against its limits.

    `max_chars` is for one value; all values that are built together may have 32 times as many, and always
    64 Mi, since a list of allowed values can still fill the memory. `seconds` is for the whole rendering.
    """

    def __init__(self, max_chars: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.max_chars = max_chars
        self._left = max(max_chars * _ALL_TOGETHER_FACTOR, _ALL_TOGETHER_LEAST)
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def tick(self) -> None:
        """Called at every step that a loop can repeat; raises LimitReached when the time is over."""
        if self._clock() > self._end:
            raise LimitReached(f"did not end within {self._seconds:g} seconds")

    def look(self, size: int) -> None:
        """Called with the size of something that is read; raises LimitReached if it is too large."""
        self.tick()
        if size > self.max_chars:
            raise LimitReached(f"builds more than {self.max_chars:,} characters")

    def build(self, size: int) -> None:
        """Called before something of this size is built; raises LimitReached if that is too much."""
        self.look(size)
        self._left -= size
        if self._left < 0:
            raise LimitReached("builds too much text on its way")
