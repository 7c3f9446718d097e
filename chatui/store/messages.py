"""Writes messages: a question, and an answer from its beginning to its end; it reads no branch."""

import sqlite3
import time
from collections.abc import Callable, Sequence

from chatui.chat.display_text import display_text
from chatui.chat.messages import Role
from chatui.store.conversations import row_of
from chatui.store.database import Database
from chatui.store.owners import Owner
from chatui.store.positions import next_position
from chatui.store.rows import insert, outcome_columns, provenance_columns, storable, update
from chatui.store.search_index import index_new, unindex
from chatui.store.titles import title_of
from chatui.store.tree import message_of_conversation, message_row
from chatui.store.values import Attachment, MessageState, Outcome, Provenance
from chatui.thought.final_answer import final_answer


def add_question(
    database: Database,
    key: str,
    parent_id: int | None,
    text: str,
    attachments: Sequence[Attachment] = (),
    now: Callable[[], float] = time.time,
) -> int:
    """Keep a question below a message, None: at the beginning, and bring it into view; returns its id.

    The draft is empty afterwards: it was sent.
    """
    columns: dict[str, object] = {"role": Role.USER.value, "text": storable(text), "state": "done"}
    with database.writing() as connection:
        question_id = _add(connection, key, parent_id, columns, now())
        for attachment in attachments:
            values = {"name": storable(attachment.name), "text": storable(attachment.text)}
            insert(connection, "attachments", {"message_id": question_id, **values})
        update(connection, "conversations", row_of(connection, key)["id"], {"draft": ""})
    return question_id


def begin_answer(
    database: Database,
    key: str,
    question_id: int,
    owner: Owner,
    provenance: Provenance | None = None,
    now: Callable[[], float] = time.time,
) -> int:
    """Keep that a process is answering a question, and bring the answer into view; returns its id."""
    columns = {
        **provenance_columns(provenance or Provenance()),
        "role": Role.ASSISTANT.value,
        "state": MessageState.STREAMING.value,
        "owner_pid": owner.pid,
        "owner_started": owner.started,
    }
    with database.writing() as connection:
        message_of_conversation(connection, row_of(connection, key)["id"], question_id, Role.USER)
        return _add(connection, key, question_id, columns, now())


def append_piece(database: Database, answer_id: int, thought: str, text: str) -> None:
    """Keep what came since the last time."""
    with database.writing() as connection:
        message_row(connection, answer_id)
        values = {"message_id": answer_id, "thought": storable(thought), "text": storable(text)}
        insert(connection, "pieces", values)


def describe_answer(database: Database, answer_id: int, provenance: Provenance) -> None:
    """Keep where an answer comes from, once it is known."""
    with database.writing() as connection:
        update(connection, "messages", answer_id, provenance_columns(provenance))


def finish_answer(database: Database, answer_id: int, outcome: Outcome) -> None:
    """Keep how an answer ended."""
    with database.writing() as connection:
        fold(connection, answer_id, outcome)
        index_new(connection)


def fold(connection: sqlite3.Connection, answer_id: int, outcome: Outcome) -> None:
    """Put an answer's pieces into one row, with its end."""
    row = message_row(connection, answer_id)
    pieces = connection.execute(
        "SELECT thought, text FROM pieces WHERE message_id = ? ORDER BY id", (answer_id,)
    ).fetchall()
    text = row["text"] + "".join(piece["text"] for piece in pieces)
    thought = row["thought"] + "".join(piece["thought"] for piece in pieces)
    unindex(connection, row)
    found = final_answer(display_text(text)) if outcome.state is MessageState.DONE else None
    columns = {
        "text": text,
        "thought": thought,
        "final_answer": found,
        "owner_pid": None,
        "owner_started": None,
    }
    update(connection, "messages", answer_id, {**columns, **outcome_columns(outcome)})
    connection.execute("DELETE FROM pieces WHERE message_id = ?", (answer_id,))


def _add(
    connection: sqlite3.Connection, key: str, parent_id: int | None, columns: dict[str, object], now: float
) -> int:
    conversation = row_of(connection, key)
    if parent_id is not None:
        message_of_conversation(connection, conversation["id"], parent_id)
    is_first = not connection.execute(
        "SELECT 1 FROM messages WHERE conversation_id = ? LIMIT 1", (conversation["id"],)
    ).fetchone()
    placed = {"conversation_id": conversation["id"], "parent_id": parent_id, "created": now}
    message_id = insert(connection, "messages", {**placed, **columns})
    news: dict[str, object] = {
        "leaf_id": message_id,
        "updated": now,
        "position": next_position(connection, now),
    }
    if is_first and not conversation["title_is_own"] and columns["role"] == Role.USER.value:
        news["title"] = title_of(str(columns["text"]))
    update(connection, "conversations", conversation["id"], news)
    return message_id
