"""Plays one turn of a session so that a signal can stop it at any moment; it prints nothing."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, LoadProgress, Notice, ThoughtDelta
from chatui.cli.exit_codes import ExitCode, code_of_signal
from chatui.cli.interruptible import Interruptible
from chatui.errors import ChatuiError
from chatui.session import ChatSession

Turn: TypeAlias = Callable[[], Iterator[Event]]
"""A method of the session that asks or goes on, with its arguments."""


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


def play(session: ChatSession, turn: Turn, record: TurnRecord) -> Generator[Event, None, None]:
    """Load the model if need be, take a turn of the session, and yield the events, all in `record` too.

    The session works in a thread, so that a signal is seen at once. It ends the turn, which then ends in
    good order; ChatuiErrors end it too. Closing the iterator stops the engine.
    """
    played = Interruptible(partial(_play, session, turn), session.stop, "turn")
    with closing(played.items()) as events:
        try:
            for event in events:
                record.add(event)
                yield event
        except ChatuiError as error:
            # What fails because it was told to stop has not failed.
            record.error = error if played.signal is None else None
        finally:
            record.signal = played.signal


def _play(session: ChatSession, turn: Turn, put: Callable[[Event], None]) -> None:
    session.load(_in_steps(lambda fraction: put(LoadProgress(fraction))))
    for event in turn():
        put(event)


def _in_steps(report: Callable[[float], None]) -> Callable[[float], None]:
    """Report a progress once for each twentieth of the way; an engine reports it for each tensor."""
    last = -1

    def step(fraction: float) -> None:
        nonlocal last
        if int(fraction * 20) > last:
            last = int(fraction * 20)
            report(fraction)

    return step
