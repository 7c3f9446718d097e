"""The compare screen while eight lanes stream: how long its loop works in one go, and waits.

python -m bench.lanes_on_screen RESULT      the app compares by itself and shows every view in turn
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from textual.pilot import Pilot

from bench.chat_app import launcher, run_app
from bench.figures import Figure
from bench.moments import Moments, until
from bench.screen import result_of
from bench.scripts import ANSWER, paced_engine, thought_of
from chatui.comparison.contestants import Variant
from chatui.comparison.plan import ModelPlan, Plan
from chatui.comparison.planning import Wish
from chatui.engine.requests import LoadRequest
from chatui.engine.script import Piece, Script
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.comparing.access import LaneRuns
from chatui.tui.screens.compare import CompareScreen
from chatui.tui.screens.compare_form import CompareFormScreen
from chatui.tui.widgets.prompt import Prompt

LANES, RATE = 8, 60.0
_THOUGHT = 2_400
"""Tokens of each lane: 40 seconds, longer than all views are looked at."""
_BEGINNING_S, _VIEW_S = 4.0, 5.0
_VIEWS = {
    "all lanes side by side": "",
    "one lane is read": "enter",
    "the vote": "tab",
    "the alignment": "tab",
    "the numbers": "tab",
}


@dataclass(frozen=True, slots=True)
class Longest:
    """Milliseconds, by the view in sight."""

    work_ms: dict[str, float]
    wait_ms: dict[str, float]


def eight_lanes(rounds: int) -> list[Figure]:
    """The longest work in each view, in CPU time, and the longest wait in any, of so many runs of the app."""
    runs = [Longest(**result_of("bench.lanes_on_screen")) for _ in range(rounds)]
    works = [
        Figure(f"{view}: the longest work in one go", "ms", tuple(run.work_ms[view] for run in runs), most=50)
        for view in runs[0].work_ms
    ]
    waits = tuple(max(run.wait_ms.values()) for run in runs)
    return [*works, Figure("the loop's longest wait for its turn", "ms", waits)]


def lanes_script() -> Script:
    """Every lane says a token of its own in each step, at one rate."""
    pieces = thought_of(_THOUGHT, ANSWER, RATE).pieces
    return Script(tuple(_of_all_lanes(pieces)))


def _of_all_lanes(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for at in range(len(pieces)):
        for lane in range(LANES):
            # Lanes that say the same at once would be drawn and aligned more cheaply than real ones.
            shifted = pieces[(at + 37 * lane) % _THOUGHT] if at < _THOUGHT else pieces[at]
            yield replace(shifted, lane=lane, pause_s=shifted.pause_s if lane == 0 else 0.0)


class Looking:
    """A person who asks eight lanes and looks at every view while they think."""

    def __init__(self) -> None:
        self.moments = Moments()

    async def watch(self, pilot: Pilot[object]) -> None:
        """Do it, then end the app."""
        await self.moments.watch(pilot, self._do)

    async def _do(self, pilot: Pilot[object]) -> None:
        app = pilot.app
        await until(lambda: isinstance(app.focused, Prompt))
        app.screen.query_one(Prompt).insert(f"/compare {LANES} What is 478 + 367?")
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CompareFormScreen))
        await pilot.press("ctrl+s")
        await until(lambda: isinstance(app.screen, CompareScreen) and app.screen.is_mounted)
        await self.moments.of("", _BEGINNING_S)
        for view, key in _VIEWS.items():
            self.moments.now = view
            if key:
                await pilot.press(key)
            await self.moments.of(view, _VIEW_S)


def _planned(variants: Sequence[Variant], wish: Wish) -> Plan:
    """All lanes at once, whatever there is of memory."""
    path = variants[0].launch.options.load.path
    return Plan((ModelPlan(path, wish.lanes_each * len(variants), 32_768),))


def main() -> None:
    """One run."""
    script = lanes_script()

    def open_engine() -> ScriptedEngine:
        return paced_engine([script])

    session = StoredSession(open_engine(), SessionOptions(LoadRequest("scripted.gguf"), model_ref="tiny"))
    looking = Looking()
    with closing(session):
        run_app(session, looking.watch, LaneRuns(launcher.open, _planned, open_engine))
    longest = Longest(looking.moments.work_ms, looking.moments.wait_ms)
    Path(sys.argv[1]).write_text(json.dumps(asdict(longest)))


if __name__ == "__main__":
    main()
