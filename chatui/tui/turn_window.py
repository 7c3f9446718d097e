"""Which of many turns are drawn: a window of them that moves with the reader; it knows no widget."""

from dataclasses import dataclass

FIRST = 3
"""Turns that are drawn when a conversation is opened; more are, some at a time, where there is room."""
BATCH = 2
"""Turns that are added when the reader comes near the end of those that are drawn: a tenth of a second."""
MOST = 12
"""More than this are not kept drawn, unless they are near: each answer is dozens of widgets."""


@dataclass(frozen=True, slots=True)
class TurnWindow:
    """The turns from `first` up to but without `end`."""

    first: int = 0
    end: int = 0

    @classmethod
    def at_end(cls, count: int) -> "TurnWindow":
        """The last ones of `count` turns."""
        return cls(max(0, count - FIRST), count)

    @classmethod
    def around(cls, index: int, count: int) -> "TurnWindow":
        """Those around one; the last ones where they have it."""
        tail = cls.at_end(count)
        if index >= tail.first + FIRST // 3:
            return tail
        first = max(0, index - FIRST // 3)
        return cls(first, min(count, first + FIRST))

    def earlier(self, keeps_end: bool) -> "TurnWindow":
        """With a batch more before; the last ones go where there are too many, unless they are kept."""
        first = max(0, self.first - BATCH)
        return TurnWindow(first, self.end if keeps_end else min(self.end, first + MOST))

    def later(self, count: int, keeps_first: bool) -> "TurnWindow":
        """With a batch more behind; the first ones go where there are too many, unless they are kept."""
        end = min(count, self.end + BATCH)
        return TurnWindow(self.first if keeps_first else max(self.first, end - MOST), end)
