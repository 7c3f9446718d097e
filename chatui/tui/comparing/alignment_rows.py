"""Two aligned thoughts as rows of one width, beside each other or one in the other; it knows no widget.

Beside each other, a matched pair has a column each. In one another, it is one text: what both say once, and
what only one says with its sign.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from chatui.thought.steps.step import Step
from chatui.tui.cells import one_row
from chatui.tui.comparing.aligned import SIGNS, Aligned, AlignedRow, MarkedText, RowKind, Stretch
from chatui.tui.thought.words import ROLE_SIGNS
from chatui.tui.wrapping import WrappedText

BESIDE_FROM = 84
"""Cells; narrower, the thoughts stand in one another."""
_STEP_CELLS = 6
_SIGN_CELLS = 3
_LEAST_TEXT = 8


class Look(StrEnum):
    """What a part of a row is, for whoever colours it; `left` and `right` are what only one thought has."""

    PLAIN = "plain"
    GUTTER = "gutter"
    LEFT = "left"
    RIGHT = "right"
    CONFLICT = "conflict"
    FORK = "fork"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Part:
    """Text in a column."""

    text: str
    cells: int
    """The width of the column."""
    look: Look = Look.PLAIN
    marks: tuple[tuple[int, int, Look], ...] = ()
    """Start and end in characters of the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row, from left to right, and the row of the alignment that it belongs to."""

    parts: tuple[Part, ...]
    at: int
    is_head: bool = True
    """It is the first of its block."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One row of the alignment, the line before the fork, or a stretch that is folded away."""

    at: int
    height: int
    is_fork: bool = False
    stretch: Stretch | None = None


