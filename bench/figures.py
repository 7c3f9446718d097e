"""Measured figures and what they are compared with; knows not how they were measured."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement, repeated; `other` was measured in turns with `ours` on the same machine."""

    what: str
    unit: str
    ours: tuple[float, ...]
    other: tuple[float, ...] = ()
    """Of the same length as `ours`; empty where the figure stands alone."""
    least: float | None = None
    """What the ratio, or the figure where it stands alone, must reach."""
    most: float | None = None

    @property
    def value(self) -> float:
        """The median of `ours`."""
        return median(self.ours)

    @property
    def ratio(self) -> float | None:
        """The median of the ratios of neighbouring runs; None where the figure stands alone."""
        if not self.other:
            return None
        return median(mine / theirs for mine, theirs in zip(self.ours, self.other, strict=True))

    @property
    def holds(self) -> bool:
        """Whether it is within its bounds."""
        judged = self.value if self.ratio is None else self.ratio
        return (self.least is None or judged >= self.least) and (self.most is None or judged <= self.most)


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that were measured in one run."""

    title: str
    other: str
    """What `other` is, as the head of its column; empty where no figure has one."""
    note: str
    """How it was measured, for people."""
    measured: str
    """Date and machine."""
    figures: tuple[Figure, ...]
    ours: str = "chatui"
    """What `ours` is, as the head of its column."""
