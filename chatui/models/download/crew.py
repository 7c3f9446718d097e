"""The connections that fetch one file: how many, and which are given up; what comes is not known here."""

from collections.abc import Callable
from time import monotonic

from chatui.models.download.board import Board
from chatui.models.download.connection import Connection
from chatui.models.download.patience import Patience

_FASTER = 1.15
"""A connection more is kept where it brought at least that much more in all."""


class Silent(Exception):
    """Nothing came for too long."""


class TooSlow(Exception):
    """Bytes came, and too few."""


class Crew:
    """Begins with one connection; each one more must prove that it is worth it."""

    def __init__(
        self,
        board: Board,
        begin: Callable[[], Connection],
        patience: Patience,
        spread: Callable[[], None],
    ) -> None:
        self._board = board
        self._begin = begin
        self._patience = patience
        self._spread = spread
        self._connections: list[Connection] = []
        self._ended_bytes = 0
        self._best_rate = 0.0
        self._is_settled = False
        self._trial = self._window = (monotonic(), 0)

    @property
    def received(self) -> int:
        """Bytes that came in all."""
        return self._ended_bytes + sum(connection.received for connection in self._connections)

    @property
    def silent_s(self) -> float:
        """Seconds since the last byte of any."""
        return monotonic() - max((one.last_sign for one in self._connections), default=0.0)

    def start(self) -> None:
        """Begin to fetch, or again after `look` raised."""
        self._trial = self._window = (monotonic(), self.received)
        self._board.allow(1)
        self._connections.append(self._begin())

    def look(self) -> bool:
        """Whether any still fetches; raises what ended the last one, `Silent`, or `TooSlow`."""
        self._give_up_silent_ones()
        self._check_speed()
        failure = self._reap()
        alive = len(self._connections)
        if failure is not None:
            if isinstance(failure, OSError) or not alive:
                raise failure
            # A server may bear fewer readers at once than there are; the others go on.
            self._is_settled = True
            self._board.allow(alive)
        elif alive:
            self._adapt(alive)
        return alive > 0

    def give_up(self) -> None:
        """End all; when this returns, nothing is written any more."""
        for connection in self._connections:
            connection.give_up()
            self._ended_bytes += connection.received
        self._connections.clear()

    def _reap(self) -> Exception | None:
        failure: Exception | None = None
        for connection in [one for one in self._connections if not one.is_alive]:
            self._connections.remove(connection)
            self._ended_bytes += connection.received
            failure = failure or connection.failure
        return failure

    def _give_up_silent_ones(self) -> None:
        now = monotonic()
        for connection in self._connections:
            if connection.is_alive and now - connection.last_sign > self._patience.silence_s:
                connection.give_up()
                connection.failure = Silent()

    def _check_speed(self) -> None:
        began, before = self._window
        seconds = monotonic() - began
        if seconds >= self._patience.slow_window_s:
            came = self.received - before
            self._window = (monotonic(), self.received)
            if came < seconds * self._patience.slow_bytes_per_s:
                self.give_up()
                raise TooSlow

    def _adapt(self, alive: int) -> None:
        began, before = self._trial
        seconds = monotonic() - began
        if self._is_settled or seconds < self._patience.trial_s:
            return
        rate = (self.received - before) / seconds
        self._trial = (monotonic(), self.received)
        left = self._board.size - self._board.done_bytes
        if alive > 1 and rate < self._best_rate * _FASTER:
            self._is_settled = True
            self._board.allow(alive - 1)
        elif alive < self._patience.connections and left > 2 * alive * self._patience.segment_bytes:
            self._best_rate = rate
            self._spread()
            self._board.allow(alive + 1)
            self._connections.append(self._begin())
        else:
            self._is_settled = True
