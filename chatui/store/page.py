"""Which rows a page of a list of kept things has, as a condition in SQL; it knows no table."""

from chatui.store.like import contains
from chatui.store.values import Conversation


def page_condition(
    searched: str, words: str, after: Conversation | None, *, is_deleted: bool, **flags: bool | None
) -> tuple[str, list[object]]:
    """The condition behind WHERE, and its values.

    Each of the words stands in `searched`, an expression over the columns; each of `flags` is a column that
    is so, where it is not None; and `after` is the last conversation of the page before.
    """
    conditions = [f"deleted_at IS {'NOT ' if is_deleted else ''}NULL"]
    conditions += [f"{column} = {int(wanted)}" for column, wanted in flags.items() if wanted is not None]
    values: list[object] = []
    if after is not None:
        conditions.append("position < ?")
        values.append(after.position)
    for word in words.split():
        conditions.append(contains(searched))
        values.append(word)
    return " AND ".join(conditions), values
