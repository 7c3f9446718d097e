"""What a comparison will run and what that costs, as a value to be shown before it starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from chatui.comparison.contestants import LaneSpec, Variant, specs_of
from chatui.comparison.plan import Plan
from chatui.tui.comparing.choice import CompareChoice


@dataclass(frozen=True, slots=True)
class Planned:
    """A choice with everything that it needs to be run."""

    choice: CompareChoice
    variants: tuple[Variant, ...]
    plan: Plan | None
    """None: it cannot be run as it is."""
    cost: str = ""
    """Lanes, batches and memory, in sentences."""
    refusal: str = ""
    """Why it cannot be run, and what would fit; empty: it can."""
    offer: CompareChoice | None = None
    """What would fit in its place; None: nothing would, or this does."""


Planner: TypeAlias = Callable[[CompareChoice], Planned]
"""Finds the models, checks memory and plans. Blocks; raises ChatuiError."""


def specs_for(choice: CompareChoice, variants: Sequence[Variant]) -> list[LaneSpec]:
    """The lanes that a choice asks for."""
    return specs_of(tuple(variants), choice.lanes_each, choice.seed)
