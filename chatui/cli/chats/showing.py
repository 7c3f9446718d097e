"""`chatui chats show`; it changes nothing."""

import json
from collections.abc import Iterator

from chatui.cli.chats.access import store
from chatui.store import conversations
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.keeping import load
from chatui.store.transfer.labels import ending, speaker, subtitle, thought_label
from chatui.store.transfer.to_json import SCHEMA, conversation_object


def print_chat(beginning: str, *, hides_thought: bool, is_json: bool) -> None:
    """Print the branch in view as text, or every branch as an object."""
    with store() as (database, console):
        document = load(database, conversations.find(database, beginning).id)
        if is_json:
            console.line(json.dumps({"schema": SCHEMA, **conversation_object(document)}, indent=2))
        else:
            console.data("\n".join(_lines(document, hides_thought)) + "\n")


def _lines(document: Document, hides_thought: bool) -> Iterator[str]:
    yield document.title
    yield f"{document.id} · {subtitle(document)}"
    for node in document.branch():
        yield ""
        yield from _message(node, hides_thought)


def _message(node: Node, hides_thought: bool) -> Iterator[str]:
    if node.thought.strip() and not hides_thought:
        yield f"{thought_label(node)}:"
        yield f"{node.thought.strip()}\n"
    yield f"{speaker(node)}:"
    for file in node.attachments:
        yield f"[file {file.name}, {len(file.text):,} characters]"
    if node.text.strip():
        yield node.text.strip()
    if end := ending(node):
        yield f"({end})"
