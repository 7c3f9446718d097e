"""Says where two aligned thoughts part; a heuristic, and which of them is right is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import fsum

from chatui.thought.comparison.align import Pair, align
from chatui.thought.comparison.features import Marks, contradict, features_of, similarity


class Kind(StrEnum):
    """How two thoughts part."""

    EXTRA = "extra"
    """One has steps that the other leaves out."""
    DIFFERENT = "different"
    """Each has steps that the other lacks."""
    CONFLICT = "conflict"
    """Two matching steps give different numbers for the same thing."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """Rows of an alignment, one behind the other, in which the thoughts part."""

    kind: Kind
    first: int
    """The first row."""
    stop: int
    """The row behind the last."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two thoughts beside each other."""

    rows: tuple[Pair, ...]
    divergences: tuple[Divergence, ...]
    """In their order, to jump through."""

    @property
    def fork(self) -> Divergence | None:
        """The first place where both go different ways; steps that only one has are no fork."""
        return next((found for found in self.divergences if found.kind is not Kind.EXTRA), None)


def compare(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """Align two thoughts, given as the texts of their steps."""
    rows = align(left, right)
    kinds = [_kind_of(row, left, right) for row in rows]
    found: list[Divergence] = []
    at = 0
    for kind, group in groupby(kinds):
        stop = at + len(list(group))
        if kind is Kind.CONFLICT:
            found += [Divergence(kind, row, row + 1) for row in range(at, stop)]
        elif kind is not None:
            found.append(Divergence(_kind_of_gap(rows[at:stop]), at, stop))
        at = stop
    return Alignment(tuple(rows), tuple(found))


def medoid(thoughts: Sequence[Sequence[str]]) -> int:
    """The place of the thought that is most like all others together; of several, the first.

    Each thought is given as the texts of its steps, and compared as a whole, by the words, numbers and
    equations of all its steps. No thought at all is a ValueError.
    """
    marks = Marks()
    marked = [marks.of(map(features_of, steps)) for steps in thoughts]
    totals = [fsum(similarity(one, other) for other in marked) for one in marked]
    return max(range(len(totals)), key=totals.__getitem__)


def _kind_of(row: Pair, left: Sequence[str], right: Sequence[str]) -> Kind | None:
    """None where the thoughts agree; any gap is EXTRA here."""
    if row.left is None or row.right is None:
        return Kind.EXTRA
    differs = contradict(features_of(left[row.left]), features_of(right[row.right]))
    return Kind.CONFLICT if differs else None


def _kind_of_gap(rows: Sequence[Pair]) -> Kind:
    one_sided = all(row.left is None for row in rows) or all(row.right is None for row in rows)
    return Kind.EXTRA if one_sided else Kind.DIFFERENT
