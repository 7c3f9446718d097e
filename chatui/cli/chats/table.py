"""Lays rows out in columns on 80 columns, also with wide characters; it prints nothing."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from chatui.chat.display_text import one_line

WIDTH = 80
_GAP = "  "


def table(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """Lines of cells; `widths` are those of every column but the last, which takes what is left of WIDTH."""
    left = WIDTH - sum(widths) - len(_GAP) * len(widths)
    return "".join(f"{_GAP.join(_cells(row, (*widths, left))).rstrip()}\n" for row in rows)


def cut(text: str, width: int) -> str:
    """One line of at most `width` columns, with an ellipsis where it was cut."""
    line = one_line(text)
    ends = list(accumulate(map(_columns_of, line)))
    if not ends or ends[-1] <= width:
        return line
    return f"{line[: bisect_right(ends, width - 1)].rstrip()}…"


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: East Asian characters two, combining ones none."""
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cells(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [cut(cell, width) for cell, width in zip(row, widths, strict=True)]
    return [cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True)]
