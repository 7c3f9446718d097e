"""What the person asked, as it was typed."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from chatui.chat.display_text import display_text
from chatui.tui.words import words_pattern


class UserMessage(Static):
    """A question; nothing in it is markup."""

    DEFAULT_CSS = """
    UserMessage { height: auto; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    """

    def __init__(self, text: str) -> None:
        self._text = display_text(text)
        super().__init__(_content(self._text), markup=False)

    def mark(self, words: Sequence[str]) -> None:
        """Mark words in it, whatever their case."""
        content = _content(self._text)
        for found in words_pattern(words).finditer(content.plain):
            content = content.stylize("reverse", found.start(), found.end())
        self.update(content)


def _content(text: str) -> Content:
    return Content.assemble(("❯ ", "$text-secondary"), text)
