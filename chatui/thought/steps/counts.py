"""Counts what a thought's steps do; the roles that are counted are a heuristic."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from chatui.thought.steps.step import Role, Step


class Unit(StrEnum):
    """What a length is counted in."""

    TOKENS = "tokens"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class ThoughtCounts:
    """The figures of one thought."""

    steps: int
    length: int
    unit: Unit
    by_role: Mapping[Role, int]
    """Steps of each role, those without any included."""
    shares: Mapping[Role, float]
    """Part of the length in steps of each role, 0 to 1; they add up to 1, or are all 0 without a length."""

    @property
    def checks(self) -> int:
        """Steps that look back."""
        return self.by_role[Role.CHECK]

    @property
    def backtracks(self) -> int:
        """Steps that turn."""
        return self.by_role[Role.BACKTRACK]


def count(steps: Sequence[Step], tokens: Sequence[int] | None = None) -> ThoughtCounts:
    """The counts of a thought, in tokens where their number is given for each step, else in characters."""
    lengths = [len(step.text) for step in steps] if tokens is None else tokens
    length = sum(lengths)
    in_role = dict.fromkeys(Role, 0)
    by_role = dict.fromkeys(Role, 0)
    for step, part in zip(steps, lengths, strict=True):
        by_role[step.role] += 1
        in_role[step.role] += part
    shares = {role: part / length if length else 0.0 for role, part in in_role.items()}
    unit = Unit.CHARACTERS if tokens is None else Unit.TOKENS
    return ThoughtCounts(len(steps), length, unit, by_role, shares)


def tokens_per_step(steps: Sequence[Step], token_ends: Sequence[int]) -> list[int]:
    """How many tokens end in each step; a token that reaches into the next step counts there.

    `token_ends` says where each token ends, in characters of the thought, ascending.
    """
    ends = [bisect_right(token_ends, step.end) for step in steps[:-1]]
    edges = [0, *ends, len(token_ends)]
    return [upto - start for start, upto in pairwise(edges)][: len(steps)]
