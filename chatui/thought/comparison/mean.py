"""Means with 95 % intervals; what is measured is not known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from chatui.thought.comparison.proportion import Z_95


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of independent values, such as one of each question."""

    value: float
    interval: tuple[float, float] | None
    """Student's 95 % interval; None for fewer than three values, which say too little of how they scatter."""


def mean_of(values: Sequence[float]) -> Mean:
    """The mean, 0 where there are no values."""
    count = len(values)
    if count < 3:
        return Mean(fmean(values) if values else 0.0, None)
    value = fmean(values)
    spread = _student(count - 1) * stdev(values, value) / count**0.5
    return Mean(value, (value - spread, value + spread))


def _student(freedom: int) -> float:
    """Student's deviate of a two-sided 95 % interval, from the normal one (Abramowitz and Stegun 26.7.5).

    Within 1 % for two degrees of freedom, and closer for more.
    """
    z, n = Z_95, freedom
    terms = (
        z,
        (z**3 + z) / (4 * n),
        (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2),
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3),
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4),
    )
    return sum(terms)
