"""Sets a model's Markdown as HTML that holds no markup of the model's own; it knows no page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from chatui.chat.maths.formula import BOX_CLOSE, BOX_OPEN, unicode_formula
from chatui.chat.maths.spans import Formula, formulas_in


def markdown_html(text: str) -> str:
    """HTML of a text that is safe to show: tags are text, pictures are links, formulas can be read.

    A formula has its source as the title; one that cannot be written as text stays as it is.
    """
    return str(_MARKDOWN.render(text)).strip()


@lru_cache(maxsize=4)
def _formulas(text: str) -> Mapping[int, Formula]:
    """By where they begin; asked for at every sign that may begin one."""
    return {formula.start: formula for formula in formulas_in(text)}


def _formula(state: StateInline, silent: bool) -> bool:
    """Keep a formula from being read as Markdown, whose signs are LaTeX's too."""
    if state.src[state.pos] not in "\\$" or (found := _formulas(state.src).get(state.pos)) is None:
        return False
    if not silent:
        text = unicode_formula(found.latex)
        token = state.push("formula", "span" if text else "code", 0)
        token.content = text or ""
        token.meta["source"] = state.src[found.start : found.end]
    state.pos = found.end
    return True


def _set_formula(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[at]
    source = escapeHtml(token.meta["source"])
    if not token.content:
        return f'<code class="formula">{source}</code>'
    text = escapeHtml(token.content)
    for sign, tag in ((BOX_OPEN, "<b>"), (BOX_CLOSE, "</b>"), ("\n", "<br>")):
        text = text.replace(sign, tag)
    return f'<span class="formula" title="{source}">{text}</span>'


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # A picture would be asked of a server; without the rule its text is a link behind an exclamation mark.
    parser.disable("image")
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.add_render_rule("formula", _set_formula)
    return parser


_MARKDOWN = _parser()
