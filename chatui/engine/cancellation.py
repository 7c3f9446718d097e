"""Brings a cancel to the request it is meant for, early or late as it may come; it knows no pipe."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from chatui.engine.backend import Backend


class Cancellation:
    """Requests run one at a time on one thread and have rising ids; cancels come from another thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: tuple[int, Backend] | None = None
        self._last_id = 0
        self._early: list[tuple[int, int | None]] = []

    def cancel(self, request_id: int, lane: int | None) -> None:
        """Cancel that request: now if it runs, when it begins if it waits, never if it is over."""
        with self._lock:
            if self._running and self._running[0] == request_id:
                self._running[1].cancel(lane)
            elif request_id > self._last_id:
                self._early.append((request_id, lane))

    def cancel_running(self) -> None:
        """Cancel whatever runs."""
        with self._lock:
            if self._running:
                self._running[1].cancel(None)

    @contextmanager
    def running(self, request_id: int, backend: Backend) -> Iterator[None]:
        """While the body runs, cancels of `request_id` reach `backend`; those before it do not."""
        with self._lock:
            backend.clear_cancel()
            self._running, self._last_id = (request_id, backend), request_id
            for early_id, lane in self._early:
                if early_id == request_id:
                    backend.cancel(lane)
            self._early = [early for early in self._early if early[0] > request_id]
        try:
            yield
        finally:
            with self._lock:
                self._running = None
