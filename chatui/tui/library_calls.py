"""Asks slow questions in threads and hands the answers back as messages; it knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from threading import Thread
from typing import TypeVar

from textual.message import Message
from textual.message_pump import MessagePump

from chatui.errors import ChatuiError

Answer = TypeVar("Answer")


class CallEnded(Message, bubble=False):
    """A call ended; whoever gets this gives it to `LibraryCalls.take`."""

    def __init__(self, caller: object, slot: str, number: int, outcome: Callable[[], None]) -> None:
        super().__init__()
        self.caller = caller
        self.slot = slot
        self.number = number
        self.outcome = outcome


@dataclass(slots=True)
class _Slot:
    """The calls of one kind: one runs, at most one waits."""

    latest: int = 0
    is_busy: bool = False
    waiting: Callable[[], None] | None = field(default=None, repr=False)


class LibraryCalls:
    """One call of each slot at a time. All methods are called on the owner's thread.

    A newer call of a slot takes the place of the one that waits, and the answer of the one that runs is
    dropped: it is to a question that nobody asks any more.
    """

    def __init__(self, owner: MessagePump) -> None:
        self._owner = owner
        self._slots: dict[str, _Slot] = {}
        self._numbers = count(1)

    def ask(
        self,
        slot: str,
        job: Callable[[], Answer],
        then: Callable[[Answer], None],
        fail: Callable[[ChatuiError], None],
    ) -> None:
        """Run `job` in a thread; `then` gets its answer, or `fail` its error, on the owner's thread."""
        calls = self._slots.setdefault(slot, _Slot())
        calls.latest = number = next(self._numbers)
        run = partial(self._run, slot, number, job, then, fail)
        if calls.is_busy:
            calls.waiting = run
        else:
            self._start(calls, run)

    def drop(self, slot: str) -> None:
        """Nobody wants the answers of this slot any more."""
        if slot in self._slots:
            self._slots[slot].latest, self._slots[slot].waiting = next(self._numbers), None

    def take(self, message: CallEnded) -> None:
        """Hand over an answer, unless a newer call was made or the app ends; start the one that waits.

        An owner may have several of these: each takes its own answers and leaves the others'.
        """
        if message.caller is not self:
            return
        calls = self._slots[message.slot]
        calls.is_busy = False
        waiting, calls.waiting = calls.waiting, None
        if waiting is not None:
            self._start(calls, waiting)
        # While the app ends, the owner still hears messages, and may have lost its widgets already.
        if message.number == calls.latest and self._owner.app.is_running:
            message.outcome()

    def _start(self, calls: _Slot, run: Callable[[], None]) -> None:
        calls.is_busy = True
        # A daemon, so that a disk or a hub that hangs can not keep the app from ending.
        Thread(target=run, name="library", daemon=True).start()

    def _run(
        self,
        slot: str,
        number: int,
        job: Callable[[], Answer],
        then: Callable[[Answer], None],
        fail: Callable[[ChatuiError], None],
    ) -> None:
        try:
            outcome = partial(then, job())
        except ChatuiError as error:
            outcome = partial(fail, error)
        except Exception as error:
            # The thread's boundary: an error lost here would leave the screen waiting for ever.
            unexpected = ChatuiError(f"Unexpected {type(error).__name__}: {error}", "Please report this.")
            outcome = partial(fail, unexpected)
        try:
            self._owner.post_message(CallEnded(self, slot, number, outcome))
        except RuntimeError:
            """The app has ended, and its loop with it."""
