"""Ends the app on SIGTERM and SIGHUP with the terminal restored; the one module that knows POSIX signals."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from threading import Timer, current_thread, main_thread
from types import FrameType

_PATIENCE_S = 10.0


def end_on_signals(end: Callable[[int], object]) -> Callable[[], None]:
    """Call `end` with the exit code (128 + number) on SIGTERM or SIGHUP; returns what undoes that.

    Call it with a loop running. Textual handles neither signal: without this the shell is left in raw mode
    on the alternate screen. Windows has no such signals on its event loop.
    """
    if sys.platform == "win32" or current_thread() is not main_thread():
        return _nothing_to_undo
    loop = asyncio.get_running_loop()

    def on_signal(number: int, _: FrameType | None) -> None:
        _exit_later(128 + number)
        loop.call_soon_threadsafe(end, 128 + number)

    # Not the loop's own handlers, which wait for a loop that may be waiting for a dead terminal.
    # A signal that is ignored, as nohup does with SIGHUP, stays ignored.
    taken = [one for one in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(one) is not signal.SIG_IGN]
    before = {number: signal.signal(number, on_signal) for number in taken}

    def undo() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return undo


def _exit_later(code: int) -> None:
    # A terminal that is closed sends SIGHUP and SIGCONT; on the latter Textual 8.2.8 starts a second writer,
    # which dies of the closed terminal, and then waits for it for ever.
    watchdog = Timer(_PATIENCE_S, os._exit, (code,))
    watchdog.daemon = True
    watchdog.start()


def _nothing_to_undo() -> None:
    """The undoing of nothing."""
