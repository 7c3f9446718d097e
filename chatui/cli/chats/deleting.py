"""`chatui chats delete` and `restore`; how long deleted chats are kept is not decided here."""

import sys
from collections.abc import Sequence

import click

from chatui.chat.display_text import display_text
from chatui.cli.chats.access import store
from chatui.store import conversations
from chatui.store.recovery import KEPT_DAYS, purge
from chatui.store.values import Conversation


def delete_chats(beginnings: Sequence[str], *, is_sure: bool, forever: bool) -> None:
    """Delete conversations after asking a person, unless they are sure; all of them or none."""
    with store() as (database, console):
        found = [conversations.find(database, beginning) for beginning in beginnings]
        if not is_sure:
            _ask(found, forever)
        with database.writing():
            for conversation in found:
                if forever:
                    purge(database, conversation.id)
                else:
                    conversations.delete(database, conversation.id)
        for conversation in found:
            console.narrate(f"Deleted “{conversation.title}”.{'' if forever else _undo(conversation.id)}")


def restore_chat(beginning: str) -> None:
    """Undo a deletion."""
    with store() as (database, console):
        conversation = conversations.find(database, beginning)
        conversations.restore(database, conversation.id)
        console.narrate(f"“{conversation.title}” is back.")


def _undo(key: str) -> str:
    return f" `chatui chats restore {key}` brings it back within {KEPT_DAYS} days."


def _ask(found: Sequence[Conversation], forever: bool) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError("Without a terminal to ask on, delete needs --yes.")
    titles = ", ".join(f"“{display_text(conversation.title)}”" for conversation in found)
    click.confirm(f"Delete {titles}{' for good' if forever else ''}?", abort=True, err=True)
