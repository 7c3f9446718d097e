"""Plans for this machine as it is now, by its memory and the models' own files."""

from collections.abc import Sequence
from pathlib import Path

from chatui.comparison.contestants import Variant
from chatui.comparison.plan import Plan
from chatui.comparison.planning import Misfit, Wish, plan_for
from chatui.library.fitting import network_of_file
from chatui.library.headers import HeaderShelf
from chatui.library.library import machine_now


def plan_here(variants: Sequence[Variant], wish: Wish) -> Plan | Misfit:
    """How the wish is run; reads headers of files, and asks the engine for devices where it may have GPUs."""
    headers = HeaderShelf()
    return plan_for(
        variants,
        wish,
        machine_now(),
        lambda launch: network_of_file(Path(launch.options.load.path), headers),
    )
