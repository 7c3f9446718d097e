"""Finds words in questions, answers and thoughts, with the place of each hit; it changes no message."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store.database import Database
from chatui.store.excerpts import Excerpt, excerpt_of, marked_excerpt
from chatui.store.like import contains
from chatui.store.search_index import forget_index, has_fts5, has_new, index_new, is_index_damage

_OPEN, _CLOSE = "\x02", "\x03"
"""Around a hit in a snippet of SQLite's; neither is ever shown."""
_SNIPPET_TOKENS = 16
_RUN_TOGETHER = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Scripts without spaces between words: the index would take a whole clause for one word."""

_COLUMNS = """
    messages.id, messages.role, messages.text, messages.thought, messages.created,
    conversations.key, conversations.title
"""
_CONVERSATIONS = "conversations ON conversations.id = messages.conversation_id"
_BY_INDEX = f"""
    SELECT {_COLUMNS},
        snippet(message_words, 0, '{_OPEN}', '{_CLOSE}', '…', {_SNIPPET_TOKENS}) AS in_text,
        snippet(message_words, 1, '{_OPEN}', '{_CLOSE}', '…', {_SNIPPET_TOKENS}) AS in_thought
    FROM message_words
    JOIN messages ON messages.id = message_words.rowid
    JOIN {_CONVERSATIONS}
    WHERE message_words MATCH ? AND conversations.deleted_at IS NULL AND {{condition}}
    ORDER BY message_words.rowid DESC LIMIT ?
"""
_ANYWHERE = "1"


class Field(StrEnum):
    """What of a conversation has the words."""

    QUESTION = "question"
    ANSWER = "answer"
    THOUGHT = "thought"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand."""

    conversation_id: str
    title: str
    message_id: int
    field: Field
    excerpt: Excerpt
    created: float


def search(database: Database, words: str, limit: int = 50, condition: str = _ANYWHERE) -> list[Hit]:
    """Hits in at most `limit` messages that have all the words, the newest message first.

    `condition` is SQL of this package's own, and says of `messages` where to look.

    A word is found by its beginning, whatever its case and accents, and may hold any character. Words of
    scripts without spaces, and words without any letter or digit, are compared with the text itself.
    """
    wanted = words.split()
    if not wanted:
        return []
    if query := match_query(wanted):
        _tend_index(database, query)
    with database.reading() as connection:
        if query and (rows := _look_up(connection, query, limit, condition)) is not None:
            return [hit for row in rows for hit in _indexed_hits(row)]
        rows = _compare(connection, wanted, limit, condition)
        return [hit for row in rows for hit in _compared_hits(row, wanted)]


def match_query(words: list[str]) -> str:
    """The words as a query of FTS5 in which every character is text; empty where the index cannot help."""
    if any(_RUN_TOGETHER.search(word) for word in words):
        return ""
    if not all(any(character.isalnum() for character in word) for word in words):
        return ""
    cleaned = (word.replace('"', '""').replace("\x00", " ") for word in words)
    return " ".join(f'"{word}"*' for word in cleaned)


def _tend_index(database: Database, query: str) -> None:
    """Bring the index up to date, or make one anew in which the query meets damage."""
    with database.reading() as connection:
        is_damaged = _has_index(connection) and _look_up(connection, query, 1) is None
        if not is_damaged and not has_new(connection):
            return
    # What cannot be indexed now, since another instance writes, is found next time.
    with suppress(StoreError), database.writing() as connection:
        if is_damaged:
            forget_index(connection)
        index_new(connection)


def _has_index(connection: sqlite3.Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE name = 'message_words'"
    return has_fts5(connection) and connection.execute(query).fetchone() is not None


def _look_up(
    connection: sqlite3.Connection, query: str, limit: int, condition: str = _ANYWHERE
) -> list[sqlite3.Row] | None:
    """The rows that the index has; None where there is no index, or a damaged one."""
    if not _has_index(connection):
        return None
    try:
        return connection.execute(_BY_INDEX.format(condition=condition), (query, limit)).fetchall()
    except sqlite3.DatabaseError as error:
        if is_index_damage(error):
            return None
        raise


def _compare(
    connection: sqlite3.Connection, words: list[str], limit: int, condition: str
) -> list[sqlite3.Row]:
    both = "messages.text || char(10) || messages.thought"
    conditions = " AND ".join([condition, *(contains(both) for _ in words)])
    sql = (
        f"SELECT {_COLUMNS} FROM messages JOIN {_CONVERSATIONS}"
        f" WHERE conversations.deleted_at IS NULL AND {conditions} ORDER BY messages.id DESC LIMIT ?"
    )
    return connection.execute(sql, (*words, limit)).fetchall()


def _indexed_hits(row: sqlite3.Row) -> Iterator[Hit]:
    for column, field in (("in_text", _text_field(row)), ("in_thought", Field.THOUGHT)):
        if _OPEN in (row[column] or ""):
            yield _hit(row, field, marked_excerpt(row[column], _OPEN, _CLOSE))


def _compared_hits(row: sqlite3.Row, words: list[str]) -> Iterator[Hit]:
    for column, field in (("text", _text_field(row)), ("thought", Field.THOUGHT)):
        excerpt = excerpt_of(row[column], words)
        if excerpt is not None:
            yield _hit(row, field, excerpt)


def _text_field(row: sqlite3.Row) -> Field:
    return Field.QUESTION if row["role"] == Role.USER.value else Field.ANSWER


def _hit(row: sqlite3.Row, field: Field, excerpt: Excerpt) -> Hit:
    return Hit(row["key"], row["title"], row["id"], field, excerpt, row["created"])