class AlignmentRows:
    """Made anew for another width and when something is folded."""

    def __init__(
        self,
        aligned: Aligned,
        width: int,
        folded: frozenset[int] = frozenset(),
        before: "AlignmentRows | None" = None,
    ) -> None:
        """`width` in cells; `folded` are places of stretches. What the rows `before` have is reused."""
        self.aligned = aligned
        self.width = max(1, width)
        self.is_beside = self.width >= BESIDE_FROM
        self._wrapped: dict[tuple[MarkedText, int], _Wrapped] = {}
        self._wrapped_before = before._wrapped if before else {}
        self._blocks = list(self._lay_out(folded))
        self._firsts = [0, *accumulate(block.height for block in self._blocks)]
        # Kept for these rows only, or a thought that grows would leave all its states behind.
        self._wrapped_before = {}
        self._block_of = {block.at: place for place, block in enumerate(self._blocks) if not block.is_fork}

    @property
    def height(self) -> int:
        """Rows in all."""
        return self._firsts[-1]

    def head(self, at: int) -> int:
        """Where a row of the alignment begins, with the line of the fork before it; in a fold, its line."""
        place = self._block_of.get(at)
        if place is None:
            place = max((self._block_of[other] for other in self._block_of if other < at), default=0)
        if place and self._blocks[place - 1].is_fork:
            place -= 1
        return self._firsts[place]

    def line(self, row: int) -> Line:
        """What stands in a row; IndexError where there is none."""
        place = bisect_right(self._firsts, row) - 1
        block, within = self._blocks[place], row - self._firsts[place]
        if block.is_fork:
            return Line(
                (Part(_ruled(" fork: the thoughts part here ", self.width), self.width, Look.FORK),), block.at
            )
        if block.stretch is not None:
            return Line((Part(self._fold_text(block.stretch), self.width, Look.FOLD),), block.at)
        return self._entry_line(block.at, within)

    def stretch_at(self, row: int) -> int | None:
        """The place of the stretch that a row, folded or not, is in."""
        at = self.line(row).at
        places = enumerate(self.aligned.stretches)
        return next((place for place, stretch in places if stretch.first <= at < stretch.stop), None)

    def _lay_out(self, folded: frozenset[int]) -> Iterator[_Block]:
        fork = self.aligned.alignment.fork
        starts = {self.aligned.stretches[place].first: self.aligned.stretches[place] for place in folded}
        at = 0
        while at < len(self.aligned.rows):
            if fork is not None and at == fork.first:
                yield _Block(at, 1, is_fork=True)
            if stretch := starts.get(at):
                yield _Block(at, 1, stretch=stretch)
                at = stretch.stop
                continue
            wrapped = self._wrap(at)
            yield _Block(at, max(len(text.rows) for text in wrapped))
            at += 1

    @property
    def _columns(self) -> tuple[int, ...]:
        """Cells of the columns of text."""
        if not self.is_beside:
            return (max(_LEAST_TEXT, self.width - 2 * _STEP_CELLS - _SIGN_CELLS),)
        room = self.width - 2 * _STEP_CELLS - _SIGN_CELLS
        return room // 2, room - room // 2

    def _wrap(self, at: int) -> tuple["_Wrapped", ...]:
        row = self.aligned.rows[at]
        texts = (row.left_text, row.right_text) if self.is_beside else (row.both,)
        return tuple(map(self._wrap_text, texts, self._columns))

    def _wrap_text(self, text: MarkedText, cells: int) -> "_Wrapped":
        key = (text, cells)
        if key not in self._wrapped:
            self._wrapped[key] = self._wrapped_before.get(key) or _Wrapped(text, cells)
        return self._wrapped[key]

    def _entry_line(self, at: int, within: int) -> Line:
        row, wrapped = self.aligned.rows[at], self._wrap(at)
        is_head = within == 0
        one, other = (_step_text(step if is_head else None) for step in (row.left, row.right))
        sign = SIGNS[row.kind] if is_head or row.left is None or row.right is None else " "
        left = Part(one, _STEP_CELLS, Look.GUTTER)
        right = Part(other, _STEP_CELLS, Look.GUTTER)
        middle = Part(f" {sign} ", _SIGN_CELLS, _SIGN_LOOKS.get(row.kind, Look.GUTTER))
        texts = [text.part(within, _text_look(row)) for text in wrapped]
        parts = (
            (left, texts[0], middle, right, texts[1]) if self.is_beside else (left, middle, right, texts[0])
        )
        return Line(parts, at, is_head)

    def _fold_text(self, stretch: Stretch) -> str:
        rows = self.aligned.rows[stretch.first : stretch.stop]
        changed = sum(row.kind is not RowKind.SAME for row in rows)
        other = f", {changed} in other words" if changed else ""
        return one_row(f"▸ {len(rows)} steps match{other}", self.width)


class _Wrapped:
    """A text in rows, and what is marked in each."""

    def __init__(self, text: MarkedText, cells: int) -> None:
        wrapped = WrappedText(cells)
        wrapped.append(text.text)
        self.rows, self._starts = wrapped.rows, wrapped.starts
        self._marks, self._cells = text.marks, cells

    def part(self, within: int, look: Look) -> Part:
        """One row of the text, empty behind its end."""
        if within >= len(self.rows):
            return Part("", self._cells, look)
        text, start = self.rows[within], self._starts[within]
        marks = (
            (max(first, start) - start, min(stop, start + len(text)) - start, Look(side))
            for first, stop, side in self._marks
            if first < start + len(text) and stop > start
        )
        return Part(text, self._cells, look, tuple(marks))


_SIGN_LOOKS = {RowKind.LEFT: Look.LEFT, RowKind.RIGHT: Look.RIGHT, RowKind.CONFLICT: Look.CONFLICT}


def _text_look(row: AlignedRow) -> Look:
    if row.left is None:
        return Look.RIGHT
    return Look.LEFT if row.right is None else Look.PLAIN


def _step_text(step: Step | None) -> str:
    """`12 ✓`, with the sign of the role."""
    return "" if step is None else f"{step.index + 1:>3} {ROLE_SIGNS[step.role]}"


def _ruled(words: str, width: int) -> str:
    if len(words) >= width:
        return words.strip()
    left = (width - len(words)) // 2
    return "─" * left + words + "─" * (width - len(words) - left)
