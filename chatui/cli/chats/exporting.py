"""`chatui chats export`; what the formats look like is not known here."""

from collections.abc import Sequence
from pathlib import Path

from chatui.cli.chats.access import store
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.transfer.document import Document
from chatui.store.transfer.files import write_file
from chatui.store.transfer.keeping import load
from chatui.store.transfer.to_html import to_html
from chatui.store.transfer.to_json import to_json
from chatui.store.transfer.to_markdown import to_markdown

_PAGE = 500
"""Conversations that are listed at a time."""


def export_chats(beginnings: Sequence[str] | None, form: str, output: Path | None) -> None:
    """Write the conversations whose ids begin so, None: all; to stdout where no file is named."""
    with store() as (database, console):
        keys = _all(database) if beginnings is None else [_key(database, item) for item in beginnings]
        text = _text([load(database, key) for key in keys], form)
        if output is None:
            console.data(text)
        else:
            write_file(output, text)
            console.narrate(f"Wrote {output}.")


def _text(documents: list[Document], form: str) -> str:
    if form == "json":
        return to_json(documents)
    return to_html(documents[0]) if form == "html" else to_markdown(documents[0])


def _key(database: Database, beginning: str) -> str:
    return conversations.find(database, beginning).id


def _all(database: Database) -> list[str]:
    """Every conversation that is not deleted, the oldest first."""
    found = list_conversations(database, limit=_PAGE)
    page = found
    while page:
        page = list_conversations(database, limit=_PAGE, after=page[-1])
        found += page
    return [conversation.id for conversation in reversed(found)]
