"""The real app with a heartbeat on its loop, run in a pseudo-terminal by `bench.streaming`.

    python -m bench.measured_app RESULT scripted TOKENS RATE        a thought of TOKENS tokens, RATE a second
    python -m bench.measured_app RESULT engine MODEL TOKENS THREADS the real engine

It asks nothing itself: whoever runs it types. When the turn is over it writes RESULT, in JSON, and ends.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import psutil
from textual.pilot import Pilot

from chatui.chat.events import AnswerDelta, Event, Finished, ThoughtDelta
from chatui.chat.sampling import SamplingParams
from chatui.engine.base import Engine
from chatui.engine.requests import LoadRequest
from chatui.engine.script import PieceKind, Script, words
from chatui.engine.scripted import ScriptedEngine
from chatui.launch import Choices, Launcher, open_engine
from chatui.library.scripted import ScriptedLibrary
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.widgets.prompt import Prompt

STRETCH = 1000
"""Tokens over which CPU time is taken."""

_BEAT_S = 0.005
_AFTER_S = 2.0
"""What is drawn once the turn is over belongs to it."""

_STEPS = (
    "Let me look at the digits first: 478 has 8 ones, 7 tens and 4 hundreds.\n",
    "Now 367 has 7 ones, 6 tens and 3 hundreds, so I add them column by column.\n",
    "Wait, I should check the carry: 8 + 7 = 15, write 5 and carry 1.\n",
    "So the tens are 7 + 6 + 1 = 14, write 4 and carry 1 again.\n\n",
)


@dataclass(slots=True)
class Measures:
    """What was seen of one turn."""

    cpu_s: dict[int, float] = field(default_factory=dict)
    """CPU time of the process by the number of tokens that had come."""
    longest_wait_s: float = 0.0
    """Between two beats of the loop, but for the pause that was asked for."""
    longest_work_s: float = 0.0
    """CPU time of the loop's thread between two beats."""
    waits_over_50_ms: int = 0
    keys_at: list[float] = field(default_factory=list)
    """When each letter was in the prompt, by `time.monotonic`."""
    memory_before: int = 0
    memory_after: int = 0
    """Bytes of the process that are in memory, shared ones too."""
    tokens_per_s: float = 0.0

    def add_beat(self, wait_s: float, work_s: float) -> None:
        """The loop came to its turn after `wait_s`, and its thread had computed for `work_s` meanwhile."""
        self.longest_wait_s = max(self.longest_wait_s, wait_s)
        self.longest_work_s = max(self.longest_work_s, work_s)
        self.waits_over_50_ms += wait_s > 0.05


class MeasuredSession(StoredSession):
    """Notes CPU time as tokens come."""

    measures: Measures
    tokens = 0
    is_over = False

    def send(self, text: str) -> Iterator[Event]:
        """As `ChatSession.send`."""
        self.measures.cpu_s[0] = time.process_time()
        for event in super().send(text):
            if isinstance(event, ThoughtDelta | AnswerDelta):
                self._count(event.tokens)
            if isinstance(event, Finished):
                self.measures.tokens_per_s = event.timings.decode_tokens_per_s
            yield event
        self.is_over = True

    def _count(self, tokens: int) -> None:
        before, self.tokens = self.tokens, self.tokens + tokens
        if before // STRETCH < self.tokens // STRETCH:
            self.measures.cpu_s[self.tokens] = time.process_time()


async def _beat(session: MeasuredSession, pilot: Pilot[None]) -> None:
    """Beat from the first token on until the turn has been over for a moment, then end the app."""
    measures = session.measures
    while not session.tokens:
        measures.memory_before = psutil.Process().memory_info().rss
        await asyncio.sleep(0.05)
    prompt = pilot.app.screen.query_one(Prompt)
    letters, ends_at = 0, float("inf")
    at, worked = time.monotonic(), time.thread_time()
    while at < ends_at:
        await asyncio.sleep(_BEAT_S)
        now, work = time.monotonic(), time.thread_time()
        measures.add_beat(now - at - _BEAT_S, work - worked)
        at, worked = now, work
        typed = len(prompt.text)
        measures.keys_at += [now] * (typed - letters)
        letters = typed
        if session.is_over and ends_at == float("inf"):
            ends_at = now + _AFTER_S
    measures.memory_after = psutil.Process().memory_info().rss
    pilot.app.exit()


class _Pace:
    """A sleep that makes up for what the last one was late."""

    def __init__(self) -> None:
        self._due = 0.0

    def __call__(self, seconds: float) -> None:
        self._due = max(self._due, time.monotonic() - 1.0) + seconds
        time.sleep(max(0.0, self._due - time.monotonic()))


def _scripted(tokens: str, rate: str) -> tuple[Engine, SessionOptions]:
    pause = 1 / float(rate)
    pieces = [*words("".join(_STEPS) * (int(tokens) // 50), PieceKind.THOUGHT, pause)][: int(tokens)]
    answer = words("It is \\boxed{845}.", PieceKind.ANSWER, pause)
    engine = ScriptedEngine([Script((*pieces, *answer))], sleep=_Pace())
    return engine, SessionOptions(LoadRequest("scripted.gguf"))


def _real(model: str, tokens: str, threads: str) -> tuple[Engine, SessionOptions]:
    load = LoadRequest(model, 2048, n_threads=int(threads))
    return open_engine(), SessionOptions(load, SamplingParams(max_tokens=int(tokens)))


def main() -> None:
    """One turn."""
    result, kind, *arguments = sys.argv[1:]
    engine, options = _scripted(*arguments) if kind == "scripted" else _real(*arguments)
    session = MeasuredSession(engine, options)
    session.measures = Measures()
    launcher = Launcher(Choices(model="tiny"), 0)
    app = ChatApp(session, ScriptedLibrary(), launcher.open, model_title="bench", is_demo=False)
    try:
        app.run(auto_pilot=partial(_beat, session))
    finally:
        session.close()
    if app.fault is not None:
        raise app.fault
    Path(result).write_text(json.dumps(asdict(session.measures)))


if __name__ == "__main__":
    main()
