"""The tree of a conversation: the branch in view, siblings, going to another; it writes no text."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store.conversations import row_of
from chatui.store.database import Database
from chatui.store.rows import message_of, update
from chatui.store.values import Attachment, Message

_PATH = """
    WITH RECURSIVE path(id, depth) AS (
        SELECT :leaf, 0
        UNION ALL
        SELECT messages.parent_id, depth + 1 FROM path JOIN messages ON messages.id = path.id
        WHERE messages.parent_id IS NOT NULL
    )
    SELECT messages.* FROM path JOIN messages ON messages.id = path.id ORDER BY depth DESC
"""
_NEWEST_CHILD = "SELECT max(id) FROM messages WHERE parent_id = ?"


def branch(database: Database, key: str) -> list[Message]:
    """The branch in view, from its first question to its last message; empty where nothing was asked yet."""
    with database.reading() as connection:
        return path_to(connection, row_of(connection, key)["leaf_id"])


def path(database: Database, message_id: int | None) -> list[Message]:
    """The messages from the first question down to one; empty for None."""
    with database.reading() as connection:
        return path_to(connection, message_id)


def all_messages(database: Database, key: str) -> list[Message]:
    """Every message of every branch, the oldest first."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM messages WHERE conversation_id = ? ORDER BY id", (row_of(connection, key)["id"],)
        ).fetchall()
        return _messages(connection, rows)


def siblings(database: Database, message_id: int) -> list[int]:
    """The ids of a message and of those that stand in its place on other branches, the oldest first."""
    with database.reading() as connection:
        row = message_row(connection, message_id)
        rows = connection.execute(
            "SELECT id FROM messages WHERE conversation_id = ? AND parent_id IS ? AND role = ? ORDER BY id",
            (row["conversation_id"], row["parent_id"], row["role"]),
        )
        return [row["id"] for row in rows]


def versions(database: Database, key: str) -> dict[int, tuple[int, ...]]:
    """Each message of a conversation with the siblings that it has, itself among them, the oldest first."""
    with database.reading() as connection:
        rows = connection.execute(
            "SELECT id, parent_id, role FROM messages WHERE conversation_id = ? ORDER BY id",
            (row_of(connection, key)["id"],),
        ).fetchall()
    places: dict[tuple[int | None, str], list[int]] = {}
    for row in rows:
        places.setdefault((row["parent_id"], row["role"]), []).append(row["id"])
    return {message_id: tuple(ids) for ids in places.values() for message_id in ids}


def switch_to(database: Database, key: str, message_id: int) -> list[Message]:
    """Bring a message into view with the newest branch below it; returns the branch then in view."""
    with database.writing() as connection:
        conversation_id = row_of(connection, key)["id"]
        message_of_conversation(connection, conversation_id, message_id)
        leaf = _newest_below(connection, message_id)
        update(connection, "conversations", conversation_id, {"leaf_id": leaf})
        return path_to(connection, leaf)


def go_back_to(database: Database, key: str, message_id: int | None) -> list[Message]:
    """Let the branch in view end with a message, None: before the first; what is below stays in the tree."""
    with database.writing() as connection:
        conversation_id = row_of(connection, key)["id"]
        if message_id is not None:
            message_of_conversation(connection, conversation_id, message_id)
        update(connection, "conversations", conversation_id, {"leaf_id": message_id})
        return path_to(connection, message_id)


def message(database: Database, message_id: int) -> Message:
    """One message; StoreError where there is none."""
    with database.reading() as connection:
        return _messages(connection, [message_row(connection, message_id)])[0]


def path_to(connection: sqlite3.Connection, leaf: int | None) -> list[Message]:
    """The messages from the first question down to `leaf`."""
    rows = connection.execute(_PATH, {"leaf": leaf}).fetchall() if leaf is not None else []
    return _messages(connection, rows)


def message_row(connection: sqlite3.Connection, message_id: int) -> sqlite3.Row:
    """A message's row; StoreError where there is none."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM messages WHERE id = ?", (message_id,)
    ).fetchone()
    if row is None:
        raise StoreError(f"The message {message_id} is not there any more.", "Open its chat again.")
    return row


def message_of_conversation(
    connection: sqlite3.Connection, conversation_id: int, message_id: int, role: Role | None = None
) -> sqlite3.Row:
    """The row of a message that belongs to a conversation; StoreError where it does not."""
    row = message_row(connection, message_id)
    if row["conversation_id"] != conversation_id or role not in (None, row["role"]):
        raise StoreError(f"The message {message_id} is not one of this chat's.", "Open the chat again.")
    return row


def _newest_below(connection: sqlite3.Connection, message_id: int) -> int:
    leaf = message_id
    while (child := connection.execute(_NEWEST_CHILD, (leaf,)).fetchone()[0]) is not None:
        leaf = child
    return leaf


def _messages(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> list[Message]:
    ids = [row["id"] for row in rows]
    attached = {
        message_id: tuple(Attachment(row["name"], row["text"]) for row in same)
        for message_id, same in _by_message(connection, "attachments", ids)
    }
    pieces = {message_id: _joined(same) for message_id, same in _by_message(connection, "pieces", ids)}
    return [message_of(row, attached.get(row["id"], ()), *pieces.get(row["id"], ("", ""))) for row in rows]


def _joined(rows: Iterable[sqlite3.Row]) -> tuple[str, str]:
    """Thought and text of the pieces that are not folded yet."""
    pieces = [(row["thought"], row["text"]) for row in rows]
    return "".join(thought for thought, _ in pieces), "".join(text for _, text in pieces)


def _by_message(
    connection: sqlite3.Connection, table: str, ids: Sequence[int]
) -> list[tuple[int, list[sqlite3.Row]]]:
    """Rows that belong to messages, by message and in the order in which they were written."""
    rows: list[sqlite3.Row] = []
    for start in range(0, len(ids), 500):  # SQLite binds a limited number of values
        some = ids[start : start + 500]
        marks = ", ".join("?" * len(some))
        rows += connection.execute(
            f"SELECT * FROM {table} WHERE message_id IN ({marks}) ORDER BY message_id, id", some
        ).fetchall()
    return [(key, list(same)) for key, same in groupby(rows, key=lambda row: int(row["message_id"]))]
