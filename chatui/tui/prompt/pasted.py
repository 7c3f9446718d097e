"""Long pastes stand in the prompt as a short mark and are sent in full; it knows no widget."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG_CHARACTERS = 4000
LONG_LINES = 40
"""From here on a paste is a mark: the text field would take a tenth of a second for every key."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A long paste and the mark that stands for it."""

    number: int
    text: str

    @property
    def mark(self) -> str:
        """`[pasted text 1: 2,134 lines]`; one long line is counted in characters."""
        lines = self.text.count("\n") + 1
        size = f"{lines:,} lines" if lines > 1 else f"{len(self.text):,} characters"
        return f"[pasted text {self.number}: {size}]"


def is_long(text: str) -> bool:
    """Whether a text becomes a mark."""
    return len(text) > LONG_CHARACTERS or text.count("\n") >= LONG_LINES


class PastedTexts:
    """The long pastes of one prompt. One whose mark was deleted stays known, since an undo brings it back."""

    def __init__(self) -> None:
        self._all: dict[str, Pasted] = {}
        self._last = 0

    def fold(self, text: str) -> str:
        """Take a long text and give the mark that stands for it."""
        self._last += 1
        pasted = Pasted(self._last, text)
        self._all[pasted.mark] = pasted
        return pasted.mark

    def clear(self) -> None:
        """Forget them; for when the prompt was sent."""
        self._all.clear()

    def expand(self, text: str) -> str:
        """The text with every mark replaced by what it stands for."""
        return self._pattern().sub(lambda match: self._all[match[0]].text, text) if self._all else text

    def marked_in(self, text: str) -> list[Pasted]:
        """Those whose mark stands in the text, in the order of the marks."""
        return [self._all[match[0]] for match in self._pattern().finditer(text)] if self._all else []

    def mark_before(self, line: str, column: int) -> str:
        """The mark that ends at a column of a line, or empty: one backspace deletes all of it."""
        return next((mark for mark in self._all if line[:column].endswith(mark)), "")

    def mark_after(self, line: str, column: int) -> str:
        """The mark that begins at a column of a line, or empty."""
        return next((mark for mark in self._all if line.startswith(mark, column)), "")

    def _pattern(self) -> "re.Pattern[str]":
        return re.compile("|".join(map(re.escape, _longest_first(self._all))))


def _longest_first(marks: Iterable[str]) -> list[str]:
    return sorted(marks, key=len, reverse=True)
