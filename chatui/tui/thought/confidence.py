"""How sure the model was of each token of a thought; it knows no colour and no widget."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from math import exp


class Doubt(IntEnum):
    """How unlikely a token was to the model, before it was sampled."""

    NONE = 0
    SOME = 1
    MUCH = 2
    MOST = 3


DOUBT_BELOW = {Doubt.MOST: 0.2, Doubt.MUCH: 0.5, Doubt.SOME: 0.9}
"""A probability below this is that much doubt; the steps are chatui's own."""


def doubt_of(probability: float) -> Doubt:
    """The doubt that a probability, 0 to 1, speaks of."""
    return next((doubt for doubt, limit in DOUBT_BELOW.items() if probability < limit), Doubt.NONE)


class Confidence:
    """Log-probabilities and where each token's text ends, in characters of the thought."""

    def __init__(self) -> None:
        self._ends = array("Q")
        self._logprobs = array("d")
        self._sums = array("d", [0.0])

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, ends: Sequence[int], logprobs: Sequence[float]) -> None:
        """Add tokens, in order."""
        for end, logprob in zip(ends, logprobs, strict=True):
            self._ends.append(end)
            self._logprobs.append(logprob)
            self._sums.append(self._sums[-1] + logprob)

    def mean(self, start: int, end: int) -> float | None:
        """The geometric mean of the probabilities of the tokens that end within; None without any."""
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end)
        return exp((self._sums[last] - self._sums[first]) / (last - first)) if last > first else None

    def doubts(self, start: int, end: int) -> Iterator[tuple[int, int, Doubt]]:
        """The stretches of doubt within `start` to `end`; what was sure is left out."""
        at = bisect_right(self._ends, start)
        while start < end and at < len(self._ends):
            upto = min(self._ends[at], end)
            doubt = doubt_of(exp(self._logprobs[at]))
            if doubt and upto > start:
                yield start, upto, doubt
            start, at = max(start, upto), at + 1
