"""What was said in passing, the newest first."""

import time
from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from chatui.chat.display_text import display_text
from chatui.tui.commands import bindings
from chatui.tui.input_commands import NOTICES_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.notice_log import PastNotice

_COLOURS = {"error": "$text-error", "warning": "$text-warning"}


class NoticesScreen(ModalScreen[None]):
    """A list of notices with the time of each."""

    CSS_PATH = "notices.tcss"
    BINDINGS = bindings(NOTICES_COMMANDS)

    def __init__(self, notices: Iterable[PastNotice]) -> None:
        super().__init__()
        self._notices = list(notices)

    def compose(self) -> ComposeResult:
        """One paragraph for each."""
        with VerticalScroll(id="notices") as box:
            box.border_title = "Messages"
            box.border_subtitle = key_names(self).text("{notices.close} closes")
            for notice in self._notices:
                yield Static(_line(notice), markup=False)
            if not self._notices:
                yield Static("Nothing was said yet.", markup=False)


def _line(notice: PastNotice) -> Content:
    at = time.strftime("%H:%M:%S", time.localtime(notice.said_at))
    text = (display_text(notice.text), _COLOURS.get(notice.severity, "$foreground"))
    return Content.assemble((f"{at}  ", "dim"), text)
