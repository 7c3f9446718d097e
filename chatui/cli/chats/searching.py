"""`chatui chats search`; how words are found is not known here."""

import json

from chatui.chat.display_text import display_text
from chatui.cli.chats.access import store
from chatui.cli.chats.table import table
from chatui.cli.chats.times import for_programs
from chatui.store.search import Hit, search

_WIDTHS = (12, 8)
"""Columns of the id and of the field; the excerpt has the rest."""


def print_hits(words: str, *, limit: int, is_json: bool) -> None:
    """Print the places where the words stand, the newest first."""
    with store() as (database, console):
        hits = search(database, words, limit)
        if is_json:
            console.line(json.dumps([hit_object(hit) for hit in hits], indent=2))
        elif hits:
            rows = ((hit.conversation_id, hit.field.value, hit.excerpt.text) for hit in hits)
            console.data(table(rows, _WIDTHS))
        else:
            console.narrate("Nothing has these words.")


def hit_object(hit: Hit) -> dict[str, object]:
    """A hit as `--json` has it."""
    return {
        "id": hit.conversation_id,
        "title": display_text(hit.title),
        "message": hit.message_id,
        "field": hit.field.value,
        "excerpt": hit.excerpt.text,
        "hits": [part for part, is_hit in hit.excerpt.parts if is_hit],
        "created": for_programs(hit.created),
    }
