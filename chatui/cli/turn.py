"""Plays one turn of a session so that a signal can stop it at any moment; it prints nothing."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeAlias

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, LoadProgress, Notice, ThoughtDelta
from chatui.cli.exit_codes import ExitCode, code_of_signal
from chatui.cli.interrupts import Interrupts
from chatui.errors import ChatuiError
from chatui.session import ChatSession

Turn: TypeAlias = Callable[[], Iterator[Event]]
"""A method of the session that asks or goes on, with its arguments."""

_ASK_AGAIN_S = 0.2
"""Between two requests to stop: one that comes before the engine has begun goes unheard."""


@dataclass(slots=True)
class TurnRecord:
    """What came of a turn so far."""

    thought_pieces: list[str] = field(default_factory=list)
    answer_pieces: list[str] = field(default_factory=list)
    finished: Finished | None = None
    notices: list[str] = field(default_factory=list)
    signal: int | None = None
    error: ChatuiError | None = None

    @property
    def thought(self) -> str:
        """All of the thought so far."""
        return "".join(self.thought_pieces)

    @property
    def answer(self) -> str:
        """All of the answer so far."""
        return "".join(self.answer_pieces)

    @property
    def finish_reason(self) -> FinishReason:
        """Why it ended; a turn that a signal or an error cut off has no reason of its own."""
        if self.error is not None:
            return FinishReason.ERROR
        return self.finished.finish_reason if self.finished else FinishReason.CANCELLED

    @property
    def has_answer(self) -> bool:
        """The model said something after its thought."""
        return any(piece.strip() for piece in self.answer_pieces)

    @property
    def exit_code(self) -> int:
        """As the command line promises."""
        if self.signal is not None:
            return code_of_signal(self.signal)
        if self.error is not None or self.finish_reason is FinishReason.ERROR:
            return ExitCode.FAILED
        return ExitCode.DONE if self.has_answer else ExitCode.NO_ANSWER

    def add(self, event: Event) -> None:
        """Take in one event."""
        match event:
            case ThoughtDelta(text=text):
                self.thought_pieces.append(text)
            case AnswerDelta(text=text):
                self.answer_pieces.append(text)
            case Notice(text=text):
                self.notices.append(text)
            case Finished():
                self.finished = event
            case _:
                pass


class _Wake:
    """A signal came."""


class _End:
    """The turn is over."""


_Item: TypeAlias = Event | ChatuiError | Exception | _Wake | _End


def play(session: ChatSession, turn: Turn, record: TurnRecord) -> Generator[Event, None, None]:
    """Load the model if need be, take a turn of the session, and yield the events, all in `record` too.

    The session works in a thread, so that a signal is seen at once. It ends the turn, which then ends in
    good order; ChatuiErrors end it too. Closing the iterator stops the engine.
    """
    queue: SimpleQueue[_Item] = SimpleQueue()
    thread = Thread(target=_work, args=(session, turn, queue), name="turn", daemon=True)
    with Interrupts(lambda: queue.put(_Wake())) as interrupts:
        thread.start()
        try:
            for event in _events(queue, session, interrupts, record):
                record.add(event)
                yield event
        finally:
            while thread.is_alive():
                session.stop()
                thread.join(_ASK_AGAIN_S)


def _events(
    queue: "SimpleQueue[_Item]", session: ChatSession, interrupts: Interrupts, record: TurnRecord
) -> Iterator[Event]:
    while not isinstance(item := _next(queue, interrupts), _End):
        record.signal = interrupts.received
        if isinstance(item, _Wake):
            session.stop()
        elif isinstance(item, ChatuiError):
            # What fails because it was told to stop has not failed.
            record.error = item if record.signal is None else None
            return
        elif isinstance(item, Exception):
            raise item
        else:
            yield item


def _next(queue: "SimpleQueue[_Item]", interrupts: Interrupts) -> _Item:
    try:
        return queue.get(timeout=_ASK_AGAIN_S if interrupts.received is not None else None)
    except Empty:
        return _Wake()


def _work(session: ChatSession, turn: Turn, queue: "SimpleQueue[_Item]") -> None:
    try:
        session.load(_in_steps(lambda fraction: queue.put(LoadProgress(fraction))))
        for event in turn():
            queue.put(event)
        queue.put(_End())
    except Exception as error:  # thread boundary: whatever it is, the main thread raises it
        queue.put(error)


def _in_steps(report: Callable[[float], None]) -> Callable[[float], None]:
    """Report a progress once for each twentieth of the way; an engine reports it for each tensor."""
    last = -1

    def step(fraction: float) -> None:
        nonlocal last
        if int(fraction * 20) > last:
            last = int(fraction * 20)
            report(fraction)

    return step
