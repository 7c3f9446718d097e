"""A text field of one line whose pasted text is cleaned; what is typed in it is not known here."""

from textual import events
from textual.widgets import Input

from chatui.chat.display_text import display_text
from chatui.tui.commands import FILTER_COMMANDS, bindings


class LineInput(Input):
    """Takes a path or words; Down leaves it for the list below."""

    BINDINGS = bindings(FILTER_COMMANDS)

    def action_to_list(self) -> None:
        """Give the focus to what comes next."""
        self.screen.focus_next()

    async def _on_key(self, event: events.Key) -> None:
        # Not left to the key binding, which is run elsewhere: an Enter that follows fast on a letter would
        # overtake it and submit the text without it.
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    def _on_paste(self, event: events.Paste) -> None:
        # A pasted escape sequence would reach the terminal as soon as the field is drawn.
        event.prevent_default()
        super()._on_paste(events.Paste(display_text(event.text)))
