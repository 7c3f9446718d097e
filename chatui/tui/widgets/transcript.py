"""The conversation's turns, one below the other; it knows which is chosen, not what choosing shows."""

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import var

from chatui.tui.commands import TRANSCRIPT_COMMANDS, bindings
from chatui.tui.messages import TurnChosen
from chatui.tui.turn import Turn
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.turn_view import TurnView

_NEAR_END_ROWS = 2
"""Nearer to the end than this, nothing new is out of sight."""


class Transcript(VerticalScroll):
    """Follows the newest turn until the reader scrolls away."""

    BINDINGS = bindings(TRANSCRIPT_COMMANDS)

    DEFAULT_CSS = """
    Transcript { overflow-x: hidden; scrollbar-gutter: stable; }
    """

    has_new_below: var[bool] = var(False)
    """New text came below what is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._follows = True

    @property
    def views(self) -> list[TurnView]:
        """The turns, oldest first."""
        return list(self.query_children(TurnView))

    @property
    def chosen(self) -> TurnView | None:
        """The turn whose thought is shown."""
        return next((view for view in self.views if view.has_class("-chosen")), None)

    def view_of(self, turn: Turn) -> TurnView | None:
        """The widget that shows a turn, unless it was cleared away."""
        return next((view for view in self.views if view.turn is turn), None)

    async def add_turn(self, turn: Turn) -> TurnView:
        """Show a new turn at the end, chosen and in sight."""
        view = TurnView(turn)
        await self.mount(view)
        self.choose(turn)
        self._follow()
        return view

    async def add_note(self, note: Note) -> None:
        """Show a note at the end."""
        await self.mount(note)

    async def clear(self) -> None:
        """Remove everything."""
        await self.remove_children()
        self._follow()

    def choose(self, turn: Turn) -> None:
        """Mark a turn as the one whose thought is shown."""
        for view in self.views:
            view.set_class(view.turn is turn, "-chosen")

    def action_choose(self, step: int) -> None:
        """Choose the turn `step` further down, and bring it into sight."""
        views, chosen = self.views, self.chosen
        if not views:
            return
        index = views.index(chosen) + step if chosen else len(views) - 1
        view = views[max(0, min(index, len(views) - 1))]
        view.scroll_visible(animate=False)
        self.post_message(TurnChosen(view.turn))

    def watch_scroll_target_y(self, target: float) -> None:
        """Follow from now on if a scroll goes to the end, else stay where it goes.

        The target and not the place: new text would fight a scroll that is still on its way.
        """
        self._follows = self.max_scroll_y - target <= _NEAR_END_ROWS
        if self._follows:
            self.has_new_below = False

    def watch_virtual_size(self, old: Size, new: Size) -> None:
        """The turns grew, perhaps long after their text came: follow, or mark that there is more."""
        if self._follows:
            self.scroll_end(animate=False, force=True)
        elif new.height > old.height:
            self.has_new_below = True

    def _follow(self) -> None:
        self._follows, self.has_new_below = True, False
        self.scroll_end(animate=False, force=True)
