"""What comparisons need of the rest of the program, as values; what they do with it is not known here."""

from collections.abc import Callable
from dataclasses import dataclass, field

from chatui.comparison.planning_here import plan_here
from chatui.engine.base import Engine
from chatui.launch import open_engine
from chatui.library.base import Library
from chatui.tui.comparing.planner import PlanLanes, PrepareModel
from chatui.tui.kept.shelf import Shelf


@dataclass(frozen=True, slots=True)
class LaneRuns:
    """How lanes are planned, and on what they run."""

    prepare: PrepareModel
    plan: PlanLanes = field(default=plan_here)
    open_engine: Callable[[], Engine] = field(default=open_engine)
    """One for each comparison, or one for each model of it; its process starts with the first load."""


@dataclass(frozen=True, slots=True)
class CompareAccess:
    """Library and shelf are those of the chat."""

    library: Library
    runs: LaneRuns
    shelf: Shelf
    """Where comparisons are kept."""
