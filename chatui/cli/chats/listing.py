"""`chatui chats list`; it changes nothing."""

import json

from chatui.chat.display_text import display_text
from chatui.cli.chats.access import store
from chatui.cli.chats.table import table
from chatui.cli.chats.times import for_people, for_programs
from chatui.store.listing import ListFilter, list_conversations
from chatui.store.values import Conversation

_WIDTHS = (12, 16)
"""Columns of the id and of the time; the title has the rest."""


def print_list(words: str, *, is_deleted: bool, limit: int, is_json: bool) -> None:
    """Print conversations, the newest first."""
    with store() as (database, console):
        found = list_conversations(database, ListFilter(words, is_deleted=is_deleted), limit)
        if is_json:
            console.line(json.dumps([_object(conversation) for conversation in found], indent=2))
        elif found:
            console.data(table(map(_row, found), _WIDTHS))
        else:
            console.narrate("There are no such chats." if words or is_deleted else "No chats are kept yet.")


def _row(conversation: Conversation) -> tuple[str, str, str]:
    mark = "* " if conversation.is_pinned else ""
    return conversation.id, for_people(conversation.updated), f"{mark}{conversation.title}"


def _object(conversation: Conversation) -> dict[str, object]:
    deleted_at = conversation.deleted_at
    return {
        "id": conversation.id,
        "title": display_text(conversation.title),
        "model": display_text(conversation.settings.model_ref),
        "created": for_programs(conversation.created),
        "updated": for_programs(conversation.updated),
        "pinned": conversation.is_pinned,
        "deleted": None if deleted_at is None else for_programs(deleted_at),
    }
