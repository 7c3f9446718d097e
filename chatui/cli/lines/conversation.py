"""`chatui --plain`: questions, commands and Ctrl+C, until the person quits; it prints no turn itself."""

import signal

from chatui.cli.console import Console
from chatui.cli.exit_codes import ExitCode
from chatui.cli.lines.commands import run_command
from chatui.cli.lines.talk import Talk
from chatui.cli.lines.typing import Typing
from chatui.errors import ChatuiError
from chatui.launch import Choices


def hold(choices: Choices, console: Console, *, continues: bool = False, chat: str | None = None) -> int:
    """Hold a conversation until the person quits: the last one, the one whose id begins so, or a new one.

    Returns 0, 130 after a second Ctrl+C, 143 or 129 after a signal. Raises what keeps it from beginning.
    """
    talk = Talk(choices, console)
    try:
        if chat is not None:
            talk.go_on_with(chat)
        elif continues:
            talk.go_on_with_latest()
        talk.introduce()
        console.narrate("Type a question. /help lists the commands, /quit quits.")
        return _hold(talk, Typing(console))
    finally:
        talk.close()


def _hold(talk: Talk, typing: Typing) -> int:
    was_interrupted = False
    while True:
        try:
            line = typing.read()
        except KeyboardInterrupt:
            talk.console.aside("\n")
            if was_interrupted:
                return ExitCode.INTERRUPTED
            was_interrupted = True
            talk.console.narrate("Ctrl+C once more quits.")
            continue
        if line is None:
            return ExitCode.DONE
        number, goes_on = _do(talk, line)
        if number is not None and number != signal.SIGINT:
            return 128 + number
        was_interrupted = number is not None
        if not goes_on:
            return ExitCode.DONE


def _do(talk: Talk, line: str) -> tuple[int | None, bool]:
    """Ask or obey; the signal that ended the turn, and whether the conversation goes on."""
    try:
        if line.startswith("/"):
            return run_command(talk, line)
        if line.strip():
            return talk.ask(line.strip()).signal, True
    except ChatuiError as error:
        talk.console.error(error)
    return None, True
