"""Parses LaTeX and knows the signs of its commands; nothing else imports pylatexenc, which has no types."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias

from chatui.chat.maths.symbols import ACCENTS, BOXES, FONTS, FRACTIONS, PAIRS, TEXTS

Node: TypeAlias = Any
"""A node of pylatexenc's tree, or one character of a text between nodes."""


class UnreadableError(Exception):
    """This is no LaTeX that can be read."""


def parse(latex: str) -> Sequence[Node]:
    """The nodes of a formula; UnreadableError where its braces or environments do not close."""
    walker_class, context, _ = _tools()
    walker = walker_class(latex, latex_context=context, tolerant_parsing=False)
    state = walker.make_parsing_state(in_math_mode=True)
    try:
        nodes: Sequence[Node] = walker.get_latex_nodes(parsing_state=state)[0]
    except Exception as error:
        # It ends in many kinds of errors on what a model writes, its own and Python's.
        raise UnreadableError from error
    return nodes


def sign_of(command: str) -> str:
    """The sign that a command without arguments stands for, empty where it has none."""
    return _tools()[2](command)


@cache
def _tools() -> tuple[Any, Any, Callable[[str], str]]:
    """The parser's class, what it knows of commands, and their signs."""
    # Imported with the first formula: it takes longer than the rest of a start's imports of chatui.
    from pylatexenc.latex2text import get_default_latex_context_db as known_signs
    from pylatexenc.latexwalker import LatexWalker
    from pylatexenc.latexwalker import get_default_latex_context_db as known_commands
    from pylatexenc.macrospec import MacroSpec

    one = (*FONTS, *TEXTS, *ACCENTS, *BOXES, "mathbb", "pmod", "tag", "xrightarrow", "phantom")
    macros = [MacroSpec(name, "{") for name in one]
    macros += [MacroSpec(name, "{{") for name in (*FRACTIONS, *PAIRS)]
    context = known_commands()
    context.add_context_category("chatui", macros=macros, prepend=True)
    signs = known_signs()

    def sign(command: str) -> str:
        text = getattr(signs.get_macro_spec(command), "simplify_repl", None)
        return text if isinstance(text, str) and "%" not in text else ""

    return LatexWalker, context, sign
