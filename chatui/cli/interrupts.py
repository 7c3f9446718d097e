"""Turns the signals that end a program into something a loop can wait for; it knows no loop."""

import os
import signal
from collections.abc import Callable
from types import FrameType, TracebackType

from chatui.cli.exit_codes import code_of_signal

_SIGNALS = tuple(
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None
)


class Interrupts:
    """While entered, the first signal calls `wake` once and is kept; a second one ends the process at once.

    `wake` runs in a signal handler, between any two instructions: it may do no more than put something into
    a `SimpleQueue`.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self.received: int | None = None
        self._wake = wake
        self._before: dict[int, signal._HANDLER] = {}

    def __enter__(self) -> "Interrupts":
        """Take the signals."""
        for number in _SIGNALS:
            # A signal that the caller ignores, as nohup does with SIGHUP, stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._handle)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self.received is not None:
            os._exit(code_of_signal(number))
        self.received = number
        self._wake()
