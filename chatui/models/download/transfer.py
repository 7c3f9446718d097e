"""Brings one file here, whole, whatever happens on the way; where it goes then is not known here."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from time import monotonic

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError, DownloadError
from chatui.models.download.board import Board
from chatui.models.download.checksum import Checksum
from chatui.models.download.connection import Connection, RangeIgnored
from chatui.models.download.crew import Crew, Silent, TooSlow
from chatui.models.download.hasher import Hasher
from chatui.models.download.keeper import Keeper
from chatui.models.download.local_faults import check_reserve
from chatui.models.download.meter import Meter
from chatui.models.download.part import Part
from chatui.models.download.patience import Patience, Restarts, Tries
from chatui.models.download.progress import PullState
from chatui.models.download.request import Cancelled
from chatui.models.hub.bytes import Cut, FileAddress, Refused
from chatui.models.hub.place import host
from chatui.models.hub.sentences import Question, refused, unreachable

_TICK_S = 0.1
_LOOK_AT_DISK_S = 1.0
_RANGE_NOT_SATISFIABLE = 416
_BEGIN_ANEW = {
    "ignored range": "its server sends files only from the begin on, and the connection broke each time",
    "refused range": "its server does not send the rest of what is here",
    "other bytes": "what came does not match the published checksum",
}


class _BeginAnew(Exception):
    """What is here is of no use; the cause is one of `Restarts`."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One file of a hub on its way into its part."""

    address: FileAddress
    question: Question
    part: Part
    checksum: Checksum
    patience: Patience
    meter: Meter
    stop: Event

    def run(self) -> None:
        """Returns when the part is whole, right and synced; raises ChatuiError, OSError and `Cancelled`."""
        restarts = Restarts()
        while True:
            try:
                return _Filling(self).run()
            except _BeginAnew as cause:
                self.part.discard()
                if not restarts.take(str(cause)):
                    raise self._useless(_BEGIN_ANEW[str(cause)]) from None

    def _useless(self, why: str) -> DownloadError:
        name = display_text(self.question.filename or "")
        what = f"{name} could not be downloaded from {host(self.question.endpoint)}: {why}."
        return DownloadError(what, "What came was thrown away. Try again later, or choose another file.")


class _Filling:
    """One part from its opening on, until it is whole or of no use."""

    def __init__(self, transfer: Transfer) -> None:
        self._transfer = transfer
        self._patience = transfer.patience
        self._tries = Tries(self._patience.tries)
        self._board = Board(transfer.checksum.size, transfer.part.open(), self._patience.segment_bytes)
        self._hasher = Hasher(transfer.part.path, transfer.checksum)
        self._keeper = Keeper(transfer.part, self._board)
        self._crew = Crew(self._board, self._connection, self._patience, self._spread)
        self._looked_at_disk = monotonic()
        self._received = 0
        self._state, self._detail = PullState.CONNECTING, ""

    def run(self) -> None:
        try:
            self._show()
            while not self._board.is_whole:
                try:
                    self._fetch()
                except (Cut, Refused, Silent, TooSlow, RangeIgnored) as failure:
                    self._crew.give_up()
                    self._wait_after(failure)
            self._verify()
        finally:
            self._crew.give_up()
            self._hasher.give_up()
            self._keeper.give_up()

    def _connection(self) -> Connection:
        name = display_text(self._transfer.question.filename or "")
        return Connection(self._board, self._transfer.address, self._transfer.part.path, name)

    def _spread(self) -> None:
        self._transfer.part.spread(self._board.there())

    def _fetch(self) -> None:
        self._crew.start()
        before = self._crew.received
        while self._crew.look() and not self._board.is_whole:
            self._board.changed.wait(_TICK_S)
            self._board.changed.clear()
            if self._crew.silent_s > self._patience.stalled_after_s:
                self._state, self._detail = PullState.STALLED, self._try_now()
            elif self._crew.received > before:
                self._state, self._detail = PullState.DOWNLOADING, ""
            self._tick()

    def _tick(self) -> None:
        """What has to be seen to all the time."""
        self._show()
        self._hasher.reach(self._board.prefix)
        for worker in (self._hasher, self._keeper):
            if worker.failure is not None:
                raise worker.failure
        now = monotonic()
        if now - self._looked_at_disk > _LOOK_AT_DISK_S:
            self._looked_at_disk = now
            self._transfer.part.path.stat()  # raises where it was removed
            check_reserve(self._transfer.part.path.parent)

    def _show(self) -> None:
        if self._transfer.stop.is_set():
            raise Cancelled
        received = self._crew.received
        self._transfer.meter.receive(received - self._received)
        self._received = received
        self._transfer.meter.show(self._state, self._board.done_bytes, self._detail)

    def _try_now(self) -> str:
        return f"try {self._tries.failed + 1} of {self._tries.most}"

    def _wait_after(self, failure: Exception) -> None:
        """Wait as long as is due before the next try; raises where there is none."""
        if isinstance(failure, RangeIgnored):
            raise _BeginAnew("ignored range")
        asked_s = None
        self._state = PullState.STALLED
        if isinstance(failure, Refused):
            if failure.refusal.status == _RANGE_NOT_SATISFIABLE:
                raise _BeginAnew("refused range")
            if not failure.refusal.is_passing:
                raise self._final(failure)
            asked_s = failure.refusal.retry_after_s
            self._state = PullState.WAITING
        if not self._tries.fail(self._board.done_bytes):
            raise self._final(failure)
        seconds = self._patience.wait_s(self._tries.failed, asked_s)
        self._detail = f"{_why(failure)}; {self._tries.next} in {seconds:.0f} s"
        self._pause(seconds)
        self._state, self._detail = PullState.CONNECTING, self._try_now()

    def _pause(self, seconds: float) -> None:
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            self._transfer.stop.wait(min(left, _TICK_S))
            self._tick()

    def _final(self, failure: Exception) -> ChatuiError:
        question = self._transfer.question
        if isinstance(failure, Refused):
            return refused(failure.refusal, question)
        hint = "What came is kept, and the next try goes on from there."
        if isinstance(failure, TooSlow):
            return DownloadError(f"The connection to {host(question.endpoint)} is too slow.", hint)
        if self._board.done_bytes == 0:
            return unreachable(question.endpoint, _why(failure))
        what = (
            f"{host(question.endpoint)} stopped sending: {_why(failure)}, {self._tries.most} times in a row."
        )
        return DownloadError(what, hint)

    def _verify(self) -> None:
        size = self._board.size
        self._state = PullState.VERIFYING
        self._keeper.finish()
        self._hasher.reach(size)
        self._until(self._hasher.wait)
        if self._hasher.text != self._transfer.checksum.text:
            raise _BeginAnew("other bytes")
        self._until(self._keeper.wait)

    def _until(self, wait: Callable[[float], bool]) -> None:
        while not wait(_TICK_S):
            self._detail = f"{self._hasher.hashed / max(1, self._board.size):.0%} checked"
            self._tick()
        self._tick()


def _why(failure: Exception) -> str:
    match failure:
        case Silent():
            return "nothing comes"
        case TooSlow():
            return "too little comes"
        case Refused():
            return f"the hub answered {failure.refusal.status}"
        case _:
            return str(failure)
