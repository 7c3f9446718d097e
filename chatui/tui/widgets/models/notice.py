"""What happened and what to do next, in a strip that goes when something else is done."""

from textual.content import Content
from textual.widgets import Static

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError

_SIGNS = {"error": "✗", "information": "✓", "warning": "!"}


class Notice(Static):
    """Nothing, or one or two sentences; a click takes it away."""

    DEFAULT_CSS = """
    Notice {
        height: auto;
        max-height: 6;
        padding: 0 1;
        display: none;
        &.-shown { display: block; }
        &.-error { border-left: outer $error; background: $error 10%; }
        &.-warning { border-left: outer $warning; background: $warning 10%; }
        &.-information { border-left: outer $success; background: $success 10%; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def show(self, message: str, hint: str = "", kind: str = "information") -> None:
        """Say something; `kind` is `error`, `warning` or `information`."""
        text = f"{_SIGNS[kind]} {display_text(message)} {display_text(hint)}".rstrip()
        self.update(Content(text))
        self.set_classes(f"-shown -{kind}")

    def show_error(self, error: ChatuiError) -> None:
        """Say what went wrong."""
        self.show(error.message, error.hint, "error")

    def clear(self) -> None:
        """Say nothing."""
        self.set_classes("")

    def on_click(self) -> None:
        """It was read."""
        self.clear()
