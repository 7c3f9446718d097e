"""Finds the row that the beginning of an id names; what has the id is not known here."""

import sqlite3

from chatui.errors import StoreError

_MOST_NAMED = 3
"""Rows that an error about an ambiguous id names."""


def row_named(connection: sqlite3.Connection, rows: str, beginning: str, kind: str) -> sqlite3.Row:
    """The only row whose `key` begins so, whatever its case; StoreError unless there is exactly one.

    `rows` is a query without conditions, and `kind` what a person calls one of its rows.
    """
    wanted = beginning.strip().lower()
    found = connection.execute(
        f"{rows} WHERE key >= ? AND key < ? ORDER BY key LIMIT ?", (wanted, f"{wanted}g", _MOST_NAMED + 1)
    ).fetchall()
    if not wanted or not found:
        raise StoreError(
            f"There is no {kind} {beginning!r}.", f"`chatui {kind}s list` shows the {kind}s and their ids."
        )
    if len(found) > 1:
        named = ", ".join(row["key"] for row in found[:_MOST_NAMED])
        raise StoreError(f"More than one {kind}'s id begins with {beginning}: {named}.", "Give more of it.")
    row: sqlite3.Row = found[0]
    return row
