"""Puts the steps of several thoughts side by side, by their alignment with one; it knows no format."""

from collections.abc import Iterator
from dataclasses import dataclass

from chatui.comparison.export.report import ComparisonReport, LaneReport
from chatui.thought.comparison.divergence import Alignment, Kind
from chatui.thought.comparison.words import Side, word_diff


@dataclass(frozen=True, slots=True)
class Cell:
    """What one lane has in a row."""

    steps: tuple[int, ...] = ()
    """Numbers of its steps, from 0; empty: it has none here."""
    kind: Kind | None = None
    """How it parts from the medoid; None: it does not, or it is the medoid."""
    is_fork: bool = False
    """Here it goes another way for the first time."""


@dataclass(frozen=True, slots=True)
class Row:
    """Steps that match one of the medoid's, or those that lie between two of them."""

    step: int | None
    """The medoid's; None: it has none here."""
    cells: tuple[Cell, ...]
    """One for each lane, as in `ComparisonReport.by_likeness`."""


def rows_of(report: ComparisonReport) -> list[Row]:
    """The rows, in the order of the medoid's steps; none where no lane has a thought."""
    lanes = report.by_likeness
    if report.likeness.medoid is None:
        return []
    length = len(lanes[0].steps)
    columns = [_column(lane, length, report.likeness.alignments.get(lane.number)) for lane in lanes]
    rows = [
        Row(place // 2 if place % 2 else None, tuple(column.get(place, Cell()) for column in columns))
        for place in range(2 * length + 1)
    ]
    return [row for row in rows if any(cell.steps for cell in row.cells)]


def words_of(report: ComparisonReport, row: Row, lane: LaneReport, step: int) -> Iterator[tuple[str, bool]]:
    """The text of a lane's step in pieces, each with whether the medoid's matching step has it otherwise."""
    text = lane.steps[step].text.strip()
    if row.step is None or lane.number not in report.likeness.alignments:
        yield text, False
        return
    matching = report.by_likeness[0].steps[row.step].text.strip()
    for words in word_diff(matching, text):
        if words.side is not Side.LEFT:
            yield words.text, words.side is Side.RIGHT


def _column(lane: LaneReport, length: int, alignment: Alignment | None) -> dict[int, Cell]:
    """A lane's cells by their places: 2 s + 1 is that of the medoid's step s, and 2 s the one before it."""
    if alignment is None:
        return {2 * step + 1: Cell((step,)) for step in range(min(length, len(lane.steps)))}
    cells: dict[int, Cell] = {}
    place, fork = 0, _fork_row(alignment)
    for number, row in enumerate(alignment.rows):
        if row.left is not None:
            place = 2 * row.left + (1 if row.right is not None else 2)
        if row.right is not None:
            before = cells.get(place, Cell())
            is_fork = before.is_fork or number == fork
            cells[place] = Cell((*before.steps, row.right), _kind(alignment, number), is_fork)
            place += place % 2
    return cells


def _fork_row(alignment: Alignment) -> int | None:
    """The row of the lane's own first step in the fork, which always has one."""
    if alignment.fork is None:
        return None
    rows = range(alignment.fork.first, alignment.fork.stop)
    return next(row for row in rows if alignment.rows[row].right is not None)


def _kind(alignment: Alignment, row: int) -> Kind | None:
    return next((each.kind for each in alignment.divergences if each.first <= row < each.stop), None)
