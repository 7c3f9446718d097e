"""Finds a phrase in a thought that may still grow; it reads what is new and nothing twice."""

import re
from bisect import bisect_left, bisect_right

from chatui.thought.reading import ThoughtReading


class Matches:
    """Where a phrase stands, in characters; matches do not overlap.

    Capitals matter where the phrase has one. A space in it stands for any white space, a line feed included.
    """

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.starts: list[int] = []
        words = r"\s".join(map(re.escape, phrase.split(" ")))
        self._pattern = re.compile(words, 0 if phrase != phrase.lower() else re.IGNORECASE)
        self._read = 0

    def read(self, reading: ThoughtReading) -> None:
        """Look through what was read since the last call."""
        if not self.phrase:
            return
        # What stood at the end may have been the beginning of a match.
        begin = max(0, self._read - len(self.phrase) + 1)
        if self.starts:
            begin = max(begin, self.starts[-1] + len(self.phrase))
        text = reading.text_from(begin)
        self.starts += [begin + found.start() for found in self._pattern.finditer(text)]
        self._read = reading.length

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Start and end of each match that reaches into `start` to `end`."""
        size = len(self.phrase)
        first, last = bisect_right(self.starts, start - size), bisect_left(self.starts, end)
        return [(at, at + size) for at in self.starts[first:last]]

    def beside(self, position: int, step: int) -> int | None:
        """The number of the next match behind `position` (step 1) or before it (step -1), round the end."""
        if not self.starts:
            return None
        if step > 0:
            return bisect_right(self.starts, position) % len(self.starts)
        return (bisect_left(self.starts, position) - 1) % len(self.starts)
