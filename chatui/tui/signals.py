"""Ends the app on SIGTERM and SIGHUP with the terminal restored; the one module that knows POSIX signals."""

import asyncio
import signal
import sys
from collections.abc import Callable


def end_on_signals(end: Callable[[int], object]) -> None:
    """Call `end` with the exit code (128 + number) on SIGTERM or SIGHUP; call it with a loop running.

    Textual handles neither: without this the shell is left in raw mode on the alternate screen. Windows has
    no such signals on its event loop; closing the console ends the app there.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end, 128 + number)
