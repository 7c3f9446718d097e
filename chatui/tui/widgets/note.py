"""A note in the conversation: what went wrong or what to know, and what to do next."""

from textual.content import Content
from textual.widgets import Static

from chatui.chat.display_text import display_text


class Note(Static):
    """A sentence and a hint where the reader is looking; `kind` is `error`, `warning` or `information`."""

    DEFAULT_CSS = """
    Note {
        height: auto;
        margin: 0 1 1 1;
        padding: 0 1;
        border-left: outer $primary;
        &.-error { border-left: outer $error; background: $error 10%; }
        &.-warning { border-left: outer $warning; background: $warning 10%; }
    }
    """

    def __init__(self, message: str, hint: str = "", kind: str = "information") -> None:
        text = Content(display_text(message))
        if hint:
            text = Content("\n").join([text, Content.styled(display_text(hint), "dim")])
        super().__init__(text, markup=False, classes=f"-{kind}")
