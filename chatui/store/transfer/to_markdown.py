"""Writes the branch in view as Markdown, thoughts folded; it reads nothing.

Thoughts and files are not the answer's Markdown: they stand in fences longer than any inside them.
"""

import re

from chatui.chat.display_text import display_text
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.labels import ending, speaker, subtitle, thought_label


def to_markdown(document: Document) -> str:
    """The text of a file."""
    head = [f"# {_line(document.title)}", subtitle(document)]
    if document.settings.system:
        head.append(f"**System prompt**\n\n{_fenced(document.settings.system)}")
    blocks = [*head, *(block for node in document.branch() for block in _blocks(node))]
    return "\n\n".join(blocks) + "\n"


def _blocks(node: Node) -> list[str]:
    blocks = [f"## {_line(speaker(node))}"]
    blocks += [_folded(_line(file.name), file.text) for file in node.attachments]
    if node.thought.strip():
        blocks.append(_folded(thought_label(node), node.thought))
    if text := display_text(node.text).strip("\n"):
        blocks.append(text)
    if end := ending(node):
        blocks.append(f"*{_line(end)}*")
    return blocks


def _folded(label: str, text: str) -> str:
    safe = label.replace("&", "&amp;").replace("<", "&lt;")
    return f"<details>\n<summary>{safe}</summary>\n\n{_fenced(text)}\n\n</details>"


def _fenced(text: str) -> str:
    shown = display_text(text).strip("\n")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{shown}\n{fence}"


def _line(text: str) -> str:
    return " ".join(display_text(text).split())
