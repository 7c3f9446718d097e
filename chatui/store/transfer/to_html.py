"""Writes the branch in view as one HTML page that needs nothing else; it reads nothing.

Answers are set as Markdown, every other text is as it was written. All of it is escaped, and the page forbids
itself scripts and the network.
"""

from html import escape

from chatui.chat.display_text import display_text
from chatui.chat.messages import Role
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.labels import ending, speaker, subtitle, thought_label
from chatui.store.transfer.markdown_html import markdown_html

_STYLE = """
:root { color-scheme: light dark;
  --ink: #1d1f24; --paper: #ffffff; --soft: #f2f3f5; --dim: #5c626d; --edge: #3b6fd4;
  --line: #d4d7dd }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e6ea; --paper: #16181d; --soft: #20232a; --dim: #a0a7b4; --edge: #7ca6f7;
    --line: #3a3f4a }
}
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif }
h1 { font-size: 1.5rem; line-height: 1.3; overflow-wrap: anywhere }
h2 { font-size: 0.9rem; margin: 0 0 0.4rem; color: var(--dim) }
.dim { color: var(--dim); font-size: 0.9rem }
section { margin-top: 1.5rem; padding: 0.8rem 1rem; border-radius: 0.5rem }
section.user { background: var(--soft) }
section.assistant { border-left: 3px solid var(--edge) }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
.set { overflow-wrap: anywhere }
.set > :first-child { margin-top: 0 }
.set > :last-child { margin-bottom: 0 }
.set h1, .set h2, .set h3, .set h4 { font-size: 1.1rem; margin: 1.2rem 0 0.4rem; color: var(--ink) }
.set pre { padding: 0.6rem 0.8rem; background: var(--soft); border-radius: 0.4rem; overflow-x: auto }
.set code { font: 0.85em/1.5 ui-monospace, monospace }
.set :not(pre) > code { padding: 0.1em 0.3em; background: var(--soft); border-radius: 0.2rem }
.set table { display: block; overflow-x: auto; border-collapse: collapse; overflow-wrap: normal }
.set th, .set td { padding: 0.2rem 0.7rem; border: 1px solid var(--line) }
.set blockquote { margin-left: 0; padding-left: 0.9rem; border-left: 3px solid var(--line);
  color: var(--dim) }
.set a { color: var(--edge) }
details { margin: 0.4rem 0 0.8rem }
summary { cursor: pointer; color: var(--dim); font-size: 0.9rem }
details .text { margin: 0.5rem 0 0; padding: 0.6rem 0.8rem; background: var(--soft); border-radius: 0.4rem;
  font: 0.85rem/1.5 ui-monospace, monospace }
section.user details .text { background: var(--paper) }
""".strip()

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="dim">{subtitle}</p>
{body}
</body>
</html>
"""


def to_html(document: Document) -> str:
    """The text of a file."""
    parts = [_folded("System prompt", document.settings.system)] if document.settings.system else []
    parts += [_section(node) for node in document.branch()]
    return _PAGE.format(
        title=_text(document.title), subtitle=_text(subtitle(document)), style=_STYLE, body="\n".join(parts)
    )


def _section(node: Node) -> str:
    lines = [f"<h2>{_text(speaker(node))}</h2>"]
    lines += [_folded(file.name, file.text) for file in node.attachments]
    if node.thought.strip():
        lines.append(_folded(thought_label(node), node.thought))
    if node.text.strip():
        lines.append(_said(node))
    if end := ending(node):
        lines.append(f'<p class="dim">{_text(end)}</p>')
    kind = "user" if node.role is Role.USER else "assistant"
    return f'<section class="{kind}">\n' + "\n".join(lines) + "\n</section>"


def _said(node: Node) -> str:
    # Right to left where the text is, and no text reorders what stands around it.
    if node.role is Role.USER:
        return f'<div class="text" dir="auto">{_text(node.text)}</div>'
    return f'<div class="set" dir="auto">\n{markdown_html(display_text(node.text))}\n</div>'


def _folded(label: str, text: str) -> str:
    inner = f'<div class="text" dir="auto">{_text(text)}</div>'
    return f"<details>\n<summary>{_text(label)}</summary>\n{inner}\n</details>"


def _text(text: str) -> str:
    return escape(display_text(text).strip("\n"))
