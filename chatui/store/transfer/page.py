"""An HTML page that needs nothing else, in light and dark, and how text goes into it; it knows no content.

Every text is escaped, and the page forbids itself scripts and the network.
"""

from html import escape

from chatui.chat.display_text import display_text
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


def page(title: str, subtitle: str, body: str, more_style: str = "") -> str:
    """The text of a file; `body` is HTML, and `more_style` comes behind the page's own."""
    style = f"{_STYLE}\n{more_style.strip()}".strip()
    return _PAGE.format(title=html_text(title), subtitle=html_text(subtitle), style=style, body=body)


def folded(label: str, text: str) -> str:
    """A text behind a line that opens it."""
    inner = block(text)
    return f"<details>\n<summary>{html_text(label)}</summary>\n{inner}\n</details>"


def block(text: str) -> str:
    """A text with its own lines: right to left where it is, so that it reorders nothing around it."""
    return f'<div class="text" dir="auto">{html_text(text)}</div>'


def set_block(text: str) -> str:
    """A text set as the Markdown that it is."""
    return f'<div class="set" dir="auto">\n{markdown_html(display_text(text))}\n</div>'


def html_text(text: str) -> str:
    """A text as HTML shows it, without empty lines around it."""
    return escaped(text.strip("\n"))


def escaped(text: str) -> str:
    """A piece of a text as HTML shows it."""
    return escape(display_text(text))
