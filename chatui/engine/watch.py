"""Tells a busy process from a hung one; it knows neither what the process does nor how to end it."""

from collections.abc import Callable
from dataclasses import dataclass

BUSY_SHARE = 0.01
"""Of one processor, over the quiet time: a process that computes uses far more, a hung one nothing."""

GROWTH_BYTES = 16 * 1024 * 1024
"""A model that is read from a slow disk costs little time, but its memory grows."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """What a process has used so far."""

    cpu_s: float
    resident_bytes: int


class StallWatch:
    """Call `restart` for every sign of life and `is_stalled` at least every `tick_s` seconds between."""

    def __init__(
        self, vitals: Callable[[], Vitals], stall_s: float, tick_s: float, clock: Callable[[], float]
    ) -> None:
        self._vitals = vitals
        self._stall_s = stall_s
        self._tick_s = tick_s
        self._clock = clock
        self.restart()

    def restart(self) -> None:
        """The process is alive, now."""
        self._quiet_since = self._looked_at = self._clock()
        self._before: Vitals | None = None

    def is_stalled(self) -> bool:
        """Whether it has been quiet for `stall_s` and has hardly computed or grown meanwhile."""
        now = self._clock()
        # After a pause of this process itself (Ctrl-Z, a laptop's lid) the quiet says nothing of the other.
        slept = now - self._looked_at > 5 * self._tick_s
        self._looked_at = now
        if slept or self._before is None:
            self._quiet_since = now
            self._before = self._vitals()
            return False
        if now - self._quiet_since < self._stall_s:
            return False
        if not self._has_worked(self._before, self._vitals(), now - self._quiet_since):
            return True
        self.restart()
        return False

    def _has_worked(self, before: Vitals, after: Vitals, seconds: float) -> bool:
        grown = after.resident_bytes - before.resident_bytes
        return after.cpu_s - before.cpu_s > BUSY_SHARE * seconds or grown > GROWTH_BYTES
