"""Asks which part of a turn to copy; how it is copied is not known here."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from chatui.chat.display_text import display_text
from chatui.tui.commands import bindings
from chatui.tui.copy_commands import COPY_LIST_COMMANDS, COPY_SCREEN_COMMANDS
from chatui.tui.copy_parts import CopyPart, copy_parts
from chatui.tui.key_names import key_names
from chatui.tui.messages import CopyAsked
from chatui.tui.turn import Turn

_PREVIEW = 200
"""Characters of a first line; no terminal shows more of it."""


class CopyList(OptionList):
    """The parts of a turn."""

    BINDINGS = bindings(COPY_LIST_COMMANDS)


class CopyScreen(ModalScreen[None]):
    """A list of parts; Enter or a click copies one and closes."""

    CSS_PATH = "copy.tcss"
    BINDINGS = bindings(COPY_SCREEN_COMMANDS)

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self._parts = copy_parts(turn)

    def compose(self) -> ComposeResult:
        """A part a line, with how it begins."""
        parts = CopyList(*(Option(_line(part)) for part in self._parts), markup=False)
        parts.border_title = "Copy"
        parts.border_subtitle = key_names(self).text("{copy.take} copies · {copy.close} closes")
        yield parts

    @on(OptionList.OptionSelected)
    def _copy(self, event: OptionList.OptionSelected) -> None:
        part = self._parts[event.option_index]
        self.app.post_message(CopyAsked(part.text, part.name))
        self.dismiss()


def _line(part: CopyPart) -> Content:
    preview = display_text(part.first_line[:_PREVIEW])
    return Content.assemble(display_text(part.name), "  ", (preview, "$text-muted"))
