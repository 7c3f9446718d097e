"""Reads whole documents from the store and keeps them in it; it knows no format."""

import secrets
import sqlite3
from dataclasses import dataclass

from chatui.store import conversations, tree
from chatui.store.conversations import settings_columns
from chatui.store.database import Database
from chatui.store.positions import position_at
from chatui.store.rows import insert, outcome_columns, provenance_columns, storable, update
from chatui.store.search_index import index_new
from chatui.store.transfer.document import Document, Node, document_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of documents."""

    ids: tuple[str, ...]
    """Ids of the new conversations."""
    already_here: tuple[str, ...]
    """Titles of those that are here, as they are in the file."""


def load(database: Database, key: str) -> Document:
    """A conversation with every branch; StoreError where there is none."""
    with database.reading():
        return document_of(conversations.get(database, key), tree.all_messages(database, key))


def keep(database: Database, documents: list[Document]) -> Kept:
    """Keep all documents or, when it raises StoreError, none; one that is here already is left out."""
    ids: list[str] = []
    already_here: list[str] = []
    with database.writing() as connection:
        for document in documents:
            if _is_here(database, connection, document):
                already_here.append(document.title)
            else:
                ids.append(_keep(connection, document))
        index_new(connection)
    return Kept(tuple(ids), tuple(already_here))


def _is_here(database: Database, connection: sqlite3.Connection, document: Document) -> bool:
    if document.origin:
        query, value = "origin = ?", document.origin
        same_origin = "SELECT 1 FROM conversations WHERE origin != '' AND deleted_at IS NULL AND "
        if connection.execute(same_origin + query, (value,)).fetchone():
            return True
    row = _row(connection, document.id)
    return row is not None and row["deleted_at"] is None and load(database, document.id) == document


def _row(connection: sqlite3.Connection, key: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM conversations WHERE key = ?", (key,)
    ).fetchone()
    return row


def _keep(connection: sqlite3.Connection, document: Document) -> str:
    is_free = document.id and _row(connection, document.id) is None
    key = document.id if is_free else secrets.token_hex(6)
    columns = {
        "key": key,
        "title": storable(document.title),
        "title_is_own": int(document.title_is_own),
        "created": document.created,
        "updated": document.updated,
        "position": position_at(connection, document.updated),
        "is_pinned": int(document.is_pinned),
        "draft": storable(document.draft),
        "origin": storable(document.origin),
    }
    conversation_id = insert(connection, "conversations", {**columns, **settings_columns(document.settings)})
    ids: list[int] = []
    for node in document.nodes:
        parent_id = None if node.parent is None else ids[node.parent]
        ids.append(_keep_node(connection, conversation_id, parent_id, node))
    if document.leaf is not None:
        update(connection, "conversations", conversation_id, {"leaf_id": ids[document.leaf]})
    return key


def _keep_node(
    connection: sqlite3.Connection, conversation_id: int, parent_id: int | None, node: Node
) -> int:
    columns = {
        "conversation_id": conversation_id,
        "parent_id": parent_id,
        "role": node.role.value,
        "text": storable(node.text),
        "thought": storable(node.thought),
        "created": node.created,
        "final_answer": None if node.final_answer is None else storable(node.final_answer),
        **provenance_columns(node.provenance),
        **outcome_columns(node.outcome),
    }
    message_id = insert(connection, "messages", columns)
    for file in node.attachments:
        values = {"message_id": message_id, "name": storable(file.name), "text": storable(file.text)}
        insert(connection, "attachments", values)
    return message_id
