"""What the person asked, as it was typed."""

from textual.content import Content
from textual.widgets import Static

from chatui.chat.display_text import display_text


class UserMessage(Static):
    """A question; nothing in it is markup."""

    DEFAULT_CSS = """
    UserMessage { height: auto; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(Content.assemble(("❯ ", "$text-secondary"), display_text(text)), markup=False)
