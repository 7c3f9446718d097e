"""Tidies up after dead processes, and removes what was deleted long ago; it opens no file."""

import sqlite3
import time
from collections.abc import Callable

from chatui.store.conversations import row_of
from chatui.store.database import Database
from chatui.store.messages import fold
from chatui.store.owners import Owner
from chatui.store.search_index import index_new, unindex
from chatui.store.values import MessageState, Outcome

KEPT_DAYS = 30
"""How long a deleted conversation can be restored."""


def mark_interrupted(database: Database) -> tuple[str, ...]:
    """Mark the answers whose process died while it wrote them; returns their conversations' ids.

    The one with the newest message comes first.
    """
    with database.reading() as connection:
        if not (dead := _orphans(connection)):
            return ()
    with database.writing() as connection:
        for answer_id in dead:
            fold(connection, answer_id, Outcome(MessageState.INTERRUPTED))
        index_new(connection)
        return _conversations_of(connection, dead)


def purge(database: Database, key: str) -> None:
    """Remove a conversation for good."""
    with database.writing() as connection:
        _remove(connection, row_of(connection, key)["id"])


def purge_deleted(database: Database, now: Callable[[], float] = time.time) -> int:
    """Remove for good what was deleted more than KEPT_DAYS ago; returns how many conversations that were."""
    query = "SELECT id FROM conversations WHERE deleted_at IS NOT NULL AND deleted_at < ?"
    oldest_kept = now() - KEPT_DAYS * 24 * 3600
    with database.reading() as connection:
        if connection.execute(query, (oldest_kept,)).fetchone() is None:
            return 0
    with database.writing() as connection:
        old = [row["id"] for row in connection.execute(query, (oldest_kept,))]
        for conversation_id in old:
            _remove(connection, conversation_id)
    return len(old)


def _orphans(connection: sqlite3.Connection) -> list[int]:
    rows = connection.execute(
        "SELECT id, owner_pid, owner_started FROM messages WHERE state = 'streaming'"
    ).fetchall()
    owners = {Owner(row["owner_pid"], row["owner_started"]) for row in rows}
    alive = {owner for owner in owners if owner.is_alive}
    return [row["id"] for row in rows if Owner(row["owner_pid"], row["owner_started"]) not in alive]


def _conversations_of(connection: sqlite3.Connection, answers: list[int]) -> tuple[str, ...]:
    query = (
        "SELECT key FROM conversations JOIN messages ON messages.conversation_id = conversations.id"
        " WHERE messages.id = ?"
    )
    newest_first = sorted(answers, reverse=True)
    keys = (connection.execute(query, (answer_id,)).fetchone()["key"] for answer_id in newest_first)
    return tuple(dict.fromkeys(keys))


def _remove(connection: sqlite3.Connection, conversation_id: int) -> None:
    rows = connection.execute("SELECT * FROM messages WHERE conversation_id = ?", (conversation_id,))
    for row in rows.fetchall():
        unindex(connection, row)
    connection.execute("DELETE FROM conversations WHERE id = ?", (conversation_id,))
