"""What every backend of the tests has: it hears a cancel, reports and closes; it loads and says nothing."""

import threading

from chatui.engine.requests import EngineReport


class Stoppable:
    """Knows which lanes were told to stop."""

    def __init__(self) -> None:
        self._cancelled: set[int | None] = set()
        self._wake = threading.Event()

    def cancel(self, lane: int | None) -> None:
        self._cancelled.add(lane)
        self._wake.set()

    def clear_cancel(self) -> None:
        self._cancelled.clear()
        self._wake.clear()

    def is_cancelled(self, lane: int | None) -> bool:
        return bool(self._cancelled & {None, lane})

    def wait_for_a_cancel(self) -> None:
        """Return once any lane is told to stop."""
        self._wake.wait()

    def report(self) -> EngineReport:
        return EngineReport("0", "test", (), "as shipped", (), "")

    def close(self) -> None:
        pass
