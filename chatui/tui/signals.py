"""Ends the app on signals, and brings its screen back after a stop; no other module knows POSIX signals."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from threading import Timer, current_thread, main_thread
from types import FrameType

from textual.driver import Driver

from chatui.tui.hang_up import watch_terminal

_PATIENCE_S = 10.0

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
"""Without this the shell is left in raw mode on the other screen, or, after SIGINT, is told of no signal."""


class AppSignals:
    """From `take` to `give_back`, both called with a loop running, on the main thread or without effect."""

    def __init__(self, end: Callable[[int], object]) -> None:
        """`end` is called with the exit code, 128 and the signal's number."""
        self._end = end
        self._driver: Driver | None = None
        self._before: dict[int, signal._HANDLER] = {}
        self._is_taken = self._is_ending = False
        self._is_suspended = False

    def take(self, driver: Driver | None) -> None:
        """Handle what ends the app, and what stops it and lets it go on."""
        self._driver = driver
        if sys.platform == "win32" or current_thread() is not main_thread():
            return
        # Not the loop's own handlers, which wait for a loop that may be waiting for a dead terminal.
        self._loop = asyncio.get_running_loop()
        self._is_taken = True
        for name in _ENDING:
            number = getattr(signal, name)
            # A signal that is ignored, as nohup does with SIGHUP, stays ignored.
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._on_end)
        if driver is not None and not driver.is_headless:
            watch_terminal(self._hang_up)
        # The driver has taken these two where it can suspend.
        if callable(signal.getsignal(signal.SIGTSTP)):
            self._before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, self._on_suspend)
            self._before[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._on_continue)

    def give_back(self) -> None:
        """Leave the signals as they were."""
        self._is_taken = False
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def _on_end(self, number: int, _: FrameType | None) -> None:
        self._is_ending = True
        _exit_later(128 + number)
        self._loop.call_soon_threadsafe(self._end, 128 + number)

    def _hang_up(self) -> None:
        if self._is_taken and not self._is_ending:
            self._on_end(signal.SIGHUP, None)

    def _on_suspend(self, number: int, frame: FrameType | None) -> None:
        self._is_suspended = True
        self._pass_on(number, frame)

    def _on_continue(self, number: int, frame: FrameType | None) -> None:
        if self._is_ending:
            return  # a closed terminal sends SIGCONT too, and cannot be drawn on any more
        if not self._is_suspended and self._driver is not None:
            # After SIGSTOP nothing was put in order before: Textual 8.2.8 would take the raw mode for the one
            # to restore in the end, and start a second writer.
            self._driver.suspend_application_mode()
        self._is_suspended = False
        self._pass_on(number, frame)

    def _pass_on(self, number: int, frame: FrameType | None) -> None:
        handler = self._before[number]
        if callable(handler):
            handler(number, frame)


def _exit_later(code: int) -> None:
    # A dead terminal can make Textual wait for its writer for ever.
    watchdog = Timer(_PATIENCE_S, os._exit, (code,))
    watchdog.daemon = True
    watchdog.start()
