"""The index of words over questions, answers and thoughts; how words are looked for is not known here.

It is derived: a build of SQLite without FTS5 leaves it alone, and the next one with it catches up.
"""

import sqlite3

_CREATE = """
    CREATE VIRTUAL TABLE IF NOT EXISTS message_words USING fts5(
        text, thought, content='messages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
"""
_NEW = "is_indexed = 0 AND state != 'streaming'"


def has_fts5(connection: sqlite3.Connection) -> bool:
    """This build of SQLite has full-text search."""
    found = connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone()
    return found is not None


def has_new(connection: sqlite3.Connection) -> bool:
    """A finished message is not in the index."""
    return connection.execute(f"SELECT 1 FROM messages WHERE {_NEW} LIMIT 1").fetchone() is not None


def index_new(connection: sqlite3.Connection) -> None:
    """Take every finished message into the index that is not in it."""
    if not has_fts5(connection):
        return
    try:
        _add_new(connection)
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error):
            raise
        forget_index(connection)
        _add_new(connection)


def unindex(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    """Take a message out of the index, before its text changes or goes."""
    if not row["is_indexed"] or not has_fts5(connection):
        return
    try:
        connection.execute(
            "INSERT INTO message_words(message_words, rowid, text, thought) VALUES ('delete', ?, ?, ?)",
            (row["id"], row["text"], row["thought"]),
        )
        connection.execute("UPDATE messages SET is_indexed = 0 WHERE id = ?", (row["id"],))
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error):
            raise
        forget_index(connection)


def is_index_damage(error: sqlite3.Error) -> bool:
    """The index is damaged; it can be made anew, since everything in it stands elsewhere too."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB


def forget_index(connection: sqlite3.Connection) -> None:
    """Throw the index away; `index_new` makes another."""
    connection.execute("DROP TABLE IF EXISTS message_words")
    connection.execute("UPDATE messages SET is_indexed = 0 WHERE is_indexed = 1")


def _add_new(connection: sqlite3.Connection) -> None:
    if not has_new(connection):
        return
    connection.execute(_CREATE)
    connection.execute(
        f"INSERT INTO message_words(rowid, text, thought) SELECT id, text, thought FROM messages WHERE {_NEW}"
    )
    connection.execute(f"UPDATE messages SET is_indexed = 1 WHERE {_NEW}")
