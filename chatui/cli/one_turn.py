"""Asks one question from the choice of the model to the exit code; it prints through a printer only."""

import secrets
from contextlib import closing
from enum import Enum, auto
from functools import partial

from chatui.cli.console import Console
from chatui.cli.kept_turn import end_keeping, kept_as, session_for, with_attached
from chatui.cli.printers import JsonPrinter, Printer, StreamJsonPrinter, TextPrinter
from chatui.cli.questions import Question
from chatui.cli.result import result_object
from chatui.cli.sentences import closing as closing_sentences
from chatui.cli.sentences import opening
from chatui.cli.turn import Turn, TurnRecord, play
from chatui.launch import Choices, Launch, open_engine, prepare, remember
from chatui.session import ChatSession


class Style(Enum):
    """How the answer is printed."""

    TEXT = auto()
    JSON = auto()
    STREAM_JSON = auto()


def random_seed() -> int:
    """A seed of up to ten digits, short enough to be typed again."""
    return secrets.randbelow(2**31)


def answer(
    question: Question,
    choices: Choices,
    console: Console,
    style: Style,
    *,
    hides_thought: bool,
    keeps: bool = False,
) -> int:
    """Ask and print, and keep the turn as a chat where asked to.

    Returns the exit code, raises what keeps the turn from beginning.
    """
    launch = prepare(choices, random_seed())
    for sentence in opening(launch):
        console.narrate(sentence)
    session = session_for(launch, open_engine(), keeps, console)
    try:
        printer = _printer(launch, session, question.prompt, console, style, hides_thought)
        sent = with_attached(session, question.text, question.files)
        return play_and_print(launch, session, partial(session.send, sent), console, printer).exit_code
    finally:
        session.close()
        end_keeping(session, console)


def play_and_print(
    launch: Launch, session: ChatSession, turn: Turn, console: Console, printer: Printer
) -> TurnRecord:
    """Play one turn of the session and print it, with its end; remembers a model that could be loaded."""
    record = TurnRecord()
    was_loaded = session.info is not None
    with closing(play(session, turn, record)) as events:
        for event in events:
            printer.show(event)
    printer.end(record)
    for sentence in closing_sentences(record):
        console.narrate(sentence)
    if record.error is not None:
        console.error(record.error)
    if session.info is not None and not was_loaded:
        remember(launch)
    return record


def _printer(
    launch: Launch, session: ChatSession, question: str, console: Console, style: Style, hides_thought: bool
) -> Printer:
    result_of = partial(_result, launch, session, question)
    match style:
        case Style.TEXT:
            return TextPrinter(console, hides_thought=hides_thought)
        case Style.JSON:
            return JsonPrinter(console, result_of)
        case Style.STREAM_JSON:
            return StreamJsonPrinter(console, result_of)


def _result(launch: Launch, session: ChatSession, question: str, record: TurnRecord) -> dict[str, object]:
    result = result_object(launch, session.info, question, record)
    chat = kept_as(session)
    return result if chat is None else {**result, "chat": chat}
