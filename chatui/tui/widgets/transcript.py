"""The conversation's turns, one below the other; it knows which is chosen, not what choosing shows."""

from collections.abc import Sequence
from functools import partial

from chatui.tui.commands import TRANSCRIPT_COMMANDS, bindings
from chatui.tui.kept_commands import BRANCH_COMMANDS
from chatui.tui.messages import (
    AnswerAgainAsked,
    GoBackAsked,
    MoreTurnsDue,
    QuestionEditAsked,
    TurnChosen,
    VersionAsked,
)
from chatui.tui.turn import Turn
from chatui.tui.turn_window import TurnWindow
from chatui.tui.widgets.held_scroll import HeldScroll
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.turn_view import TurnView

_LAYOUT_S = 0.02
_PATIENCE = 100
"""How long to wait for a layout that is not done yet, and how often; where the pane is hidden, none comes."""


class Transcript(HeldScroll):
    """Draws those of its turns that are near the reader, and follows the newest."""

    BINDINGS = bindings(TRANSCRIPT_COMMANDS, BRANCH_COMMANDS)

    def __init__(self) -> None:
        super().__init__()
        self._turns: list[Turn] = []
        self._chosen: Turn | None = None
        self._window = TurnWindow()
        self._live: Turn | None = None
        """The turn that was asked last in this view: what grows is its answer."""
        self._is_drawing = False
        """More turns are being drawn, and are not laid out yet."""

    @property
    def has_end(self) -> bool:
        """Whether the last turn is drawn."""
        return self._window.end == len(self._turns)

    @property
    def is_growing(self) -> bool:
        """Whether an answer grows here; turns that are only drawn late are not new."""
        return self._live is not None and not self._is_drawing

    @property
    def turns(self) -> list[Turn]:
        """Every turn of the conversation, oldest first."""
        return list(self._turns)

    @property
    def views(self) -> list[TurnView]:
        """The turns that are drawn, oldest first."""
        return list(self.query_children(TurnView))

    @property
    def chosen(self) -> TurnView | None:
        """The turn whose thought is shown, where it is drawn."""
        return self.view_of(self._chosen) if self._chosen else None

    @property
    def chosen_turn(self) -> Turn | None:
        """The turn whose thought is shown."""
        return self._chosen

    def view_of(self, turn: Turn) -> TurnView | None:
        """The widget that shows a turn, unless it was cleared away or is far from the reader."""
        return next((view for view in self.views if view.turn is turn), None)

    async def show(self, turns: Sequence[Turn], chosen: int | None = None) -> None:
        """Show a conversation, with one turn chosen and in sight, the last one for None."""
        self._turns, self._live, self._is_drawing = list(turns), None, False
        await self.remove_children()
        if not turns:
            self._chosen, self._window = None, TurnWindow()
            self.follow()
            return
        index = len(turns) - 1 if chosen is None else chosen
        await self._draw(TurnWindow.around(index, len(turns)))
        self.choose(self._turns[index])
        if chosen is None or index == len(turns) - 1:
            self.follow()
        else:
            self._stay_at(index)
        self.call_after_refresh(self._look_on)

    async def add_turn(self, turn: Turn) -> TurnView:
        """Show a new turn at the end, chosen and in sight."""
        if self._window.end != len(self._turns):
            await self.show(self._turns)
        self._turns.append(turn)
        self._live = turn
        view = TurnView(turn)
        await self.mount(view)
        self._window = TurnWindow(self._window.first, len(self._turns))
        await self._trim_front()
        self.choose(turn)
        self.follow()
        return view

    async def cut_from(self, turn: Turn) -> None:
        """Take a turn and all that is below it out of the view."""
        index = self._index_of(turn)
        if index is None:
            return
        if index <= self._window.first:
            await self.show(self._turns[:index])
            return
        view = self.view_of(turn)
        below = self.children[self.children.index(view) :] if view else []
        await self.remove_children(below)
        del self._turns[index:]
        self._window = TurnWindow(self._window.first, min(self._window.end, index))
        self._chosen = self._turns[-1] if self._turns else None

    async def draw_more(self) -> None:
        """Draw the next turns in the direction in which the reader comes near the end of what is drawn."""
        if self._is_drawing:
            return  # what is being drawn is laid out first
        # What is within two screens of the reader stays: were it taken away, he would be near an end again.
        above, below = self.scroll_y, self.max_scroll_y - self.scroll_y
        if self._is_near_first:
            anchor, window = self.views[0], self._window.earlier(below < 2 * self.size.height)
        elif self._is_near_last:
            window = self._window.later(len(self._turns), above < 2 * self.size.height)
            anchor = self.views[-1]
        else:
            return
        self._is_drawing = True
        self.hold_in_place(anchor)
        await self._draw(window)
        self.call_after_refresh(self._look_on)

    async def add_note(self, note: Note) -> None:
        """Show a note at the end."""
        await self.mount(note)

    async def clear(self) -> None:
        """Remove everything."""
        await self.show(())

    def choose(self, turn: Turn) -> None:
        """Mark a turn as the one whose thought is shown."""
        self._chosen = turn
        for view in self.views:
            view.show_chosen(view.turn is turn)

    async def bring_into_sight(self, turn: Turn) -> None:
        """Draw a turn where it is not drawn, and scroll to it."""
        index = self._index_of(turn)
        if index is None:
            return
        if index == self._window.first - 1:
            await self._draw(self._window.earlier(keeps_end=False))
        elif index == self._window.end:
            await self._draw(self._window.later(len(self._turns), keeps_first=False))
        view = self.view_of(turn)
        if view is None:
            await self.show(self._turns, index)
        else:
            view.scroll_visible(animate=False)

    def action_choose(self, step: int) -> None:
        """Choose the turn `step` further down; who handles that brings it into sight."""
        if not self._turns:
            return
        at = self._index_of(self._chosen) if self._chosen else None
        index = len(self._turns) - 1 if at is None else at + step
        self.post_message(TurnChosen(self._turns[max(0, min(index, len(self._turns) - 1))], moves=True))

    def action_edit_question(self) -> None:
        """Ask another question in place of the chosen one."""
        if self._chosen:
            self.post_message(QuestionEditAsked(self._chosen))

    def action_answer_again(self) -> None:
        """Have the chosen turn's question answered again."""
        if self._chosen:
            self.post_message(AnswerAgainAsked(self._chosen))

    def action_go_back(self) -> None:
        """Go on from the chosen turn."""
        if self._chosen:
            self.post_message(GoBackAsked(self._chosen))

    def action_switch_answer(self, step: int) -> None:
        """Another answer to the chosen turn's question."""
        if self._chosen:
            self.post_message(VersionAsked(self._chosen, False, step))

    def action_switch_question(self, step: int) -> None:
        """Another question in place of the chosen turn's."""
        if self._chosen:
            self.post_message(VersionAsked(self._chosen, True, step))

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Have more turns drawn before the reader meets the end of those that are."""
        super().watch_scroll_y(old, new)
        if self._is_near_first or self._is_near_last:
            self.post_message(MoreTurnsDue())

    @property
    def _is_near_first(self) -> bool:
        return self._window.first > 0 and bool(self.views) and self.scroll_y < self.size.height

    @property
    def _is_near_last(self) -> bool:
        is_near_end = self.max_scroll_y - self.scroll_y < self.size.height
        return self._window.end < len(self._turns) and bool(self.views) and is_near_end

    def _index_of(self, turn: Turn | None) -> int | None:
        return next((index for index, one in enumerate(self._turns) if one is turn), None)

    async def _draw(self, window: TurnWindow) -> None:
        """Draw the turns of a window, and take away those outside it."""
        drawn = {id(view.turn): view for view in self.views}
        wanted = self._turns[window.first : window.end]
        keep = {id(turn) for turn in wanted}
        await self.remove_children([view for key, view in drawn.items() if key not in keep])
        before = [TurnView(turn) for turn in wanted if id(turn) not in drawn]
        first = next((index for index, turn in enumerate(wanted) if id(turn) in drawn), None)
        if first is None:
            await self.mount_all(before)
        else:
            await self.mount_all(before[:first], before=drawn[id(wanted[first])])
            last = next(drawn[id(turn)] for turn in reversed(wanted) if id(turn) in drawn)
            await self.mount_all(before[first:], after=last)
        self._window = window
        if self._chosen:
            self.choose(self._chosen)

    async def _trim_front(self) -> None:
        """Take away what is more than two screens above the end: it costs time whenever text comes."""
        if self.is_following:
            top = self.max_scroll_y - 2 * self.size.height
            far = sum(0 < view.virtual_region.bottom <= top for view in self.views)
            if far:
                await self._draw(TurnWindow(self._window.first + far, self._window.end))

    def _look_on(self, patience: int = _PATIENCE) -> None:
        """Once all that is drawn is laid out: the reader may be near an end still."""
        if patience and not all(view.virtual_region.height for view in self.views):
            self.set_timer(_LAYOUT_S, partial(self._look_on, patience - 1))
            return
        self.hold_still()
        self._is_drawing = False
        if self._is_near_first or self._is_near_last:
            self.post_message(MoreTurnsDue())

    def _stay_at(self, index: int) -> None:
        view = self.view_of(self._turns[index])
        if view is not None:
            self.hold(view, 0)
