"""Lays rows out in columns for a terminal of any width; it does not know what the rows are."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from chatui.chat.display_text import one_line

Row = TypeVar("Row")
_GAP = "  "


class Column(NamedTuple, Generic[Row]):
    """One column; of the optional ones as many are shown as there is room for, the first ones first."""

    title: str
    cell: Callable[[Row], str]
    is_number: bool = False
    is_optional: bool = False


def table(columns: Sequence[Column[Row]], rows: Sequence[Row], width: int) -> Iterator[str]:
    """A line of titles, then the rows, in at most `width` cells where the needed columns allow it.

    The first column names the row and is never cut: a name that is much longer than the others has a line
    of its own above its row.
    """
    shown, cells = _chosen(
        columns, [[one_line(column.cell(row)) for column in columns] for row in rows], width
    )
    names = [line[0] for line in cells]
    others = [_widest([column.title, *(line[at] for line in cells)]) for at, column in enumerate(shown)][1:]
    room = width - sum(others) - len(_GAP) * len(others)
    first = min(_widest([shown[0].title, *names]), max(room, cells_of(shown[0].title)))
    widths = [first, *others]
    yield _line([column.title for column in shown], shown, widths)
    for line in cells:
        if cells_of(line[0]) > first:
            yield line[0]
            line = ["", *line[1:]]
        yield _line(line, shown, widths)


def cells_of(text: str) -> int:
    """Columns of a terminal that a line takes: two for wide characters, none for marks on others."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _chosen(
    columns: Sequence[Column[Row]], cells: list[list[str]], width: int
) -> tuple[list[Column[Row]], list[list[str]]]:
    """The needed columns and the optional ones that there is room for, with their cells."""
    widths = [
        _widest([column.title, *(line[at] for line in cells)]) + len(_GAP)
        for at, column in enumerate(columns)
    ]
    kept = {at for at, column in enumerate(columns) if not column.is_optional}
    room = width + len(_GAP) - sum(widths[at] for at in kept)
    for at in range(len(columns)):
        if at not in kept and widths[at] <= room:
            kept.add(at)
            room -= widths[at]
    order = sorted(kept)
    return [columns[at] for at in order], [[line[at] for at in order] for line in cells]


def _line(cells: Sequence[str], columns: Sequence[Column[Row]], widths: Sequence[int]) -> str:
    padded = (
        f"{' ' * (width - cells_of(cell))}{cell}"
        if column.is_number
        else f"{cell}{' ' * (width - cells_of(cell))}"
        for cell, column, width in zip(cells, columns, widths, strict=True)
    )
    return _GAP.join(padded).rstrip()


def _widest(texts: Iterable[str]) -> int:
    return max(map(cells_of, texts))
