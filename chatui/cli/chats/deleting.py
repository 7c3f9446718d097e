"""Deletes and restores what is kept, of each kind alike; how long deleted chats stay is not decided here."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from chatui.chat.display_text import display_text
from chatui.cli.chats.access import store
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.recovery import KEPT_DAYS, purge
from chatui.store.values import Conversation


@dataclass(frozen=True, slots=True)
class Kind:
    """Chats that are named by a command of their own."""

    command: str
    find: Callable[[Database, str], Conversation]
    """The one whose id begins so; StoreError unless there is exactly one."""


CHATS = Kind("chats", conversations.find)


def delete_kept(kind: Kind, beginnings: Sequence[str], *, is_sure: bool, forever: bool) -> None:
    """Delete conversations after asking a person, unless they are sure; all of them or none."""
    with store() as (database, console):
        found = [kind.find(database, beginning) for beginning in beginnings]
        if not is_sure:
            _ask(found, forever)
        with database.writing():
            for conversation in found:
                if forever:
                    purge(database, conversation.id)
                else:
                    conversations.delete(database, conversation.id)
        for conversation in found:
            undo = "" if forever else _undo(kind, conversation.id)
            console.narrate(f"Deleted “{conversation.title}”.{undo}")


def restore_kept(kind: Kind, beginning: str) -> None:
    """Undo a deletion."""
    with store() as (database, console):
        conversation = kind.find(database, beginning)
        conversations.restore(database, conversation.id)
        console.narrate(f"“{conversation.title}” is back.")


def _undo(kind: Kind, key: str) -> str:
    return f" `chatui {kind.command} restore {key}` brings it back within {KEPT_DAYS} days."


def _ask(found: Sequence[Conversation], forever: bool) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError("Without a terminal to ask on, delete needs --yes.")
    titles = ", ".join(f"“{display_text(conversation.title)}”" for conversation in found)
    click.confirm(f"Delete {titles}{' for good' if forever else ''}?", abort=True, err=True)
