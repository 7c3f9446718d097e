"""Parts of a whole with 95 % intervals; what is counted is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass

Z_95 = 1.959964
"""Standard normal deviate of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """How many of `count` are right; both may be fractions, where a draw by lot decides or trials depend."""

    right: float
    count: float

    @property
    def share(self) -> float | None:
        """0 to 1; None where nothing was counted."""
        return self.right / self.count if self.count else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % score interval, 0 to 1 (Wilson 1927); all of it where nothing was counted."""
        share = self.share
        if share is None:
            return 0.0, 1.0
        centre = share + Z_95**2 / (2 * self.count)
        spread = Z_95 * (share * (1 - share) / self.count + Z_95**2 / (4 * self.count**2)) ** 0.5
        scale = 1 + Z_95**2 / self.count
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def of_clusters(right: Sequence[int], sizes: Sequence[int]) -> Proportion:
    """The mean share over clusters of at least one trial each, such as the samples of one question.

    Trials of one cluster are alike, so they count as fewer: as many as would make independent trials vary as
    the clusters' shares do, but at least one for each cluster and at most all (Korn and Graubard 1998).
    """
    shares = [good / size for good, size in zip(right, sizes, strict=True)]
    clusters = len(shares)
    if not clusters:
        return Proportion(0, 0)
    mean = sum(shares) / clusters
    squares = sum((share - mean) ** 2 for share in shares)
    count = float(clusters)
    if squares > 0:
        variance = squares / (clusters * (clusters - 1))
        count = min(max(mean * (1 - mean) / variance, clusters), sum(sizes))
    return Proportion(mean * count, count)
