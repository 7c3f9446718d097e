"""Conversations without their messages: begin, find, rename, pin, delete; it knows no tree."""

import secrets
import sqlite3
import time
from collections.abc import Callable

from chatui.errors import StoreError
from chatui.store.database import Database
from chatui.store.naming import row_named
from chatui.store.positions import next_position
from chatui.store.rows import CONVERSATIONS, conversation_of, insert, storable, to_json, update
from chatui.store.titles import UNTITLED, title_of
from chatui.store.values import Conversation, ConversationSettings

_KEY_BYTES = 6


def create(database: Database, settings: ConversationSettings, now: Callable[[], float] = time.time) -> str:
    """Begin a conversation; returns its id."""
    key = secrets.token_hex(_KEY_BYTES)
    with database.writing() as connection:
        moment = now()
        columns = {
            "key": key,
            "title": UNTITLED,
            "created": moment,
            "updated": moment,
            "position": next_position(connection, moment),
        }
        insert(connection, "conversations", {**columns, **settings_columns(settings)})
    return key


def find(database: Database, beginning: str) -> Conversation:
    """The conversation whose id begins so, a deleted one too; StoreError unless there is exactly one."""
    with database.reading() as connection:
        return conversation_of(row_named(connection, CONVERSATIONS, beginning, "chat"))


def get(database: Database, key: str) -> Conversation:
    """The conversation with this whole id; StoreError where there is none."""
    with database.reading() as connection:
        return conversation_of(_row(connection, CONVERSATIONS, key))


def rename(database: Database, key: str, title: str) -> None:
    """Give it a title of the person's own; an empty one brings back that of the first question."""
    own = title_of(title) if title.strip() else ""
    with database.writing() as connection:
        row = row_of(connection, key)
        columns = {
            "title": storable(own) or _first_title(connection, row["id"]),
            "title_is_own": int(bool(own)),
        }
        update(connection, "conversations", row["id"], columns)


def pin(database: Database, key: str, is_pinned: bool = True) -> None:
    """Keep it at the top of the list, or not any more."""
    _set(database, key, {"is_pinned": int(is_pinned)})


def keep_draft(database: Database, key: str, draft: str) -> None:
    """Keep a question that was begun and not sent; empty: there is none."""
    _set(database, key, {"draft": storable(draft)})


def change_settings(database: Database, key: str, settings: ConversationSettings) -> None:
    """How it is carried on from now on."""
    _set(database, key, settings_columns(settings))


def delete(database: Database, key: str, now: Callable[[], float] = time.time) -> None:
    """Take it out of lists and searches; `restore` brings it back until it is purged."""
    _set(database, key, {"deleted_at": now()})


def restore(database: Database, key: str) -> None:
    """Undo `delete`."""
    _set(database, key, {"deleted_at": None})


def settings_columns(settings: ConversationSettings) -> dict[str, object]:
    """The columns of a conversation's settings."""
    return {
        "model_ref": storable(settings.model_ref),
        "system": storable(settings.system),
        "sampling": to_json(settings.sampling),
        "preset": storable(settings.preset),
    }


def row_of(connection: sqlite3.Connection, key: str) -> sqlite3.Row:
    """The conversation's row of the table; StoreError where there is none."""
    return _row(connection, "SELECT * FROM conversations", key)


def _row(connection: sqlite3.Connection, rows: str, key: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(f"{rows} WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise StoreError(
            f"The chat {key} is not there any more.", "`chatui chats list` shows those that are."
        )
    return row


def _set(database: Database, key: str, columns: dict[str, object]) -> None:
    with database.writing() as connection:
        update(connection, "conversations", row_of(connection, key)["id"], columns)


def _first_title(connection: sqlite3.Connection, conversation_id: int) -> str:
    row = connection.execute(
        "SELECT text FROM messages WHERE conversation_id = ? AND parent_id IS NULL AND role = 'user'"
        " ORDER BY id LIMIT 1",
        (conversation_id,),
    ).fetchone()
    return title_of(row["text"]) if row else UNTITLED
