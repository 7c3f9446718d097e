"""`chatui comparisons search`; how words are found is not known here."""

import json

from chatui.cli.chats.access import store
from chatui.cli.chats.searching import hit_object
from chatui.cli.chats.table import table
from chatui.store.comparisons.search import ComparisonHit, search_comparisons

_WIDTHS = (12, 4, 8)
"""Columns of the id, the lane and the field; the excerpt has the rest."""


def print_hits(words: str, *, limit: int, is_json: bool) -> None:
    """Print the places where the words stand, the newest first."""
    with store() as (database, console):
        hits = search_comparisons(database, words, limit)
        if is_json:
            console.line(json.dumps([{**hit_object(each.hit), "lane": each.lane} for each in hits], indent=2))
        elif hits:
            console.data(table(map(_row, hits), _WIDTHS))
        else:
            console.narrate("Nothing has these words.")


def _row(found: ComparisonHit) -> tuple[str, ...]:
    hit = found.hit
    return (
        hit.conversation_id,
        "" if found.lane is None else str(found.lane),
        hit.field.value,
        hit.excerpt.text,
    )
