"""Plays something long in a thread, so that a signal can stop it at any moment; it does not know what."""

from collections.abc import Callable, Generator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from chatui.cli.interrupts import Interrupts

Item = TypeVar("Item")

_ASK_AGAIN_S = 0.2
"""Between two requests to stop: one that comes before the engine has begun goes unheard."""


class _Wake:
    """A signal came."""


class _End:
    """Everything was played."""


class Interruptible(Generic[Item]):
    """`play` runs in a thread and hands out items by its argument; `stop` asks it to end in good order."""

    def __init__(
        self, play: Callable[[Callable[[Item], None]], None], stop: Callable[[], None], name: str
    ) -> None:
        self._play = play
        self._stop = stop
        self._name = name
        self._queue: SimpleQueue[Item | Exception | _Wake | _End] = SimpleQueue()
        self.signal: int | None = None
        """The signal that asked it to stop, None as long as none has come."""

    def items(self) -> Generator[Item, None, None]:
        """What `play` gives; raises what it raises. Closing the iterator stops it, and waits for its end."""
        thread = Thread(target=self._work, name=self._name, daemon=True)
        with Interrupts(lambda: self._queue.put(_Wake())) as interrupts:
            thread.start()
            try:
                yield from self._taken(interrupts)
            finally:
                while thread.is_alive():
                    self._stop()
                    thread.join(_ASK_AGAIN_S)

    def _taken(self, interrupts: Interrupts) -> Generator[Item, None, None]:
        while not isinstance(item := self._next(), _End):
            self.signal = interrupts.received
            if isinstance(item, _Wake):
                self._stop()
            elif isinstance(item, Exception):
                raise item
            else:
                yield item

    def _next(self) -> "Item | Exception | _Wake | _End":
        try:
            return self._queue.get(timeout=_ASK_AGAIN_S if self.signal is not None else None)
        except Empty:
            return _Wake()

    def _work(self) -> None:
        try:
            self._play(self._queue.put)
            self._queue.put(_End())
        except Exception as error:  # thread boundary: whatever it is, the main thread raises it
            self._queue.put(error)
