"""Asks for one line, such as a conversation's name; who has it, and where it is kept, is not known here."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from chatui.tui.commands import bindings
from chatui.tui.kept_commands import RENAME_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.widgets.models.line_input import LineInput


class RenameScreen(ModalScreen[str | None]):
    """The line to change; closes with the new one, None where the old one is to stay."""

    CSS_PATH = "rename.tcss"
    BINDINGS = bindings(RENAME_COMMANDS)

    def __init__(
        self, title: str, heading: str = "Rename the chat", empty: str = "as its first question"
    ) -> None:
        """`empty` says what an empty line means."""
        super().__init__()
        self._title = title
        self._heading = heading
        self._empty = empty

    def compose(self) -> ComposeResult:
        """One line."""
        with Vertical(id="rename") as box:
            box.border_title = self._heading
            box.border_subtitle = key_names(self).text(f"Enter · empty: {self._empty} · {{rename.close}}")
            yield LineInput(value=self._title)

    @on(Input.Submitted)
    def _close(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
