"""One request to the engine's process and its answers, watched until it is over; knows no kind of request."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import TypeAlias

from chatui import __version__
from chatui.engine.messages import (
    Cancel,
    Done,
    EventMessage,
    Failed,
    FromChild,
    Hello,
    Loaded,
    Progress,
    Reported,
    Request,
)
from chatui.engine.process import Ended, EngineProcess
from chatui.engine.watch import StallWatch
from chatui.errors import ChatuiError, EngineCrashed, EngineError, error_of_kind

Answer: TypeAlias = Progress | EventMessage | Loaded | Done | Reported

_LAST = (Loaded, Done, Reported, Failed)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the parent waits, in seconds."""

    stall_s: float = 60.0
    """For a sign of life of a busy engine that hardly uses the processor."""
    cancel_grace_s: float = 5.0
    """For the end of a cancelled request."""
    close_grace_s: float = 2.0
    """For the end of the process when it is asked to end."""


class Exchange:
    """`answers` runs on one thread; `cancel` may be called from any."""

    def __init__(self, process: EngineProcess, request: Request, limits: Limits, log_path: Path) -> None:
        self.is_over = False
        self._process = process
        self._request = request
        self._limits = limits
        self._log_path = log_path
        self._cancelled_at: float | None = None
        self._tick_s = min(1.0, limits.stall_s / 10, limits.cancel_grace_s / 10)

    def answers(self) -> Iterator[Answer]:
        """Send the request and yield what belongs to it; raises what the process says or EngineCrashed."""
        self._process.send(self._request)
        for message in self._messages():
            match message:
                case Progress() | EventMessage() if message.id == self._request.id:
                    yield message
                case Loaded() | Done() | Reported() if message.id == self._request.id:
                    self.is_over = True
                    yield message
                    return
                case Failed(id=None):
                    raise self._given_up(error_of_kind(message.kind, message.message, message.hint))
                case Failed() if message.id == self._request.id:
                    self.is_over = True
                    raise error_of_kind(message.kind, message.message, message.hint)
                case Hello(version=version) if version != __version__:
                    raise self._given_up(
                        EngineError("chatui was updated while it was running.", "Start chatui again.")
                    )
                case _:
                    pass  # of a request before, which was given up

    def cancel(self, lane: int | None) -> None:
        """Ask for the end of one lane or of everything; the latter must come within the grace."""
        self._process.send(Cancel(self._request.id, lane))
        if lane is None and self._cancelled_at is None:
            self._cancelled_at = time.monotonic()

    def abandon(self) -> None:
        """Cancel it and wait until it is over, which takes at most the grace."""
        self.cancel(None)
        with suppress(ChatuiError):  # nobody asks any more
            for message in self._messages():
                if getattr(message, "id", None) == self._request.id and isinstance(message, _LAST):
                    self.is_over = True
                    return

    def _messages(self) -> Iterator[FromChild]:
        watch = StallWatch(self._process.vitals, self._limits.stall_s, self._tick_s, time.monotonic)
        while True:
            self._check_cancel()
            try:
                message = self._process.inbox.get(timeout=self._tick_s)
            except Empty:
                if watch.is_stalled():
                    raise self._given_up(self._crash("The engine stopped answering and was ended.")) from None
                continue
            if isinstance(message, Ended):
                raise self._given_up(self._crash(message.why))
            watch.restart()
            yield message

    def _check_cancel(self) -> None:
        grace = self._limits.cancel_grace_s
        if self._cancelled_at is None or time.monotonic() - self._cancelled_at <= grace:
            return
        if self._process.inbox.empty():  # else its end may wait there, unread by a slow listener
            crash = self._crash(f"The engine did not stop within {grace:g} seconds and was ended.")
            raise self._given_up(crash)

    def _crash(self, why: str) -> EngineCrashed:
        return EngineCrashed(why, f"The next request starts it again; its log is {self._log_path}.")

    def _given_up(self, error: ChatuiError) -> ChatuiError:
        """End the process, which is of no more use, and hand back what to raise."""
        self._process.kill()
        self.is_over = True
        return error
