"""Changes what a person says of a comparison; renaming and deleting are those of its chat."""

from chatui.errors import StoreError
from chatui.store.database import Database
from chatui.store.rows import storable

_COMPARISON = """
    SELECT comparisons.id FROM comparisons JOIN messages ON messages.id = comparisons.question_id
    JOIN conversations ON conversations.id = messages.conversation_id WHERE conversations.key = ?
"""


def note(database: Database, key: str, text: str) -> None:
    """Keep a note beside it, in place of the one before; empty: none."""
    _set(database, key, "note", storable(text.strip()))


def star(database: Database, key: str, is_starred: bool = True) -> None:
    """Mark it, or not any more."""
    _set(database, key, "is_starred", int(is_starred))


def keep_reference(database: Database, key: str, answer: str | None) -> None:
    """Keep which answer is right; None: that is not known."""
    _set(database, key, "reference", None if answer is None else storable(answer))


def group_by_hand(database: Database, key: str, lane: int, answer: str | None) -> None:
    """Put a lane into the group of an answer, any text; None: into no group."""
    _group(database, key, lane, 1, None if answer is None else storable(answer))


def group_by_itself(database: Database, key: str, lane: int) -> None:
    """Undo `group_by_hand`."""
    _group(database, key, lane, 0, None)


def _group(database: Database, key: str, lane: int, is_by_hand: int, answer: str | None) -> None:
    with database.writing() as connection:
        changed = connection.execute(
            "UPDATE lanes SET is_grouped_by_hand = ?, group_answer = ?"
            f" WHERE number = ? AND comparison_id IN ({_COMPARISON})",
            (is_by_hand, answer, lane, key),
        )
        if not changed.rowcount:
            raise StoreError(f"The comparison {key} has no lane {lane}.", "Open it again.")


def _set(database: Database, key: str, column: str, value: object) -> None:
    with database.writing() as connection:
        changed = connection.execute(
            f"UPDATE comparisons SET {column} = ? WHERE id IN ({_COMPARISON})", (value, key)
        )
        if not changed.rowcount:
            what = f"The comparison {key} is not there any more."
            raise StoreError(what, "`chatui comparisons list` shows those that are.")
