"""Sets a model's Markdown as HTML that holds no markup of the model's own; it knows no page."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_FORMULA = re.compile(
    r"\$\$(?:(?!\n\n).)+?\$\$|\\\[(?:(?!\n\n).)+?\\\]|\\\((?:(?!\n\n).)+?\\\)|\$(?![\s$])[^$\n]*?[^\s$\\]\$(?!\d)",
    re.DOTALL,
)
"""LaTeX in any of its four marks, not across a blank line."""


def markdown_html(text: str) -> str:
    """HTML of a text that is safe to show: tags are text, pictures are links, formulas stay as they are."""
    return str(_MARKDOWN.render(text)).strip()


def _formula(state: StateInline, silent: bool) -> bool:
    """Keep a formula from being read as Markdown, whose signs are LaTeX's too."""
    if state.src[state.pos] not in "\\$" or not (found := _FORMULA.match(state.src, state.pos)):
        return False
    if not silent:
        token = state.push("code_inline", "code", 0)
        token.content = found.group()
        token.attrSet("class", "formula")
    state.pos = found.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # A picture would be asked of a server; without the rule its text is a link behind an exclamation mark.
    parser.disable("image")
    parser.inline.ruler.before("escape", "formula", _formula)
    return parser


_MARKDOWN = _parser()
