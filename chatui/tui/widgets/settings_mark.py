"""Says, faintly, that the conversation is carried on in another way than the model's defaults."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.widgets import Static

from chatui.chat.display_text import display_text
from chatui.tui.key_names import key_names

_MOST = 2
"""Changes that are named; of more, only their number is told."""
_LONGEST = 34


class SettingsMark(Static):
    """Empty while nothing differs."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SettingsMark {
        width: auto; max-width: 50%; height: 1; padding: 0 2; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis; display: none;
        &:ansi { text-style: dim; }
        &:hover { color: $foreground; }
    }
    """

    class Clicked(Message):
        """The person wants to see the settings."""

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def on_mount(self) -> None:
        """Say what a click does, and which key does it too."""
        self.tooltip = key_names(self).text("Settings of this conversation: {chat.settings}")

    def show(self, changes: Sequence[str], preset: str) -> None:
        """Name the preset, or what was changed."""
        text = preset or " · ".join(changes)
        if not preset and (len(changes) > _MOST or len(text) > _LONGEST or "\n" in text):
            text = f"{len(changes)} setting{'' if len(changes) == 1 else 's'} changed"
        self.display = bool(changes)
        self.update(display_text(f"≠ {text}"))

    def on_click(self, event: events.Click) -> None:
        """Tell that it was clicked."""
        event.stop()
        self.post_message(self.Clicked())
