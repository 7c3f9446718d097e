"""A virtual log of one thought in steps: drawing and growing cost the same however long it is."""

from typing import ClassVar, Self

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role
from chatui.tui.commands import bindings
from chatui.tui.thought.confidence import Confidence
from chatui.tui.thought.view import Mark, ThoughtView
from chatui.tui.thought_commands import THOUGHT_LOG_COMMANDS
from chatui.tui.widgets.thought.drawing import column_of
from chatui.tui.widgets.thought.following_view import FollowingView
from chatui.tui.widgets.thought.row_painter import COMPONENT, RowPainter


class ThoughtLog(FollowingView):
    """Text that grows. It follows while its end is in sight, and stays where a reader scrolled to."""

    ALLOW_SELECT = True
    BINDINGS = bindings(THOUGHT_LOG_COMMANDS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(COMPONENT + role for role in Role),
        *(COMPONENT + mark for mark in Mark),
        COMPONENT + "chosen",
        COMPONENT + "fold",
    }

    DEFAULT_CSS = """
    ThoughtLog {
        overflow: auto;
        & .thought-log--plan { color: $text-primary; }
        & .thought-log--compute { color: $text-secondary; }
        & .thought-log--check { color: $text-success; }
        & .thought-log--backtrack { color: $text-warning; }
        & .thought-log--conclude { color: $text-accent; }
        & .thought-log--other { color: $foreground-muted; }
        & .thought-log--chosen { text-style: bold reverse; }
        & .thought-log--fold { text-style: italic; }
        & .thought-log--doubt-1 { background: $warning 15%; }
        & .thought-log--doubt-2 { background: $warning 35%; }
        & .thought-log--doubt-3 { background: $error 50%; text-style: underline; }
        & .thought-log--match { background: $secondary 40%; text-style: underline; }
        & .thought-log--chosen-match { text-style: bold reverse; }
    }
    """

    class Moved(Message):
        """Another step is the current one, perhaps."""

    def __init__(self) -> None:
        self.view = ThoughtView()
        self.painter = RowPainter(self, self.view)
        super().__init__()

    @property
    def text(self) -> str:
        """The whole text."""
        return self.view.reading.text

    @property
    def current_step(self) -> int:
        """The chosen step while it is in sight; else the newest in sight if following, or the first."""
        rows, top = self.view.rows, self._top
        first, _ = rows.locate(top)
        last, _ = rows.locate(min(top + max(1, self.size.height), rows.height) - 1)
        chosen = self.view.chosen
        if chosen is not None and first <= chosen <= last:
            return chosen
        return last if self.is_following else first

    def show(self, reading: ThoughtReading, confidence: Confidence) -> None:
        """Show another thought, from its end."""
        self.view.show(reading, confidence)
        self._lay_out()
        self.scroll_to_end()

    def grow(self) -> None:
        """The thought was read on: show what is new."""
        rows, current = self.view.rows, self.current_step
        first = self.view.grow()
        self.painter.forget(first)
        self.grow_to(Size(self.view.width, rows.height))
        self.refresh_lines(first, rows.height - first)
        if self.current_step != current:
            self.refresh_lines(rows.head(current))
            self.refresh_lines(rows.head(self.current_step))

    def show_as(self, *, has_steps: bool, wraps: bool) -> None:
        """In steps or as it was written, with long lines broken or not; the place stays."""
        self.view.has_steps, self.view.wraps = has_steps, wraps
        self._keep_place()

    def find(self, phrase: str) -> None:
        """Mark a phrase wherever it stands; an empty one: nothing."""
        self.view.find(phrase)
        self._folds_changed()

    def show_match(self, step: int) -> None:
        """Go to the next match (1) or the one before (-1)."""
        row = self.view.go_to_match(step, self._top)
        self._folds_changed()
        if row is not None and not self._top <= row < self._top + self.size.height:
            self.show_row(max(0, row - self.size.height // 3))

    def show_step(self, index: int) -> None:
        """Choose a step and bring it to the top."""
        self.view.chosen = index
        self.show_row(self.view.rows.head(index))
        self._moved()

    def action_jump(self, role: str, step: int) -> None:
        """Go to the next step (1) or the one before (-1) of a role, or of any where `role` is empty."""
        index = self.view.step_beside(self.current_step, step, role)
        if index is None:
            direction = "later" if step > 0 else "earlier"
            self.notify(f"There is no {direction} {role or 'step'}.", markup=False, timeout=2)
        else:
            self.show_step(index)

    def action_fold(self) -> None:
        """Fold the current step, or unfold it."""
        self._fold(self.current_step)

    def action_fold_all(self) -> None:
        """Fold all steps, or unfold all where one is folded."""
        if self.view.has_steps:
            here, rows = self.current_step, self.view.rows
            rows.fold_all(not any(block.is_folded for block in rows.blocks))
            self._folds_changed()
            if self.is_following:
                self.scroll_to_end()
            else:
                self.show_step(here)

    def on_click(self, event: events.Click) -> None:
        """Choose the step under the mouse; at its fold sign, fold or unfold it."""
        offset = event.get_content_offset(self)
        if offset is None or self._top + offset.y >= self.view.rows.height:
            return
        index, within = self.view.rows.locate(self._top + offset.y)
        self.view.chosen = index
        if within == 0 and offset.x < self.view.gutter.width:
            self._fold(index)
        self._moved()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows are in sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        rows, row = self.view.rows, self._top + y
        if row >= rows.height:
            return Strip.blank(self.size.width, self.rich_style)
        index, within = rows.locate(row)
        x = 0 if self.view.wraps else round(self.scroll_offset.x)
        is_current = within == 0 and index == self.current_step
        return self.painter.row(row, x, is_current=is_current)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As every widget's; without a region, all rows are drawn anew."""
        if not regions:
            self.painter.forget()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse selected, as it was written."""
        start = 0 if selection.start is None else self._position(*selection.start)
        end = len(self.text) if selection.end is None else self._position(*selection.end)
        return self.text[start:end], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for another width, keeping the place."""
        self.painter.forget()
        if not self.view.fits(self.scrollable_content_region.width):
            self._keep_place()
        elif self.is_following:
            self.scroll_to_end()

    @property
    def _top(self) -> int:
        return min(round(self.scroll_offset.y), self.view.rows.height - 1)

    def _lay_out(self) -> None:
        self.view.lay_out(self.scrollable_content_region.width)
        self._folds_changed()

    def _keep_place(self) -> None:
        place, is_following = self.view.rows.start_of(self._top), self.is_following
        self._lay_out()
        if is_following:
            self.scroll_to_end()
        else:
            self.show_row(self.view.rows.row_at(place))

    def _fold(self, index: int) -> None:
        rows = self.view.rows
        if self.view.has_steps:
            rows.fold(index, not rows.blocks[index].is_folded)
            self.view.chosen = index
            self._folds_changed()
            if rows.head(index) < self._top:
                self.show_row(rows.head(index))

    def _folds_changed(self) -> None:
        self.virtual_size = Size(self.view.width, self.view.rows.height)
        self._moved()

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def notify_style_update(self) -> None:
        """Another theme: the looks are made anew."""
        super().notify_style_update()
        self.painter.forget_looks()

    def _position(self, x: int, row: int) -> int:
        """The character of the thought that is drawn at column `x` of a row."""
        rows = self.view.rows
        if row >= rows.height:
            return len(self.text)
        text, start = self.view.line(row).text, rows.start_of(row)
        return start + column_of(text, x)
