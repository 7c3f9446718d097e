"""Turns rows into values and values into columns; it reads and writes no table."""

import json
import sqlite3
from dataclasses import asdict, fields
from typing import Any, TypeVar

from chatui.chat.events import FinishReason, Timings, Usage
from chatui.chat.messages import Role
from chatui.chat.sampling import SamplingParams
from chatui.errors import PromptError
from chatui.store.values import (
    Attachment,
    Conversation,
    ConversationSettings,
    Message,
    MessageState,
    Outcome,
    Provenance,
)

CONVERSATIONS = """
    SELECT conversations.*, EXISTS (
        SELECT 1 FROM messages JOIN comparisons ON comparisons.question_id = messages.id
        WHERE messages.conversation_id = conversations.id AND messages.parent_id IS NULL
    ) AS is_comparison
    FROM conversations
"""
"""All conversations, to which conditions are added."""

Record = TypeVar("Record", SamplingParams, Usage, Timings)


def storable(text: str) -> str:
    """The text with lone surrogates replaced, which no encoding can write."""
    return text.encode("utf-8", "replace").decode("utf-8")


def to_json(record: SamplingParams | Usage | Timings | None) -> str | None:
    """A record as a column."""
    return None if record is None else json.dumps(asdict(record))


def from_json(kind: type[Record], column: str | None) -> Record | None:
    """A record from a column; None for one that another version wrote and this one does not understand."""
    return None if column is None else record_from(kind, json.loads(column))


def record_from(kind: type[Record], values: object) -> Record | None:
    """A record from an object of JSON, without keys that it does not know; None if a value is no number."""
    if not isinstance(values, dict):
        return None
    names = {field.name for field in fields(kind)}
    known: dict[str, Any] = {name: value for name, value in values.items() if name in names}
    if not all(value is None or type(value) in (int, float) for value in known.values()):
        return None
    try:
        return kind(**known)
    except (PromptError, TypeError):
        return None


def conversation_of(row: sqlite3.Row) -> Conversation:
    """A row of the query CONVERSATIONS."""
    settings = ConversationSettings(
        row["model_ref"], row["system"], from_json(SamplingParams, row["sampling"]), row["preset"]
    )
    return Conversation(
        id=row["key"],
        title=row["title"],
        title_is_own=bool(row["title_is_own"]),
        created=row["created"],
        updated=row["updated"],
        settings=settings,
        is_pinned=bool(row["is_pinned"]),
        deleted_at=row["deleted_at"],
        draft=row["draft"],
        leaf_id=row["leaf_id"],
        origin=row["origin"],
        position=row["position"],
        is_comparison=bool(row["is_comparison"]),
    )


def message_of(
    row: sqlite3.Row, attachments: tuple[Attachment, ...] = (), thought: str = "", text: str = ""
) -> Message:
    """A row of `messages`, with the pieces that are not folded into it yet."""
    return Message(
        id=row["id"],
        parent_id=row["parent_id"],
        role=Role(row["role"]),
        text=row["text"] + text,
        thought=row["thought"] + thought,
        created=row["created"],
        attachments=attachments,
        provenance=_provenance(row),
        outcome=_outcome(row),
        final_answer=row["final_answer"],
    )


def _provenance(row: sqlite3.Row) -> Provenance:
    return Provenance(
        model_ref=row["model_ref"],
        quantization=row["quantization"],
        model_sha256=row["model_sha256"],
        template_sha256=row["template_sha256"],
        seed=row["seed"],
        sampling=from_json(SamplingParams, row["sampling"]),
    )


def _outcome(row: sqlite3.Row) -> Outcome:
    reason = row["finish_reason"]
    return Outcome(
        state=MessageState(row["state"]),
        finish_reason=FinishReason(reason) if reason else None,
        error=row["error"],
        usage=from_json(Usage, row["usage"]),
        timings=from_json(Timings, row["timings"]),
        thought_s=row["thought_s"],
    )


def provenance_columns(provenance: Provenance) -> dict[str, object]:
    """The columns of where an answer comes from."""
    return {
        "model_ref": storable(provenance.model_ref),
        "quantization": storable(provenance.quantization),
        "model_sha256": storable(provenance.model_sha256),
        "template_sha256": storable(provenance.template_sha256),
        "seed": provenance.seed,
        "sampling": to_json(provenance.sampling),
    }


def outcome_columns(outcome: Outcome) -> dict[str, object]:
    """The columns of how an answer ended."""
    return {
        "state": outcome.state.value,
        "finish_reason": outcome.finish_reason.value if outcome.finish_reason else None,
        "error": storable(outcome.error),
        "usage": to_json(outcome.usage),
        "timings": to_json(outcome.timings),
        "thought_s": outcome.thought_s,
    }


def insert(connection: sqlite3.Connection, table: str, columns: dict[str, object]) -> int:
    """Insert a row; returns its id. Names come from this package, values are bound."""
    names = ", ".join(columns)
    marks = ", ".join(f":{name}" for name in columns)
    row = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", columns)
    assert row.lastrowid is not None
    return row.lastrowid


def update(connection: sqlite3.Connection, table: str, row_id: int, columns: dict[str, object]) -> None:
    """Change columns of the row with this id."""
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE {table} SET {sets} WHERE id = :row_id", {**columns, "row_id": row_id})
