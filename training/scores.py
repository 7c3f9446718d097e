"""Scores of answers: right or wrong, votes, 95 % intervals and the table; knows no engine."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BOXED = re.compile(r"\\boxed\{([^{}]*)\}")
Z_95 = 1.959964


def boxed(answer: str) -> str | None:
    """The last boxed result of an answer; None where there is none."""
    found = _BOXED.findall(answer)
    return found[-1] if found else None


def majority(results: Iterable[str | None]) -> str | None:
    """The commonest result; of equally common ones the first to appear. None only where nothing was boxed."""
    votes = Counter(result for result in results if result is not None)
    return votes.most_common(1)[0][0] if votes else None


def interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share, 0 to 1 (Wilson 1927)."""
    share = right / count
    centre = share + Z_95**2 / (2 * count)
    spread = Z_95 * (share * (1 - share) / count + Z_95**2 / (4 * count**2)) ** 0.5
    scale = 1 + Z_95**2 / count
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


@dataclass(frozen=True, slots=True)
class Score:
    """How many of `count` answers were right; for single samples, every sample counts."""

    right: int
    count: int

    def __str__(self) -> str:
        if self.count == 0:
            return "not measured"
        low, high = interval(self.right, self.count)
        return f"{100 * self.right / self.count:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; samples and votes may be of the first of the problems only."""

    name: str
    greedy: Score
    single: Score
    vote: Score


def table(rows: Sequence[Row]) -> str:
    """The table in Markdown, 95 % intervals in brackets."""
    head = "| Kind | Greedy | One sample, T = 1.0 | Majority of 8, T = 1.0 |"
    lines = [f"| {row.name} | {row.greedy} | {row.single} | {row.vote} |" for row in rows]
    return "\n".join((head, "| --- | --- | --- | --- |", *lines))
