"""Two thoughts aligned and their words compared, to be laid out at any width; it knows no widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chatui.comparison.thoughts import compare_steps, shown_text
from chatui.thought.comparison.align import Pair
from chatui.thought.comparison.divergence import Alignment, Kind
from chatui.thought.comparison.words import Side, Words, word_diff
from chatui.thought.steps.step import Step


class RowKind(StrEnum):
    """How the steps of a row stand to each other."""

    SAME = "same"
    CHANGED = "changed"
    """Matched, in other words."""
    CONFLICT = "conflict"
    LEFT = "left"
    """Only the left thought has it."""
    RIGHT = "right"


SIGNS = {
    RowKind.SAME: "│",
    RowKind.CHANGED: "~",
    RowKind.CONFLICT: "!",
    RowKind.LEFT: "<",
    RowKind.RIGHT: ">",
}
"""For terminals without colours too."""

_BRACKETS = {Side.BOTH: ("", ""), Side.LEFT: ("[-", "-]"), Side.RIGHT: ("{+", "+}")}
"""Those of wdiff."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Text, and whose its parts are, where not both thoughts have them."""

    text: str
    marks: tuple[tuple[int, int, Side], ...] = ()
    """Start and end in characters, with the signs around them."""


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Two steps that match, or one alone."""

    kind: RowKind
    left: Step | None
    right: Step | None
    left_text: MarkedText
    """Empty where the left thought has no such step."""
    right_text: MarkedText
    both: MarkedText
    """Both texts in one, what both have written once."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows in which both thoughts go together, up to the ones beside a divergence, which stay in sight."""

    first: int
    """The first row that can be folded away; at least two can be."""
    stop: int
    """The row behind the last."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two thoughts beside each other."""

    alignment: Alignment
    rows: tuple[AlignedRow, ...]
    stretches: tuple[Stretch, ...]

    @property
    def fork(self) -> int | None:
        """The place of the first fork among the divergences."""
        fork = self.alignment.fork
        return None if fork is None else self.alignment.divergences.index(fork)

    @property
    def matched(self) -> int:
        """Rows with a step of either thought."""
        return sum(row.left is not None and row.right is not None for row in self.rows)


def align_steps(left: Sequence[Step], right: Sequence[Step]) -> Aligned:
    """Align two thoughts and compare the words of what matches; takes as long as `compare_steps`."""
    alignment = compare_steps(left, right)
    conflicts = {at.first for at in alignment.divergences if at.kind is Kind.CONFLICT}
    rows = tuple(_row(pair, left, right, at in conflicts) for at, pair in enumerate(alignment.rows))
    return Aligned(alignment, rows, tuple(_stretches(alignment)))


def _row(pair: Pair, left: Sequence[Step], right: Sequence[Step], is_conflict: bool) -> AlignedRow:
    one = None if pair.left is None else left[pair.left]
    other = None if pair.right is None else right[pair.right]
    if one is None or other is None:
        kind, step = (RowKind.RIGHT, other) if one is None else (RowKind.LEFT, one)
        text, nothing = MarkedText(shown_text(step) if step else ""), MarkedText("")
        return AlignedRow(kind, one, other, text if one else nothing, text if other else nothing, text)
    pieces = word_diff(shown_text(one), shown_text(other))
    is_same = all(piece.side is Side.BOTH for piece in pieces)
    kind = RowKind.CONFLICT if is_conflict else RowKind.SAME if is_same else RowKind.CHANGED
    return AlignedRow(
        kind,
        one,
        other,
        _marked(piece for piece in pieces if piece.side is not Side.RIGHT),
        _marked(piece for piece in pieces if piece.side is not Side.LEFT),
        _marked(pieces),
    )


def _marked(pieces: Iterable[Words]) -> MarkedText:
    text, marks = "", list[tuple[int, int, Side]]()
    for piece in pieces:
        words = piece.text.rstrip()
        opening, closing = _BRACKETS[piece.side] if words else ("", "")
        # Behind the sign, so that a row can be broken there.
        space = piece.text[len(words) :]
        start = len(text)
        text += opening + words + closing
        if opening:
            marks.append((start, len(text), piece.side))
        text += space
    return MarkedText(text, tuple(marks))


def _stretches(alignment: Alignment) -> Iterable[Stretch]:
    edges = [0, *(edge for at in alignment.divergences for edge in (at.first, at.stop)), len(alignment.rows)]
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        first = start + (start > 0)
        last = stop - (stop < len(alignment.rows))
        if last - first > 1:
            yield Stretch(first, last)
