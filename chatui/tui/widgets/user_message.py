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

    def __init__(self, text: str, files: Sequence[str] = ()) -> None:
        """`files` are the names of those that stand before it."""
        self._text = display_text(text)
        self._files = display_text(", ".join(files)).replace("\n", " ")
        super().__init__(self._with_files(_content(self._text)), markup=False)

    def mark(self, words: Sequence[str]) -> None:
        """Mark words in it, whatever their case."""
        content = _content(self._text)
        for found in words_pattern(words).finditer(content.plain):
            content = content.stylize("reverse", found.start(), found.end())
        self.update(self._with_files(content))

    def _with_files(self, content: Content) -> Content:
        if not self._files:
            return content
        return Content.assemble(("with ", "dim"), (self._files, "$text-accent"), "\n", content)


def _content(text: str) -> Content:
    return Content.assemble(("❯ ", "$text-secondary"), text)
