"""When Python looks for garbage: in a moment in which nobody waits for the screen; it knows no screen."""

import gc
import time
from collections.abc import Callable

LOOK_S = 1.0
"""How often somebody should `look`."""

_QUIET_S = 10.0
_SELDOM = 1000
"""After how many collections of the middle generation Python looks through everything by itself; it is 10
otherwise, which is every two seconds while an answer streams."""

_WORTH = 3
"""After how many of them it pays to look."""


class IdleCollection:
    """From `begin` to `end` Python looks through all objects only once nobody has done anything for a while.

    It takes a millisecond for a thousand of them and nothing else runs meanwhile: 50 ms after the first
    answer, 130 ms after the third. What has no cycle is given back at once, as ever.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._quiet_since = clock()
        self._before: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """All that there is now lives as long as the app, and is never looked at again."""
        self._before = gc.get_threshold()
        gc.freeze()
        gc.set_threshold(*self._before[:2], _SELDOM)

    def note(self) -> None:
        """Somebody does something, or waits for something."""
        self._quiet_since = self._clock()

    def look(self) -> bool:
        """Look for garbage if it is quiet and there may be some; returns whether it looked."""
        is_due = self._clock() - self._quiet_since >= _QUIET_S and gc.get_count()[2] >= _WORTH
        if self._before is None or not is_due:
            return False
        gc.collect()
        return True

    def end(self) -> None:
        """Leave all as it was."""
        if self._before is not None:
            gc.set_threshold(*self._before)
            gc.unfreeze()
            self._before = None
