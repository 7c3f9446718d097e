"""Comparisons that the tests keep and run again, of lanes given one by one."""

from collections.abc import Callable, Sequence

from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import LaneSpec
from chatui.engine.base import Engine
from chatui.engine.script import Script, script_of
from chatui.engine.scripted import ScriptedEngine
from tests.comparison.lanes import comparison_of, variant

GOOD = script_of("Let me add. It is 5.", "It is \\boxed{5}.")


def run_of(
    specs: Sequence[LaneSpec], open_engine: Callable[[], Engine], n_ctx: int | None = None, at_once: int = 8
) -> Comparison:
    """Of lanes that share the bundled model."""
    return comparison_of(open_engine, (specs[0].variant,), specs=list(specs), n_ctx=n_ctx, at_once=at_once)


def scripted(lanes: int, *scripts: Script) -> Comparison:
    """Every lane of a batch plays the batch's script."""
    specs = [LaneSpec(number, variant(), number) for number in range(lanes)]
    return run_of(specs, lambda: ScriptedEngine(scripts or (GOOD,)))
