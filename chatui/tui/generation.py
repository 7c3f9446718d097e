"""Runs a session's loads and turns in a thread, one at a time; it knows no widget, the screen polls it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event as Flag
from threading import Thread

from chatui.chat.events import Event, LoadProgress
from chatui.errors import ChatuiError
from chatui.session import ChatSession
from chatui.tui.event_buffer import EventBuffer

GIVE_UP_S = 2.0
"""How long the end of the app waits for a turn to stop; closing the session then ends the engine."""


@dataclass(frozen=True, slots=True)
class JobEnd:
    """How a load or a turn ended; `was_stopped` means that `stop` was called on it."""

    error: ChatuiError | None
    was_stopped: bool


class Generation:
    """One load or one turn at a time. All methods are called on one thread, the screen's."""

    def __init__(self, session: ChatSession) -> None:
        self._session = session
        self._buffer = EventBuffer()
        self._stop = Flag()
        self._thread: Thread | None = None
        self._error: ChatuiError | None = None

    @property
    def is_running(self) -> bool:
        """A job was begun and `take_end` has not yet told its end."""
        return self._thread is not None

    @property
    def is_stopping(self) -> bool:
        """`stop` was called on the job that runs."""
        return self.is_running and self._stop.is_set()

    def load(self) -> None:
        """Begin to load the model."""
        self._begin(self._load)

    def answer(self, ask: Callable[[], Iterator[Event]]) -> None:
        """Begin the turn that `ask` gives the events of; loads the model first where that is needed."""

        def job() -> None:
            self._load()
            if self._stop.is_set():
                return
            for event in ask():
                self._buffer.add(event)
                self._stop_again()

        self._begin(job)

    def stop(self) -> None:
        """Ask the job that runs to end; its end comes by `take_end`."""
        if self.is_running:
            self._stop.set()
            self._session.stop()

    def take_events(self) -> list[Event]:
        """What came since the last call, joined."""
        return self._buffer.drain()

    def take_end(self) -> JobEnd | None:
        """How the job ended, once; None while it runs.

        Call it before `take_events`: what is in the buffer once the thread is gone is all there is.
        """
        if self._thread is None or self._thread.is_alive():
            return None
        self._thread = None
        return JobEnd(self._error, self._stop.is_set())

    def close(self) -> None:
        """Stop what runs and wait for it for a moment; called when the app ends, from any thread."""
        thread = self._thread
        self.stop()
        if thread is not None:
            thread.join(GIVE_UP_S)

    def _begin(self, job: Callable[[], None]) -> None:
        if self.is_running:
            raise RuntimeError("A load or a turn is under way.")
        self._stop.clear()
        self._error = None
        # A daemon, so that an engine that hangs can not keep the app from ending.
        self._thread = Thread(target=self._run, args=(job,), name="generation", daemon=True)
        self._thread.start()

    def _run(self, job: Callable[[], None]) -> None:
        try:
            job()
        except ChatuiError as error:
            self._error = error
        except Exception as error:
            # The thread's boundary: an error lost here would leave the turn "thinking" for ever.
            self._error = ChatuiError(f"Unexpected {type(error).__name__}: {error}", "Please report this.")

    def _load(self) -> None:
        if self._session.info is None:
            self._buffer.add(LoadProgress(0.0))
            self._session.load(self._on_progress)

    def _on_progress(self, fraction: float) -> None:
        self._buffer.add(LoadProgress(fraction))
        self._stop_again()

    def _stop_again(self) -> None:
        # A stop that came before the engine had begun was lost on it; now it has begun.
        if self._stop.is_set():
            self._session.stop()
