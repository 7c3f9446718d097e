"""How long the app's loop computes in one go at each of the usual moments, in a pseudo-terminal of 160x50.

python -m bench.turns RESULT        the app asks, thinks, answers and shows other turns by itself
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from bench.figures import Figure
from bench.moments import Moments, until
from bench.screen import screen_of
from bench.scripts import ANSWER, paced_engine, thought_of
from chatui.engine.requests import LoadRequest
from chatui.launch import Choices, Launcher
from chatui.library.scripted import ScriptedLibrary
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.turn import Turn
from chatui.tui.widgets.transcript import Transcript

TURNS = 3
_THOUGHT, _RATE = 200, 60.0
_SETTLED_S = 1.0
_KEYS = {"another turn is chosen": "ctrl+up", "the models (F2)": "f2", "the settings (F4)": "f4"}


def usual_moments(rounds: int) -> list[Figure]:
    """The longest work in each moment, in milliseconds of CPU time, of so many runs of the app."""
    runs = [_longest_ms() for _ in range(rounds)]
    return [Figure(moment, "ms", tuple(run[moment] for run in runs), most=50) for moment in runs[0]]


def _longest_ms() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        with screen_of([sys.executable, "-m", "bench.turns", str(result)], 160, 50) as screen:
            screen.read_to_the_end()
            if not result.exists():
                raise SystemExit(f"the app ended without a result: {screen.tail!r}")
        read: dict[str, float] = json.loads(result.read_text())
        return read


class Turns:
    """What people do in a chat, each moment by its name."""

    def __init__(self, app: ChatApp) -> None:
        self._app = app
        self.moments = Moments()

    async def watch(self, pilot: Pilot[object]) -> None:
        """Do it, then end the app."""
        await self.moments.watch(pilot, self._do)

    async def _do(self, pilot: Pilot[object]) -> None:
        await until(lambda: bool(self._app.screen.query(Transcript)))
        await asyncio.sleep(_SETTLED_S)
        for number in range(TURNS):
            await self._ask(pilot, "the first question is asked" if number == 0 else "a question is asked")
        for moment, key in _KEYS.items():
            await self._press(pilot, moment, key)
            if key != "ctrl+up":
                await self._press(pilot, "", "escape")

    async def _ask(self, pilot: Pilot[object], asked: str) -> None:
        transcript = self._app.screen.query_one(Transcript)
        count = len(transcript.turns)
        self.moments.now = "the question is typed"
        await pilot.press(*"what is it?")
        self.moments.now = asked
        await pilot.press("enter")
        await until(lambda: len(transcript.turns) > count)
        turn: Turn = transcript.turns[-1]
        await until(lambda: turn.thought.tokens > _THOUGHT // 4)
        self.moments.now = "the thought streams"
        await until(lambda: bool(turn.answer.pieces))
        self.moments.now = "the answer streams"
        await until(lambda: turn.phase.is_over)
        self.moments.now = "the turn ends"
        await asyncio.sleep(_SETTLED_S)
        self.moments.now = ""

    async def _press(self, pilot: Pilot[object], moment: str, key: str) -> None:
        self.moments.now = moment
        await pilot.press(key)
        await self.moments.of(moment, _SETTLED_S)


def main() -> None:
    """One run."""
    scripts = [thought_of(_THOUGHT, ANSWER, _RATE) for _ in range(TURNS)]
    session = StoredSession(paced_engine(scripts), SessionOptions(LoadRequest("scripted.gguf")))
    launcher = Launcher(Choices(model="tiny"), 0)
    app = ChatApp(session, ScriptedLibrary(), launcher.open, model_title="bench", is_demo=False)
    turns = Turns(app)
    try:
        app.run(auto_pilot=turns.watch)
    finally:
        session.close()
    if app.fault is not None:
        raise app.fault
    Path(sys.argv[1]).write_text(json.dumps(turns.moments.work_ms))


if __name__ == "__main__":
    main()
