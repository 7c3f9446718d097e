"""Writes the child's messages to its pipe, deltas merged and on time; it knows no backend."""

import time
from collections.abc import Callable
from threading import Condition, Thread
from typing import BinaryIO

from chatui.chat.events import Event
from chatui.engine.coalesce import DeltaMerger
from chatui.engine.isolation import leave
from chatui.engine.messages import EventMessage, FromChild
from chatui.engine.wire import encode


class Outbox:
    """May be used from any thread. Ends the process when nobody reads the other end any more."""

    def __init__(self, stream: BinaryIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._id = 0
        self._merger = DeltaMerger(clock)
        self._changed = Condition()
        # Without this thread a delta would stay held back while the next token is being computed.
        Thread(target=self._flush_when_due, name="outbox", daemon=True).start()

    def send(self, message: FromChild) -> None:
        """Send a message after everything that was held back."""
        with self._changed:
            self._write(self._merger.flush())
            self._stream.write(encode(message))
            self._push_out()

    def begin(self, request_id: int) -> None:
        """The next events belong to this request."""
        with self._changed:
            self._id = request_id
            self._merger = DeltaMerger(self._clock)

    def send_event(self, event: Event) -> None:
        """Send an event of the request that `begin` named, at once or merged with others soon."""
        with self._changed:
            self._write(self._merger.push(event))
            self._changed.notify()

    def _flush_when_due(self) -> None:
        with self._changed:
            while True:
                due_in = self._merger.due_in()
                if due_in == 0:
                    self._write(self._merger.flush())
                else:
                    self._changed.wait(due_in)

    def _write(self, events: list[Event]) -> None:
        if not events:
            return
        for event in events:
            self._stream.write(encode(EventMessage(self._id, event)))
        self._push_out()

    def _push_out(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            leave()  # the parent is gone; an exception here would leave the main thread computing
