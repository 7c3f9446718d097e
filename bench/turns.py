"""How long the app's loop computes in one go at each of the usual moments, in a pseudo-terminal of 160x50.

python -m bench.turns RESULT        the app asks, thinks, answers and shows other turns by itself
"""

import asyncio
import json
import sys
from contextlib import closing
from pathlib import Path

from textual.pilot import Pilot

from bench.chat_app import run_app
from bench.figures import Figure
from bench.moments import Moments, until
from bench.screen import result_of
from bench.scripts import ANSWER, paced_engine, thought_of
from chatui.engine.requests import LoadRequest
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.turn import Turn
from chatui.tui.widgets.transcript import Transcript

TURNS = 3
_THOUGHT, _RATE = 200, 60.0
_SETTLED_S = 1.0
_KEYS = {"another turn is chosen": "ctrl+up", "the models (F2)": "f2", "the settings (F4)": "f4"}


def usual_moments(rounds: int) -> list[Figure]:
    """The longest work in each moment, in milliseconds of CPU time, of so many runs of the app."""
    runs = [result_of("bench.turns") for _ in range(rounds)]
    return [Figure(moment, "ms", tuple(run[moment] for run in runs), most=50) for moment in runs[0]]


class Turns:
    """What people do in a chat, each moment by its name."""

    def __init__(self) -> None:
        self.moments = Moments()

    async def watch(self, pilot: Pilot[object]) -> None:
        """Do it, then end the app."""
        await self.moments.watch(pilot, self._do)

    async def _do(self, pilot: Pilot[object]) -> None:
        await until(lambda: bool(pilot.app.screen.query(Transcript)))
        await asyncio.sleep(_SETTLED_S)
        for number in range(TURNS):
            await self._ask(pilot, "the first question is asked" if number == 0 else "a question is asked")
        for moment, key in _KEYS.items():
            await self._press(pilot, moment, key)
            if key != "ctrl+up":
                await self._press(pilot, "", "escape")

    async def _ask(self, pilot: Pilot[object], asked: str) -> None:
        transcript = pilot.app.screen.query_one(Transcript)
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
    turns = Turns()
    with closing(session):
        run_app(session, turns.watch)
    Path(sys.argv[1]).write_text(json.dumps(turns.moments.work_ms))


if __name__ == "__main__":
    main()
