"""Writes the branch in view as Markdown, thoughts folded; it reads nothing.

Thoughts and files are not the answer's Markdown, so they stand in fences.
"""

from chatui.chat.display_text import display_text, one_line
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.labels import ending, speaker, subtitle, thought_label
from chatui.store.transfer.markdown_text import fenced, folded


def to_markdown(document: Document) -> str:
    """The text of a file."""
    head = [f"# {one_line(document.title)}", subtitle(document)]
    if document.settings.system:
        head.append(f"**System prompt**\n\n{fenced(document.settings.system)}")
    blocks = [*head, *(block for node in document.branch() for block in _blocks(node))]
    return "\n\n".join(blocks) + "\n"


def _blocks(node: Node) -> list[str]:
    blocks = [f"## {one_line(speaker(node))}"]
    blocks += [folded(one_line(file.name), file.text) for file in node.attachments]
    if node.thought.strip():
        blocks.append(folded(thought_label(node), node.thought))
    if text := display_text(node.text).strip("\n"):
        blocks.append(text)
    if end := ending(node):
        blocks.append(f"*{one_line(end)}*")
    return blocks
