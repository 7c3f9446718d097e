"""How fast bytes come and how long the rest takes, for whoever watches; it knows no network and no disk."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from chatui.models.download.progress import PullProgress, PullState

_WINDOW_S = 5.0
_LEAST_S = 0.5
"""Less than that tells nothing of a speed."""
_EVERY_S = 0.1


class Meter:
    """Of one download, all its files together; `tell` gets at most ten looks a second, and each new state."""

    def __init__(self, tell: Callable[[PullProgress], None], total_bytes: int | None = None) -> None:
        self._tell = tell
        self._samples: deque[tuple[float, int]] = deque()
        self._told_at = 0.0
        self._told: tuple[PullState, str] | None = None
        self._received = 0
        self.total_bytes = total_bytes
        self.base_bytes = 0
        """Of the files that are done."""

    def receive(self, count: int) -> None:
        """So many bytes came over the network."""
        self._received += count

    def show(self, state: PullState, done_bytes: int = 0, detail: str = "") -> None:
        """Tell how it stands, of the file that is at work."""
        now = monotonic()
        if (state, detail) == self._told and now - self._told_at < _EVERY_S:
            return
        self._told, self._told_at = (state, detail), now
        done = self.base_bytes + done_bytes
        rate = self._rate(now) if state is PullState.DOWNLOADING else None
        left = (self.total_bytes - done) / rate if rate and self.total_bytes is not None else None
        self._tell(PullProgress(state, done, self.total_bytes, rate, left, detail))

    def _rate(self, now: float) -> float | None:
        self._samples.append((now, self._received))
        while self._samples[0][0] < now - _WINDOW_S:
            self._samples.popleft()
        began, before = self._samples[0]
        return (self._received - before) / (now - began) if now - began >= _LEAST_S else None
