"""Draws one row of a thought from values: gutter, text and what is marked in it; it knows no thought."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from chatui.tui.wrapping import TAB

Span = tuple[int, int, Style]
"""Start and end in characters of the row, and how they look."""


def text_strip(row: str, base: Style, spans: Sequence[Span]) -> Strip:
    """The row with its spans; where they overlap, the later one counts."""
    if not spans:
        return Strip([Segment(row.replace("\t", TAB), base)])
    edges = {0, len(row)}
    for start, end, _ in spans:
        edges |= {max(0, start), min(end, len(row))}
    return Strip(
        Segment(row[start:end].replace("\t", TAB), _style_of(start, end, base, spans))
        for start, end in pairwise(sorted(edges))
    )


def _style_of(start: int, end: int, base: Style, spans: Iterable[Span]) -> Style:
    return sum((style for first, last, style in spans if first <= start and end <= last), base)


def in_window(text: Strip, row: int, x: int, width: int, base: Style) -> Strip:
    """What of a strip is in sight from cell `x` on, with the offsets by which the mouse selects."""
    hidden = len(text.crop(0, x).text) if x else 0
    return text.crop(x, x + width).apply_offsets(hidden, row).extend_cell_length(width, base)


def column_of(row: str, shown: int) -> int:
    """The character of a row that is drawn at `shown`."""
    for column, character in enumerate(row):
        shown -= len(TAB) if character == "\t" else 1
        if shown < 0:
            return column
    return len(row)
