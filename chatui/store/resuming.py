"""Opens a kept answer again, so that more can be written to it; it knows no engine."""

import sqlite3
import time
from collections.abc import Callable

from chatui.chat.events import FinishReason
from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store.conversations import row_of
from chatui.store.database import Database
from chatui.store.owners import Owner
from chatui.store.positions import next_position
from chatui.store.rows import provenance_columns, update
from chatui.store.tree import message_of_conversation
from chatui.store.values import MessageState, Provenance


def check_resumable(database: Database, key: str, answer_id: int) -> None:
    """Raise StoreError, with a sentence for people, where an answer cannot be gone on with."""
    with database.reading() as connection:
        _check(connection, key, answer_id)


def resume_answer(
    database: Database,
    key: str,
    answer_id: int,
    owner: Owner,
    provenance: Provenance,
    now: Callable[[], float] = time.time,
) -> None:
    """Keep that a process goes on with an answer, and bring it into view; raises as `check_resumable`."""
    columns = {
        **provenance_columns(provenance),
        "state": MessageState.STREAMING.value,
        "owner_pid": owner.pid,
        "owner_started": owner.started,
    }
    with database.writing() as connection:
        _check(connection, key, answer_id)
        update(connection, "messages", answer_id, columns)
        updated = now()
        news: dict[str, object] = {
            "leaf_id": answer_id,
            "updated": updated,
            "position": next_position(connection, updated),
        }
        update(connection, "conversations", row_of(connection, key)["id"], news)


def _check(connection: sqlite3.Connection, key: str, answer_id: int) -> None:
    row = message_of_conversation(connection, row_of(connection, key)["id"], answer_id, Role.ASSISTANT)
    if row["state"] == MessageState.STREAMING.value:
        raise StoreError("Another chatui is writing this answer.", "Open the chat again to see more of it.")
    if not row["text"] and not row["thought"]:
        raise StoreError("Nothing of this answer had come.", "Have the question answered again.")
    if row["state"] == MessageState.DONE.value and row["finish_reason"] in (None, FinishReason.STOP.value):
        raise StoreError("This answer is complete: the model ended it itself.", "Ask a question.")
    if connection.execute("SELECT 1 FROM lanes WHERE answer_id = ?", (answer_id,)).fetchone() is not None:
        raise StoreError(
            "This answer is a lane of a comparison, which is kept as it was run.",
            "Have the question answered again: that answer stands beside this one.",
        )
    below = connection.execute("SELECT 1 FROM messages WHERE parent_id = ? LIMIT 1", (answer_id,))
    if below.fetchone() is not None:
        raise StoreError(
            "Something was asked below this answer, and what it was told would change.",
            "Have the question answered again: that answer stands beside this one.",
        )
