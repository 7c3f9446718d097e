"""What the person asked, as it was typed."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from chatui.chat.display_text import display_text


class UserMessage(Static):
    """A question; nothing in it is markup."""

    DEFAULT_CSS = """
    UserMessage { height: auto; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    """

    def __init__(self, text: str, files: Sequence[str] = ()) -> None:
        """`files` are the names of those that stand before it."""
        question = Content.assemble(("❯ ", "$text-secondary"), display_text(text))
        if files:
            names = display_text(", ".join(files)).replace("\n", " ")
            question = Content.assemble(("with ", "dim"), (names, "$text-accent"), "\n", question)
        super().__init__(question, markup=False)
