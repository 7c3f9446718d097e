"""`chatui` without any terminal: it answers the lines of stdin one after the other; it draws nothing."""

from collections.abc import Iterator
from functools import partial

from chatui.cli.console import Console
from chatui.cli.exit_codes import ExitCode
from chatui.cli.one_turn import play_and_print, random_seed
from chatui.cli.printers import TextPrinter
from chatui.cli.questions import stdin_lines
from chatui.cli.sentences import opening
from chatui.cli.turn import TurnRecord
from chatui.errors import EngineCrashed, PromptError
from chatui.launch import Choices, open_engine, prepare
from chatui.session import ChatSession

EXAMPLE = "Which is larger, 9.9 or 9.11?"
"""Asked when stdin is empty; the demo model can answer it."""


def converse(choices: Choices, console: Console) -> int:
    """Answer every line of stdin, or the example when there is none.

    Returns the exit code of the last turn that did not end well, else 0.
    """
    launch = prepare(choices, random_seed())
    console.narrate(
        "There is no terminal to draw on, so chatui runs in plain lines: each line is a question."
    )
    for sentence in opening(launch):
        console.narrate(sentence)
    session = ChatSession(open_engine(), launch.options)
    code: int = ExitCode.DONE
    try:
        for question in _piped(console):
            printer = TextPrinter(console, has_labels=True)
            record = play_and_print(launch, session, partial(session.send, question), console, printer)
            code = record.exit_code or code
            if _is_last(record):
                break
    finally:
        session.close()
    return code


def _piped(console: Console) -> Iterator[str]:
    is_empty = True
    for line in stdin_lines():
        is_empty = False
        console.aside(f"> {line}\n")
        yield line
    if is_empty:
        console.narrate("stdin is empty, so here is an example.")
        console.aside(f"> {EXAMPLE}\n")
        yield EXAMPLE


def _is_last(record: TurnRecord) -> bool:
    """Whether to end the conversation after this turn."""
    if record.signal is not None:
        return True
    # A refused question and a crash are over with the turn; a model that cannot be loaded stays so.
    return record.error is not None and not isinstance(record.error, PromptError | EngineCrashed)
