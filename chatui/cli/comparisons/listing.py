"""`chatui comparisons list`; it changes nothing."""

import json

from chatui.chat.display_text import display_text
from chatui.cli.chats.access import store
from chatui.cli.chats.table import table
from chatui.cli.chats.times import for_people, for_programs
from chatui.comparison.export.to_json_lines import group_object
from chatui.store.comparisons.reading import ListFilter, Summary, list_comparisons

_WIDTHS = (12, 16, 5, 12)
"""Columns of the id, the time, the lanes and the answer; the title has the rest."""


def print_list(chosen: ListFilter, *, limit: int, is_json: bool) -> None:
    """Print comparisons, the newest first."""
    with store() as (database, console):
        found = list_comparisons(database, chosen, limit)
        if is_json:
            console.line(json.dumps([_object(row) for row in found], indent=2))
        elif found:
            console.data(table(map(_row, found), _WIDTHS))
        else:
            is_any = chosen == ListFilter()
            console.narrate("No comparisons are kept yet." if is_any else "There are no such comparisons.")


def _row(row: Summary) -> tuple[str, ...]:
    mark = "* " if row.is_starred else ""
    winner = row.vote.winner
    lanes = f"{winner.count}/{row.lanes}" if winner else str(row.lanes)
    title = f"{mark}{row.conversation.title}{f' — {row.note}' if row.note else ''}"
    return row.id, for_people(row.conversation.created), lanes, winner.answer if winner else "–", title


def _object(row: Summary) -> dict[str, object]:
    conversation = row.conversation
    deleted_at = conversation.deleted_at
    return {
        "id": row.id,
        "title": display_text(conversation.title),
        "note": display_text(row.note),
        "starred": row.is_starred,
        "models": [display_text(model) for model in row.models],
        "lanes": row.lanes,
        "interrupted": row.interrupted,
        "winner": group_object(row.vote.winner) if row.vote.winner else None,
        "agreement": round(row.vote.agreement, 4),
        "created": for_programs(conversation.created),
        "updated": for_programs(conversation.updated),
        "deleted": None if deleted_at is None else for_programs(deleted_at),
    }
