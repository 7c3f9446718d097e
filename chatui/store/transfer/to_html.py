"""Writes the branch in view as one HTML page that needs nothing else; it reads nothing."""

from chatui.chat.messages import Role
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.labels import ending, speaker, subtitle, thought_label
from chatui.store.transfer.page import block, folded, html_text, page, set_block


def to_html(document: Document) -> str:
    """The text of a file."""
    parts = [folded("System prompt", document.settings.system)] if document.settings.system else []
    parts += [_section(node) for node in document.branch()]
    return page(document.title, subtitle(document), "\n".join(parts))


def _section(node: Node) -> str:
    lines = [f"<h2>{html_text(speaker(node))}</h2>"]
    lines += [folded(file.name, file.text) for file in node.attachments]
    if node.thought.strip():
        lines.append(folded(thought_label(node), node.thought))
    if node.text.strip():
        lines.append(block(node.text) if node.role is Role.USER else set_block(node.text))
    if end := ending(node):
        lines.append(f'<p class="dim">{html_text(end)}</p>')
    kind = "user" if node.role is Role.USER else "assistant"
    return f'<section class="{kind}">\n' + "\n".join(lines) + "\n</section>"
