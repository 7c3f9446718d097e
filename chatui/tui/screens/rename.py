"""Asks for a conversation's name; who has it, and where it is kept, is not known here."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from chatui.tui.commands import bindings
from chatui.tui.kept_commands import RENAME_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.widgets.models.line_input import LineInput

_KEYS = "Enter · empty: as its first question · {rename.close}"


class RenameScreen(ModalScreen[str | None]):
    """The name to change; closes with the new one, None where the old one is to stay."""

    CSS_PATH = "rename.tcss"
    BINDINGS = bindings(RENAME_COMMANDS)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """One line."""
        with Vertical(id="rename") as box:
            box.border_title = "Rename the chat"
            box.border_subtitle = key_names(self).text(_KEYS)
            yield LineInput(value=self._title)

    @on(Input.Submitted)
    def _close(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
