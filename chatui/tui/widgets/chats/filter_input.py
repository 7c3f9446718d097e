"""The line in which the list of chats is filtered; which list that is, is not known here."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from chatui.tui.commands import bindings
from chatui.tui.kept_commands import CHATS_FILTER_COMMANDS
from chatui.tui.widgets.models.line_input import LineInput


class FilterInput(LineInput, inherit_bindings=False):
    """Takes words; Esc clears them, and leaves an empty line."""

    BINDINGS: ClassVar[list[BindingType]] = [*Input.BINDINGS, *bindings(CHATS_FILTER_COMMANDS)]

    class Left(Message):
        """The person goes on to the list."""

    def action_to_list(self) -> None:
        """Go on to the list."""
        self.post_message(self.Left())

    def action_clear(self) -> None:
        """Clear the words, or go on to the list where there are none."""
        if self.value:
            self.value = ""
        else:
            self.post_message(self.Left())
