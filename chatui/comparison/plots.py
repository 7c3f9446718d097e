"""Draws figures with characters: bars, a line of levels, dots on an axis; what they say is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEVELS = "▁▂▃▄▅▆▇█"
_ASCII_LEVELS = "_.-=+*%#"
_MISSING = " "


def bar(share: float, width: int, *, is_ascii: bool = False) -> str:
    """A share, 0 to 1, as a bar of `width` cells with its empty rest; more than nothing is always seen."""
    share = min(max(share, 0.0), 1.0)
    full = round(share * width)
    if share > 0:
        full = max(full, 1)
    if share < 1 and width > 1:
        full = min(full, width - 1)
    filled, rest = ("#", ".") if is_ascii else ("█", "░")
    return filled * full + rest * (width - full)


def sparkline(values: Sequence[float | None], width: int, *, is_ascii: bool = False) -> str:
    """Values of 0 to 1 as a line of levels, at most `width` cells; several that share one: the least of them.

    The least and not the mean, so that one weak value is seen however many there are. None is a gap.
    """
    levels = _ASCII_LEVELS if is_ascii else _LEVELS
    return "".join(_level(_least(part), levels) for part in _parts(values, width))


@dataclass(frozen=True, slots=True)
class Dots:
    """A plot of dots that are piled where they are close, over an axis."""

    piles: tuple[tuple[int, ...], ...]
    """For each cell from left to right the dots in it, the lowest first, by their places in the input."""
    low: float
    """The value at the left end."""
    high: float
    """The value at the right end."""

    @property
    def height(self) -> int:
        """Of the highest pile."""
        return max(map(len, self.piles), default=0)

    def rows(self, marks: Sequence[str]) -> list[str]:
        """The rows, the highest first, with each dot's mark of one cell."""
        return [
            "".join(marks[pile[level]] if level < len(pile) else " " for pile in self.piles)
            for level in range(self.height - 1, -1, -1)
        ]


def dots(values: Sequence[float], width: int) -> Dots:
    """A plot of `width` cells, at least 2, from the least value to the greatest; all equal: the middle."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    piles: list[list[int]] = [[] for _ in range(width)]
    for place, value in enumerate(values):
        share = (value - low) / (high - low) if high > low else 0.5
        piles[round(share * (width - 1))].append(place)
    return Dots(tuple(map(tuple, piles)), low, high)


def axis(width: int, low: str, high: str, *, is_ascii: bool = False) -> list[str]:
    """The line below dots, and its two ends in words; the words alone where there is no room between them."""
    line, left, right = ("-", "+", "+") if is_ascii else ("─", "└", "┘")
    gap = width - len(low) - len(high)
    return [left + line * (width - 2) + right, f"{low}{' ' * gap}{high}" if gap > 0 else f"{low} to {high}"]


def _parts(values: Sequence[float | None], width: int) -> list[Sequence[float | None]]:
    count = min(len(values), max(1, width))
    edges = [at * len(values) // count for at in range(count + 1)] if count else [0]
    return [values[start:stop] for start, stop in pairwise(edges)]


def _least(values: Sequence[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)


def _level(value: float | None, levels: str) -> str:
    if value is None:
        return _MISSING
    return levels[min(len(levels) - 1, max(0, int(value * len(levels))))]
