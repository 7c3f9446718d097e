"""A block of code in Markdown, coloured once for each text; it knows no language."""

from functools import lru_cache

from textual.content import Content
from textual.widgets.markdown import MarkdownFence

LONGEST = 20_000
"""Characters that are coloured; they take 25 ms, each time that the block grows."""

_PLAIN = "text"


class CodeBlock(MarkdownFence):
    """Code of a language that is named in its first line, else text without colours.

    Textual would guess the language each time that the block grows: the first guess loads what is known of
    every language, in 120 ms, and each one after it takes 12 ms.
    """

    @classmethod
    def highlight(cls, code: str, language: str, ansi: bool = False, dark: bool = False) -> Content:
        """The code with its colours; `ansi` means those of the terminal, `dark` that they are on black."""
        return _coloured(code, language if len(code) <= LONGEST else _PLAIN, ansi, dark)


@lru_cache(maxsize=8)
def _coloured(code: str, language: str, ansi: bool, dark: bool) -> Content:
    # The widget asks for the same three times.
    return MarkdownFence.highlight(code, language or _PLAIN, ansi, dark)
