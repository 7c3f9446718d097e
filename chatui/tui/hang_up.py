"""Notices that the terminal has gone where no signal tells of it; what is done then is not known here."""

import select
import sys
from collections.abc import Callable
from threading import Thread


def watch_terminal(gone: Callable[[], object]) -> None:
    """Call `gone` from a thread of its own once nobody holds the other end of the terminal on stdin.

    A connection that breaks, or a terminal that is not the controlling one, sends no SIGHUP, and under nohup
    none is heard. Textual 8.2.8 then reads the end of its input again and again, for ever.
    """
    if hasattr(select, "poll") and sys.__stdin__ is not None and sys.__stdin__.isatty():
        Thread(target=_watch, args=(sys.__stdin__.fileno(), gone), name="hang-up", daemon=True).start()


def _watch(terminal: int, gone: Callable[[], object]) -> None:
    poll = select.poll()
    poll.register(terminal, 0)  # no keys: a hang-up is told whether asked for or not
    if any(happened & select.POLLHUP for _, happened in poll.poll()):
        gone()
