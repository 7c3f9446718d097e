"""Tells whether the process that began an answer still lives; what it wrote is not known here."""

import os
from dataclasses import dataclass

_SAME_START_S = 2.0
"""Seconds; two readings of one process's start differ by less, and a reused number by more."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, by its number and its start in seconds since 1970: numbers are used again."""

    pid: int
    started: float

    @property
    def is_alive(self) -> bool:
        """It runs; a zombie does not."""
        import psutil

        try:
            process = psutil.Process(self.pid)
            is_zombie = process.status() == psutil.STATUS_ZOMBIE
            return not is_zombie and abs(process.create_time() - self.started) < _SAME_START_S
        except psutil.NoSuchProcess:
            return False
        except psutil.AccessDenied:  # it is there, and only its owner may look closer
            return True


def this_process() -> Owner:
    """The process that asks."""
    import psutil

    return Owner(os.getpid(), psutil.Process().create_time())
