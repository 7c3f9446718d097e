"""Matches the steps of two thoughts in their order; how a match is shown is not known here.

The alignment is Needleman and Wunsch's (1970): it has the highest sum over its pairs, where two steps of
similarity s bring 2 s - 1 and a step without a partner costs GAP_COST. So steps are matched if s is over
MATCHED_ABOVE. Which steps are alike is a heuristic, see `features`. Swapping the thoughts swaps the result.

At most about MOST_CELLS pairs of steps are compared: thoughts with more are matched in a band around the
diagonal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from chatui.thought.comparison.features import Marked, Marks, features_of, similarity

GAP_COST = 0.2
MATCHED_ABOVE = 0.5 - GAP_COST
MOST_CELLS = 120_000
"""Pairs; 340 steps against 340."""

_BOTH, _LEFT, _RIGHT = range(3)
_NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of an alignment: two steps that match, or one without a partner."""

    left: int | None
    right: int | None
    similarity: float
    """0 to 1; 0 where a partner is missing."""

    @property
    def is_match(self) -> bool:
        """Whether both thoughts have this step."""
        return self.left is not None and self.right is not None


def align(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """The rows of two thoughts given as the texts of their steps; every step is in one row, in its order.

    Between two matches the steps of the left thought stand first.
    """
    if list(right) < list(left):
        # Equal sums are resolved one way, so that the thoughts' order does not matter.
        return _ordered([Pair(row.right, row.left, row.similarity) for row in align(right, left)])
    marks = Marks()
    lefts, rights = ([marks.of([features_of(text)]) for text in texts] for texts in (left, right))
    return _ordered(_path(lefts, rights))


def _ordered(rows: list[Pair]) -> list[Pair]:
    ordered: list[Pair] = []
    for _, group in groupby(rows, key=lambda row: row.is_match):
        # Sorting is stable, and of matches no left step is missing.
        ordered += sorted(group, key=lambda row: row.left is None)
    return ordered


def band(row: int, rows: int, columns: int) -> range:
    """The columns, of 0 to `columns`, that are looked at in one of the rows 0 to `rows`."""
    if (rows + 1) * (columns + 1) <= MOST_CELLS:
        return range(columns + 1)
    # Neighbouring rows must overlap, also where one thought has many more steps.
    reach = max(MOST_CELLS // (2 * (rows + 1)), columns // max(rows, 1) + 1)
    centre = row * columns // max(rows, 1)
    return range(max(0, centre - reach), min(columns, centre + reach) + 1)


def _path(left: Sequence[Marked], right: Sequence[Marked]) -> list[Pair]:
    rows, columns = len(left), len(right)
    moves: list[tuple[int, bytearray]] = []
    above = [_NEVER] * (columns + 1)
    for row in range(rows + 1):
        reached = band(row, rows, columns)
        here = [_NEVER] * (columns + 1)
        taken = bytearray(len(reached))
        for at, column in enumerate(reached):
            options = (
                above[column - 1] + 2 * similarity(left[row - 1], right[column - 1]) - 1
                if row and column and above[column - 1] > _NEVER
                else _NEVER,
                above[column] - GAP_COST if row else _NEVER,
                here[column - 1] - GAP_COST if column else _NEVER,
            )
            here[column] = max(options) if row or column else 0.0
            taken[at] = options.index(here[column]) if row or column else _BOTH
        moves.append((reached.start, taken))
        above = here
    return _walk_back(left, right, moves)


def _walk_back(
    left: Sequence[Marked], right: Sequence[Marked], moves: list[tuple[int, bytearray]]
) -> list[Pair]:
    row, column = len(left), len(right)
    path: list[Pair] = []
    while row or column:
        start, taken = moves[row]
        match taken[column - start]:
            case 0:
                row, column = row - 1, column - 1
                path.append(Pair(row, column, similarity(left[row], right[column])))
            case 1:
                row -= 1
                path.append(Pair(row, None, 0.0))
            case _:
                column -= 1
                path.append(Pair(None, column, 0.0))
    return path[::-1]
