"""Lists conversations, the newest first, a page at a time; it knows no message."""

from dataclasses import dataclass

from chatui.store.database import Database
from chatui.store.page import page_condition
from chatui.store.rows import CONVERSATIONS, conversation_of
from chatui.store.values import Conversation


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which conversations to list."""

    words: str = ""
    """Each of them stands in the title, whatever its case; empty: any title."""
    is_pinned: bool | None = None
    """None: both."""
    is_deleted: bool = False
    """Those that can be restored, in place of those that are there."""


def list_conversations(
    database: Database, chosen: ListFilter | None = None, limit: int = 100, after: Conversation | None = None
) -> list[Conversation]:
    """At most `limit` conversations, the newest first; `after` is the last one of the page before."""
    sql, values = list_query(chosen or ListFilter(), after)
    with database.reading() as connection:
        rows = connection.execute(sql, (*values, limit)).fetchall()
    return [conversation_of(row) for row in rows]


def list_query(chosen: ListFilter, after: Conversation | None) -> tuple[str, list[object]]:
    """The query and its values but for the limit: it walks an index and sorts nothing."""
    where, values = page_condition(
        "title", chosen.words, after, is_deleted=chosen.is_deleted, is_pinned=chosen.is_pinned
    )
    return f"{CONVERSATIONS} WHERE {where} ORDER BY position DESC LIMIT ?", values
