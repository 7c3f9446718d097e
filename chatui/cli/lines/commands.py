"""What can be typed after a slash in plain lines, each declared once; how it is read is not known here."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chatui.cli.chats.table import table
from chatui.cli.chats.times import for_people
from chatui.cli.lines.talk import Talk
from chatui.cli.turn import TurnRecord
from chatui.errors import PromptError, StoreError
from chatui.store.listing import ListFilter, list_conversations
from chatui.store.transfer.files import write_file
from chatui.store.transfer.keeping import load
from chatui.store.transfer.to_markdown import to_markdown
from chatui.tui.clipboard import copy

_LISTED = 10
_WIDTHS = (12, 16)


@dataclass(frozen=True, slots=True)
class LineCommand:
    """One command."""

    name: str
    argument: str
    """What may stand behind it, as the help writes it; empty: nothing."""
    does: str
    run: Callable[[Talk, str], TurnRecord | None]
    """Raises ChatuiError where it cannot be done; returns the turn that it was, if it was one."""


def _show_help(talk: Talk, _: str) -> None:
    for command in COMMANDS:
        talk.console.aside(f"{command.name} {command.argument}".rstrip() + f": {command.does}\n")
    talk.console.aside("A backslash at the end of a line lets the question go on in the next one.\n")


def _begin_anew(talk: Talk, _: str) -> None:
    talk.session.clear()
    talk.console.narrate("A new chat begins.")


def _change_model(talk: Talk, ref: str) -> None:
    if ref:
        talk.use(ref)
    talk.introduce()


def _go_on(talk: Talk, _: str) -> TurnRecord:
    return talk.go_on()


def _list_chats(talk: Talk, words: str) -> None:
    found = list_conversations(talk.database, ListFilter(words), _LISTED)
    if not found:
        talk.console.narrate("There are no such chats.")
        return
    rows = [(chat.id, for_people(chat.updated), chat.title) for chat in found]
    talk.console.aside(table(rows, _WIDTHS))


def _open_chat(talk: Talk, beginning: str) -> None:
    if not beginning:
        raise PromptError("/chat needs the id of a chat.", "/chats lists them.")
    talk.go_on_with(beginning)


def _toggle_thought(talk: Talk, _: str) -> None:
    talk.hides_thought = not talk.hides_thought
    talk.console.narrate("Thoughts are not printed." if talk.hides_thought else "Thoughts are printed.")


def _copy_answer(talk: Talk, _: str) -> None:
    if not talk.session.messages:
        raise PromptError("There is no answer to copy yet.", "Ask something first.")
    is_capable = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    write = sys.stdout.write if is_capable else None
    talk.console.narrate(f"The answer was {copy(talk.session.messages[-1].content, write, os.environ)}.")


def _save(talk: Talk, name: str) -> None:
    key = talk.stored.conversation_id
    if key is None:
        raise StoreError("There is nothing to save yet.", "Ask something first.")
    if not name:
        talk.console.narrate(f"This is kept as chat {key}. /save FILE writes it as Markdown.")
        return
    path = Path(name).expanduser()
    if path.exists():
        raise StoreError(f"{path} is there already.", "Name another file.")
    write_file(path, to_markdown(load(talk.database, key)))
    talk.console.narrate(f"Wrote {path}.")


QUIT = "/quit"

COMMANDS = (
    LineCommand("/help", "", "list the commands", _show_help),
    LineCommand("/new", "", "begin a new chat; the model stays loaded", _begin_anew),
    LineCommand("/continue", "", "go on with an answer that was stopped or cut off", _go_on),
    LineCommand("/model", "[REF]", "say which model answers, or go on with another", _change_model),
    LineCommand(
        "/chats", "[WORDS]", "list the latest chats, or those with these words in the title", _list_chats
    ),
    LineCommand("/chat", "ID", "go on with a chat; the beginning of its id is enough", _open_chat),
    LineCommand("/thought", "", "print no thoughts from now on, or print them again", _toggle_thought),
    LineCommand("/copy", "", "copy the last answer", _copy_answer),
    LineCommand("/save", "[FILE]", "say under which id this chat is kept, or write it as Markdown", _save),
    LineCommand(QUIT, "", "quit; what runs is stopped", lambda talk, argument: None),
)


def run_command(talk: Talk, line: str) -> tuple[int | None, bool]:
    """Do what a line that begins with a slash says; the signal that ended it, and whether to go on.

    Raises PromptError for a command that there is not, and what the command raises.
    """
    name, _, argument = line.partition(" ")
    for command in COMMANDS:
        if command.name == name.lower():
            turn = command.run(talk, argument.strip())
            return turn.signal if turn else None, command.name != QUIT
    hint = "/help lists the commands; a space before the slash makes it a question."
    raise PromptError(f"There is no command {name}.", hint)
