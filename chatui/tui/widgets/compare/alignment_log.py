"""Draws two aligned thoughts as they come into sight, and goes from fork to fork; it does not align them."""

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from chatui.thought.comparison.divergence import Divergence
from chatui.tui.commands import bindings
from chatui.tui.compare_view_commands import ALIGNMENT_COMMANDS
from chatui.tui.comparing.aligned import Aligned
from chatui.tui.comparing.alignment_rows import AlignmentRows, Look, Part
from chatui.tui.widgets.thought.drawing import text_strip


class AlignmentLog(ScrollView, can_focus=True):
    """Rows of steps. The place stays when the same thoughts are shown again, longer."""

    ALLOW_SELECT = False
    BINDINGS = bindings(ALIGNMENT_COMMANDS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"alignment-log--{look}" for look in Look),
        "alignment-log--chosen",
    }

    DEFAULT_CSS = """
    AlignmentLog {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        & .alignment-log--gutter { color: $foreground-muted; }
        & .alignment-log--left { color: $text-warning; }
        & .alignment-log--right { color: $text-success; }
        & .alignment-log--conflict { color: $text-error; text-style: bold; }
        & .alignment-log--fork { color: $text-accent; text-style: bold; }
        & .alignment-log--fold { color: $foreground-muted; text-style: italic; }
        & .alignment-log--chosen { text-style: bold reverse; }
    }
    """

    class Moved(Message):
        """Another divergence is the chosen one, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: int | None = None
        """The divergence that the reader went to, by its place."""
        self._rows: AlignmentRows | None = None
        self._folded: set[int] = set()
        """Stretches that are folded, by the left thought's step in which they begin."""
        self._looks: dict[str, Style] = {}

    @property
    def aligned(self) -> Aligned | None:
        """What is shown."""
        return self._rows.aligned if self._rows else None

    def show(self, rows: AlignmentRows | None, *, is_same_pair: bool = False) -> None:
        """Show two thoughts from their beginning, or from where the reader is in the same two.

        The rows may be of any width; what is of the right one need not be laid out here.
        """
        aligned = rows.aligned if rows else None
        if not is_same_pair or aligned is None:
            self.chosen = None
            self._folded.clear()
            self.scroll_to(y=0, animate=False, immediate=True, force=True)
        if self.chosen is not None and aligned and self.chosen >= len(aligned.alignment.divergences):
            self.chosen = None
        self._lay_out(aligned, rows)
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        rows, row, width = self._rows, round(self.scroll_offset.y) + y, self.size.width
        if rows is None or row >= rows.height:
            return Strip.blank(width, self.rich_style)
        line = rows.line(row)
        is_chosen = self._is_chosen(line.at)
        parts = [self._drawn(part, is_chosen and line.is_head) for part in line.parts]
        return Strip.join(parts).adjust_cell_length(width, self.rich_style)

    def action_half_page(self, step: int) -> None:
        """Scroll half of what is in sight, down (1) or up (-1)."""
        self.scroll_relative(y=step * max(1, self.size.height // 2), animate=False)

    def action_divergence(self, step: int) -> None:
        """Go to the next place where the thoughts part (1), or the one before (-1)."""
        found = self._beside(step)
        if found is None:
            self._say(f"There is no {'later' if step > 0 else 'earlier'} place where the thoughts part.")
        else:
            self._choose(found)

    def action_fork(self) -> None:
        """Go to the first fork."""
        fork = self.aligned.fork if self.aligned else None
        if fork is None:
            self._say("There is no fork: no step of one is in conflict with, or in place of, the other's.")
        else:
            self._choose(fork)

    def action_fold(self) -> None:
        """Fold the stretch at the top, or the first in sight that is folded or can be; or unfold it."""
        if self._rows is not None:
            top = self._top
            for row in range(top, min(top + self.size.height, self._rows.height)):
                place = self._rows.stretch_at(row)
                if place is not None:
                    self._toggle(place)
                    return

    def action_fold_all(self) -> None:
        """Fold all stretches that match, or unfold all where one is folded."""
        if self.aligned is not None:
            here = self._rows.line(self._top).at if self._rows and self._rows.height else 0
            keys = {self._key(self.aligned, place) for place in range(len(self.aligned.stretches))}
            self._folded = set() if self._folded & keys else keys
            self._lay_out(self.aligned)
            self._show_at(here)

    def on_click(self, event: events.Click) -> None:
        """Unfold the stretch under the mouse; choose the divergence there."""
        offset = event.get_content_offset(self)
        if offset is None or self._rows is None or self._top + offset.y >= self._rows.height:
            return
        line = self._rows.line(self._top + offset.y)
        if line.parts[0].look is Look.FOLD:
            place = self._rows.stretch_at(self._top + offset.y)
            if place is not None:
                self._toggle(place)
            return
        self.chosen = next((at for at, found in enumerate(self._divergences) if _is_in(line.at, found)), None)
        self._moved()

    def on_resize(self) -> None:
        """Lay out for another width, and stay where the reader is."""
        if self._rows is not None and self._rows.width != self.scrollable_content_region.width:
            here = self._rows.line(self._top).at if self._rows.height else 0
            self._lay_out(self._rows.aligned)
            self._show_at(here)

    def notify_style_update(self) -> None:
        """Another theme: the looks are made anew."""
        super().notify_style_update()
        self._looks.clear()

    @property
    def _divergences(self) -> tuple[Divergence, ...]:
        return self.aligned.alignment.divergences if self.aligned else ()

    @property
    def _top(self) -> int:
        height = self._rows.height if self._rows else 1
        return max(0, min(round(self.scroll_offset.y), height - 1))

    def _beside(self, step: int) -> int | None:
        """The divergence before or behind the chosen one while it is in sight, else the top row."""
        if self._rows is None or not self._rows.height:
            return None
        heads = [self._rows.head(found.first) for found in self._divergences]
        if self.chosen is not None and self._top <= heads[self.chosen] < self._top + self.size.height:
            beside = self.chosen + step
            return beside if 0 <= beside < len(heads) else None
        if step > 0:
            return next((place for place, head in enumerate(heads) if head >= self._top), None)
        return next((place for place in reversed(range(len(heads))) if heads[place] < self._top), None)

    def _choose(self, place: int) -> None:
        self.chosen = place
        # The step before it stays in sight, which says where both come from.
        self._show_at(max(0, self._divergences[place].first - 1))
        self._moved()

    def _toggle(self, place: int) -> None:
        if self.aligned is not None:
            self._folded ^= {self._key(self.aligned, place)}
            self._lay_out(self.aligned)

    def _show_at(self, at: int) -> None:
        if self._rows is not None:
            row = min(self._rows.head(at), self.max_scroll_y)
            self.scroll_to(y=row, animate=False, immediate=True, force=True)

    def _lay_out(self, aligned: Aligned | None, before: AlignmentRows | None = None) -> None:
        width = self.scrollable_content_region.width
        if aligned is None:
            self._rows = None
        else:
            places = range(len(aligned.stretches))
            folded = frozenset(place for place in places if self._key(aligned, place) in self._folded)
            self._rows = AlignmentRows(aligned, width, folded, before or self._rows)
        self.virtual_size = Size(width, self._rows.height if self._rows else 0)
        self.refresh()

    @staticmethod
    def _key(aligned: Aligned, place: int) -> int:
        step = aligned.rows[aligned.stretches[place].first].left
        return step.index if step else -1

    def _is_chosen(self, at: int) -> bool:
        return self.chosen is not None and _is_in(at, self._divergences[self.chosen])

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def _say(self, sentence: str) -> None:
        self.notify(sentence, markup=False, timeout=2)

    def _drawn(self, part: Part, is_chosen: bool) -> Strip:
        base = self.rich_style + self._look(part.look)
        if is_chosen and part.look is Look.GUTTER and part.text.strip():
            base += self._look("chosen")
        spans = [(start, end, self._look(look)) for start, end, look in part.marks]
        return text_strip(part.text, base, spans).adjust_cell_length(part.cells, self.rich_style)

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            self._looks[name] = self.get_component_rich_style(f"alignment-log--{name}", partial=True)
        return self._looks[name]


def _is_in(at: int, found: Divergence) -> bool:
    return found.first <= at < found.stop
