"""Which bytes of a file are there and which are being fetched; pure bookkeeping, not safe for threads."""

from collections.abc import Iterable
from dataclasses import dataclass

Range = tuple[int, int]
"""Begin and end; the end is not in it."""


@dataclass(slots=True, eq=False)
class Claim:
    """A range that one connection fetches."""

    at: int
    """Everything from `begin` to here is there."""
    end: int
    begin: int


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same bytes in as few ranges as can be, in order."""
    result: list[Range] = []
    for begin, end in sorted(ranges):
        if begin >= end:
            continue
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return result


class Segments:
    """A file of `size` bytes, of which `there` is there."""

    def __init__(self, size: int, there: Iterable[Range] = ()) -> None:
        self.size = size
        self._kept = merged(there)
        self.claims: list[Claim] = []

    def claim(self, most: int | None = None) -> Claim | None:
        """The first bytes that nobody has or fetches, at most `most`; None where there are none."""
        taken = merged([*self._kept, *((claim.begin, claim.end) for claim in self.claims)])
        begin = taken[0][1] if taken and taken[0][0] == 0 else 0
        if begin >= self.size:
            return None
        end = next((other for other, _ in taken if other >= begin), self.size)
        claim = Claim(begin, end if most is None else min(end, begin + most), begin)
        self.claims.append(claim)
        return claim

    def release(self, claim: Claim) -> None:
        """Keep what a claim brought, and let others fetch the rest; one that is not held is left alone."""
        if claim in self.claims:
            self.claims.remove(claim)
            self._kept = merged([*self._kept, (claim.begin, claim.at)])

    def there(self) -> list[Range]:
        """What is there, in order."""
        return merged([*self._kept, *((claim.begin, claim.at) for claim in self.claims)])

    @property
    def done_bytes(self) -> int:
        """How much is there."""
        return sum(end - begin for begin, end in self.there())

    @property
    def prefix(self) -> int:
        """How much is there from the begin on, without a hole."""
        there = self.there()
        return there[0][1] if there and there[0][0] == 0 else 0

    @property
    def is_whole(self) -> bool:
        """Everything is there."""
        return self.done_bytes == self.size
