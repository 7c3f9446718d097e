"""A virtual log of one thought in steps: drawing and growing cost the same however long it is."""

from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role
from chatui.tui.commands import bindings
from chatui.tui.thought.confidence import Confidence
from chatui.tui.thought.view import Line, Mark, ThoughtView
from chatui.tui.thought_commands import THOUGHT_LOG_COMMANDS
from chatui.tui.widgets.thought.drawing import column_of, in_window, text_strip
from chatui.tui.widgets.thought.following_view import FollowingView

_KEPT_ROWS = 1000
"""Rows that are kept as they were drawn: more than any terminal shows at once."""


class ThoughtLog(FollowingView):
    """Text that grows. It follows while its end is in sight, and stays where a reader scrolled to."""

    ALLOW_SELECT = True
    BINDINGS = bindings(THOUGHT_LOG_COMMANDS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"thought-log--{role}" for role in Role),
        *(f"thought-log--{mark}" for mark in Mark),
        "thought-log--chosen",
        "thought-log--fold",
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
        super().__init__()
        self.view = ThoughtView()
        self._looks: dict[str, Style] = {}
        self._base: Style | None = None
        self._drawn: dict[tuple[int, int, bool], Strip] = {}
        """Strips by row, first cell in sight and whether the row begins the current step."""

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
        self._drawn = {key: strip for key, strip in self._drawn.items() if key[0] < first}
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
        key = (row, x, is_current)
        if key not in self._drawn:
            if len(self._drawn) >= _KEPT_ROWS:
                self._drawn.clear()
            self._drawn[key] = self._draw(row, x, is_current=is_current)
        return self._drawn[key]

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As every widget's; without a region, all rows are drawn anew."""
        if not regions:
            self._base = None
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _draw(self, row: int, x: int, *, is_current: bool) -> Strip:
        # One for all rows: it is put together from the styles of all that is around.
        self._base = base = self._base or self.rich_style
        view, line = self.view, self.view.line(row)
        look = self._look("fold") if line.is_folded else base
        spans = [(start, end, self._look(mark)) for start, end, mark in line.marks]
        spans += self._selected(row, line.text)
        width = self.size.width - view.gutter.width
        shown = in_window(text_strip(line.text, look, spans), row, x, width, base)
        gutter = self._gutter_strip(line, base, is_current=is_current)
        return Strip.join([gutter, shown]) if line.gutter else shown

    def shade(self, mark: Mark) -> str:
        """How a mark looks, as a style for other text."""
        styles = self.get_component_styles(f"thought-log--{mark}")
        return f"on {(self.background_colors[1] + styles.background).hex}"

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
        self._drawn.clear()
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
        self._looks.clear()

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            look = self.get_component_rich_style(f"thought-log--{name}", partial=True)
            shade = self.get_component_styles(f"thought-log--{name}").background
            if shade.a:
                look += Style(bgcolor=(self.background_colors[1] + shade).rich_color)
            self._looks[name] = look
        return self._looks[name]

    def _gutter_strip(self, line: Line, base: Style, *, is_current: bool) -> Strip:
        look = base + self._look(line.role)
        if not is_current:
            return Strip([Segment(line.gutter, look)])
        number = line.gutter[:4]
        return Strip([Segment(number, look + self._look("chosen")), Segment(line.gutter[4:], look)])

    def _selected(self, row: int, text: str) -> list[tuple[int, int, Style]]:
        selection = self.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is None:
            return []
        start, end = (len(text) if shown == -1 else column_of(text, shown) for shown in span)
        return [(start, end, self.screen.get_component_rich_style("screen--selection"))]

    def _position(self, x: int, row: int) -> int:
        """The character of the thought that is drawn at column `x` of a row."""
        rows = self.view.rows
        if row >= rows.height:
            return len(self.text)
        text, start = self.view.line(row).text, rows.start_of(row)
        return start + column_of(text, x)
