"""The pane of the conversation: an empty start, then its turns; it does not know what a turn does."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from chatui.chat.display_text import display_text
from chatui.library.base import Library
from chatui.tui.key_names import key_names
from chatui.tui.style_sheet import set_class_alone
from chatui.tui.turn import Turn
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.turn_view import TurnView
from chatui.tui.widgets.welcome import Welcome

_NEW_BELOW = "↓ new below · {chat.page_down}"


class ConversationPane(Vertical):
    """Shows the welcome until the first question, and marks in its border what is out of sight.

    The style sheet of the screen tells the two apart by the screen's own classes `-begin` and `-noted`; only
    panes and what is right in this one may depend on them.
    """

    BORDER_TITLE = "Conversation"

    def __init__(self, is_demo: bool, library: Library) -> None:
        super().__init__(id="conversation")
        self._is_demo = is_demo
        self._library = library

    def compose(self) -> ComposeResult:
        """The welcome and the turns; one of them is shown."""
        yield Welcome(self._is_demo, self._library)
        yield Transcript()

    def on_mount(self) -> None:
        """Watch the turns for text out of sight."""
        self.watch(self.transcript, "has_new_below", self._mark_new_below)

    @property
    def transcript(self) -> Transcript:
        """The turns."""
        return self.query_one(Transcript)

    @property
    def is_empty(self) -> bool:
        """Nothing was asked yet."""
        return self.screen.has_class("-begin")

    async def add_turn(self, turn: Turn) -> TurnView:
        """Show a new turn at the end, chosen and in sight."""
        self._show_begin(False)
        return await self.transcript.add_turn(turn)

    async def add_note(self, note: Note) -> None:
        """Show a note at the end, or below the welcome."""
        self._show_noted(True)
        await self.transcript.add_note(note)

    async def show(self, turns: Sequence[Turn], chosen: int | None = None) -> None:
        """Show another conversation, with one turn chosen, None: the last; the empty start for none."""
        await self.transcript.show(turns, chosen)
        self._show_begin(not turns)
        self._show_noted(False)

    def show_title(self, title: str) -> None:
        """Name the pane after its conversation; empty: it has no name yet."""
        self.border_title = Content(display_text(title) or self.BORDER_TITLE or "")

    async def clear(self) -> None:
        """Show the empty start again."""
        await self.show(())

    def page(self, step: int) -> None:
        """Scroll the turns a page down, or up."""
        if step < 0:
            self.transcript.scroll_page_up()
        else:
            self.transcript.scroll_page_down()

    def _show_begin(self, is_begin: bool) -> None:
        panes = self.parent.children if self.parent else ()
        others = (pane for pane in panes if isinstance(pane, Widget))
        set_class_alone(self.screen, is_begin, "-begin", *others, *self.children)
        # What the start offers can be taken there alone.
        self.screen.refresh_bindings()

    def _show_noted(self, is_noted: bool) -> None:
        set_class_alone(self.screen, is_noted, "-noted", self.transcript)

    def _mark_new_below(self, has_new_below: bool) -> None:
        self.border_subtitle = key_names(self).text(_NEW_BELOW) if has_new_below else ""
