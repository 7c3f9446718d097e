"""One thing at a time: whoever comes second waits for the first to end, but not for ever; knows no engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from chatui.errors import EngineError

TURN_WAIT_S = 10.0
"""Longer than the grace that a cancelled generation has before its process is killed."""


class Turn:
    """A lock whose wait is bounded, so that a forgotten iterator gives an error instead of a hang."""

    def __init__(self, wait_s: float = TURN_WAIT_S) -> None:
        self._wait_s = wait_s
        self._lock = Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn; EngineError when the one before has not ended after the wait."""
        if not self._lock.acquire(timeout=self._wait_s):
            raise EngineError("The engine is still busy with the request before.", "Stop that one first.")
        try:
            yield
        finally:
            self._lock.release()
