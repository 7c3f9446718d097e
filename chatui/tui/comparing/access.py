"""What comparisons need of the rest of the program, as values; what they do with it is not known here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chatui.engine.base import Engine
from chatui.launch import open_engine
from chatui.library.base import Library
from chatui.tui.kept.shelf import Shelf

if TYPE_CHECKING:
    from chatui.comparison.contestants import Variant
    from chatui.comparison.plan import Plan
    from chatui.comparison.planning import Misfit, Wish
    from chatui.tui.comparing.planner import PlanLanes, PrepareModel


def _plan_here(variants: "Sequence[Variant]", wish: "Wish") -> "Plan | Misfit":
    # Imported late: the app's first frame does not wait for it.
    from chatui.comparison.planning_here import plan_here

    return plan_here(variants, wish)


@dataclass(frozen=True, slots=True)
class LaneRuns:
    """How lanes are planned, and on what they run."""

    prepare: "PrepareModel"
    plan: "PlanLanes" = field(default=_plan_here)
    open_engine: Callable[[], Engine] = field(default=open_engine)
    """One for each comparison, or one for each model of it; its process starts with the first load."""


@dataclass(frozen=True, slots=True)
class CompareAccess:
    """Library and shelf are those of the chat."""

    library: Library
    runs: LaneRuns
    shelf: Shelf
    """Where comparisons are kept."""
