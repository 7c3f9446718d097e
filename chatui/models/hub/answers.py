"""Waits for an answer no longer than is bearable; what was asked is not known here.

A name that is not resolved, or a host that swallows packets, holds a thread for as long as it likes, and
no library's time-out covers all of it. So the call runs in a thread of its own, and is left behind.
"""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
_LOOK_S = 0.05
"""How often it is looked whether the person wants to stop."""


class Stopped(Exception):
    """The person wants no answer any more."""


def answer_within(seconds: float, call: Callable[[], T], stop: Event | None = None) -> T:
    """What `call` returns or raises; TimeoutError after `seconds`, and `Stopped` soon after `stop` is set."""
    answers: list[T] = []
    errors: list[BaseException] = []
    over = Event()

    def run() -> None:
        try:
            answers.append(call())
        except BaseException as error:  # it is raised again where it is waited for
            errors.append(error)
        finally:
            over.set()

    Thread(target=run, name="hub question", daemon=True).start()
    deadline = monotonic() + seconds
    while not over.wait(min(_LOOK_S, seconds)):
        if stop is not None and stop.is_set():
            raise Stopped
        if monotonic() > deadline:
            raise TimeoutError
    if errors:
        raise errors[0]
    return answers[0]
