"""Wraps growing text into rows of terminal cells at a cost that does not grow with it; it knows no widget."""

import re
from collections.abc import Callable, Iterator

from rich.cells import cell_len, split_graphemes

TAB = "    "
"""How a tab is drawn, at whatever column it stands."""

_ASCII_WORD = re.compile(r"[ \t]|[^ \t]+")
_TAB = re.compile(r"(\t)")


def wrap_line(line: str, width: int) -> list[str]:
    """Cut one line (no line feed in it) into rows of at most `width` cells; joined, the rows are the line.

    Breaks after spaces, at tabs and beside wide characters, and inside a word only where the word is wider
    than a row. One space more than fits stays at the end of its row, where it is not seen. A row begins at
    the same place whatever follows, so that only the last row must be wrapped again when the line grows.
    """
    rows: list[str] = []
    row, used = "", 0
    for word, cells in _words(line):
        is_space = word == " "
        if used + cells > width and not (is_space and used == width) and row:
            rows.append(row)
            row, used = "", 0
        if cells <= width or is_space:
            row, used = row + word, used + cells
            continue
        *full, (row, used) = _broken(word, width)
        rows += [piece for piece, _ in full]
    return [*rows, row]


def _words(line: str) -> Iterator[tuple[str, int]]:
    """Each space, tab and wide character and each run of narrow ones, with its width in cells."""
    if line.isascii():
        for word in _ASCII_WORD.findall(line):
            yield word, len(TAB) if word == "\t" else len(word)
        return
    # Apart, for a tab would be taken for a part of the character before it.
    for part in _TAB.split(line):
        if part == "\t":
            yield part, len(TAB)
        else:
            yield from _wide_words(part)


def _wide_words(line: str) -> Iterator[tuple[str, int]]:
    word, cells = "", 0
    for start, end, size in split_graphemes(line)[0]:
        grapheme = line[start:end]
        if size < 2 and not grapheme.startswith(" "):
            word, cells = word + grapheme, cells + size
            continue
        if word:
            yield word, cells
        yield grapheme, size
        word, cells = "", 0
    if word:
        yield word, cells


def _broken(word: str, width: int) -> list[tuple[str, int]]:
    """A word that is wider than a row, in pieces that fill rows."""
    if word.isascii():
        cut = (word[at : at + width] for at in range(0, len(word), width))
        return [(piece, len(piece)) for piece in cut]
    pieces: list[tuple[str, int]] = []
    piece, used = "", 0
    for start, end, size in split_graphemes(word)[0]:
        if used + size > width and piece:
            pieces.append((piece, used))
            piece, used = "", 0
        piece, used = piece + word[start:end], used + size
    return [*pieces, (piece, used)]


def row_cells(row: str) -> int:
    """The cells that a row takes, its tabs included."""
    return cell_len(row.replace("\t", TAB))


class WrappedText:
    """Append-only text and its rows at one width, in cells (1 or more)."""

    def __init__(self, width: int, wrap: Callable[[str, int], list[str]] = wrap_line, start: int = 0) -> None:
        self.width = max(1, width)
        self.rows: list[str] = [""]
        self.starts: list[int] = [start]
        """Where each row begins, in characters, the text beginning at `start`."""
        self._wrap = wrap

    def append(self, text: str) -> int:
        """Add text; returns the first row that changed. Wraps no more than the last row and `text`."""
        first = len(self.rows) - 1
        last, start = self.rows.pop(), self.starts.pop()
        for line in text.split("\n"):
            for row in self._wrap(last + line, self.width):
                self.rows.append(row)
                self.starts.append(start)
                start += len(row)
            last, start = "", start + 1
        return first

    def mark(self) -> tuple[int, str]:
        """Where the text ends now, for `back_to`."""
        return len(self.rows), self.rows[-1]

    def back_to(self, mark: tuple[int, str]) -> None:
        """Forget what was appended since `mark`."""
        count, last = mark
        del self.rows[count:], self.starts[count:]
        self.rows[-1] = last

    def row_width(self, index: int) -> int:
        """Cells that a row takes; one more than `width` at most, for a space at its end."""
        return row_cells(self.rows[index])
