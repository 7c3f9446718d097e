"""A thought as a reader looks at it: what is folded, found, chosen and shaded; it knows no widget."""

from dataclasses import dataclass
from enum import StrEnum

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role
from chatui.thought.steps.widths import cut_to_cells
from chatui.tui.thought.confidence import Confidence
from chatui.tui.thought.gutter import Gutter, gutter_for
from chatui.tui.thought.matches import Matches
from chatui.tui.thought.rows import NO_WRAP_CELLS, ThoughtRows


class Mark(StrEnum):
    """What stands out in a row."""

    DOUBT_1 = "doubt-1"
    DOUBT_2 = "doubt-2"
    DOUBT_3 = "doubt-3"
    MATCH = "match"
    CHOSEN_MATCH = "chosen-match"


DOUBT_MARKS = (Mark.DOUBT_1, Mark.DOUBT_2, Mark.DOUBT_3)
"""The lightest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row, ready to be drawn."""

    gutter: str
    text: str
    role: Role
    is_folded: bool
    marks: list[tuple[int, int, Mark]]
    """Start and end in characters of the text; the later ones count more."""


class ThoughtView:
    """Positions are in characters of the thought, rows from 0, cells in columns of the terminal."""

    def __init__(self) -> None:
        self.reading = ThoughtReading()
        self.matches = Matches("")
        self.confidence = Confidence()
        self.has_shades = False
        self.has_steps = self.wraps = True
        self.chosen: int | None = None
        """The step that the reader went to."""
        self.chosen_match: int | None = None
        self._opened: int | None = None
        """The step that was unfolded for the sake of its match."""
        self.gutter = Gutter(0)
        self.rows = ThoughtRows(1)
        self._cells = 1

    @property
    def width(self) -> int:
        """Cells that all rows need, the gutter included."""
        return self._cells if self.wraps else self.gutter.width + self.rows.widest

    def show(self, reading: ThoughtReading, confidence: Confidence) -> None:
        """Look at another thought."""
        self.reading, self.confidence = reading, confidence
        self.chosen = self.chosen_match = self._opened = None
        self.matches = Matches(self.matches.phrase)
        self.rows = ThoughtRows(1)
        self.lay_out(self._cells)

    def lay_out(self, cells: int) -> None:
        """Make the rows anew for a window of so many cells; what is folded stays so."""
        folded = {block.start for block in self.rows.blocks if block.is_folded}
        self._cells, self.gutter = cells, gutter_for(cells, self.has_steps)
        width = self._text_cells if self.wraps else NO_WRAP_CELLS
        self.rows = ThoughtRows(width, has_steps=self.has_steps)
        self.rows.take(self.reading)
        self.matches.read(self.reading)
        if folded:
            self.rows.fold_where(lambda block: block.start in folded)

    def fits(self, cells: int) -> bool:
        """Whether the rows are made for a window of so many cells."""
        return self._cells == cells

    def grow(self) -> int:
        """Take in what was read; returns the first row that changed."""
        first = self.rows.take(self.reading)
        self.matches.read(self.reading)
        return first

    def find(self, phrase: str) -> None:
        """Mark a phrase wherever it stands; an empty one: nothing, and what was unfolded stays so."""
        if not phrase:
            self._opened = None
        self.matches, self.chosen_match = Matches(phrase), None
        self.matches.read(self.reading)

    def go_to_match(self, step: int, top: int) -> int | None:
        """Choose the next match (1) or the one before (-1), and unfold it; its row, None without any.

        From the chosen match on, or from row `top` where none is chosen. What was unfolded for the match that
        was chosen before is folded again.
        """
        if self.chosen_match is not None:
            here = self.matches.starts[self.chosen_match]
        else:
            here = self.rows.start_of(top) - (step > 0)
        self.chosen_match = self.matches.beside(here, step)
        if self._opened is not None:
            self.rows.fold(self._opened, True)
            self._opened = None
        if self.chosen_match is None:
            return None
        position = self.matches.starts[self.chosen_match]
        self.chosen = self.rows.block_at(position)
        if self.rows.blocks[self.chosen].is_folded:
            self.rows.fold(self.chosen, False)
            self._opened = self.chosen
        return self.rows.row_at(position)

    def step_beside(self, at: int, step: int, role: str) -> int | None:
        """The next step (1) or the one before (-1) of a role, of any where `role` is empty."""
        blocks, at = self.rows.blocks, at + step
        while 0 <= at < len(blocks):
            if not role or blocks[at].role == role:
                return at
            at += step
        return None

    def line(self, row: int) -> Line:
        """What a row shows."""
        index, within = self.rows.locate(row)
        block = self.rows.blocks[index]
        head = self.gutter.head(index + 1, block.role, block.is_folded)
        gutter = self.gutter.below() if within else head
        if block.is_folded:
            return Line(gutter, self._fold_text(index), block.role, True, [])
        text, start = block.wrapped.rows[within], block.wrapped.starts[within]
        return Line(gutter, text, block.role, False, self._marks(start, start + len(text)))

    @property
    def _text_cells(self) -> int:
        return max(1, self._cells - self.gutter.width)

    def _fold_text(self, index: int) -> str:
        block, end = self.rows.blocks[index], self.rows.end_of(index)
        more, found = len(block.wrapped.rows) - 1, len(self.matches.within(block.start, end))
        notes = (f"  +{more}" if more else "") + (f"  {found} found" if found else "")
        return cut_to_cells(block.gist, max(2, self._text_cells - len(notes))) + notes

    def _marks(self, start: int, end: int) -> list[tuple[int, int, Mark]]:
        marks: list[tuple[int, int, Mark]] = []
        if self.has_shades:
            marks += [
                (first - start, last - start, DOUBT_MARKS[doubt - 1])
                for first, last, doubt in self.confidence.doubts(start, end)
            ]
        if self.matches.starts:
            chosen = None if self.chosen_match is None else self.matches.starts[self.chosen_match]
            marks += [
                (first - start, last - start, Mark.CHOSEN_MATCH if first == chosen else Mark.MATCH)
                for first, last in self.matches.within(start, end)
            ]
        return marks
