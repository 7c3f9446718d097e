"""The real app with a heartbeat on its loop, run in a pseudo-terminal by `bench.streaming`.

    python -m bench.measured_app RESULT thought TOKENS RATE         a thought of TOKENS tokens, RATE a second
    python -m bench.measured_app RESULT engine MODEL TOKENS THREADS the real engine
    python -m bench.measured_app RESULT alone MODEL TOKENS THREADS  the same without the app

With the app it asks nothing itself: whoever runs it types. Once the turn is over it writes RESULT, in JSON,
and ends.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import psutil
from textual.pilot import Pilot

from bench.chat_app import run_app
from bench.commands import prompt_of
from bench.scripts import paced_engine, thought_of
from chatui.chat.events import AnswerDelta, Event, Finished, ThoughtDelta
from chatui.chat.sampling import SamplingParams
from chatui.engine.base import Engine
from chatui.engine.requests import LoadRequest
from chatui.launch import open_engine
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.widgets.prompt import Prompt

STRETCH = 1000
"""Tokens over which CPU time is taken."""

QUESTION = prompt_of(32)

BEAT_S = 0.005
_SLOW_BEAT_S = 0.25
"""Beside the real engine, where only the end is waited for: more beats would take its cores."""
_AFTER_S = 2.0
"""What is drawn once the turn is over belongs to it."""


@dataclass(slots=True)
class Measures:
    """What was seen of one turn, from its first key to its end."""

    cpu_s: dict[int, float] = field(default_factory=dict)
    """CPU time of the process by the number of tokens that had come."""
    longest_wait_s: float = 0.0
    """Between two beats of the loop, but for the pause that was asked for."""
    longest_work_s: float = 0.0
    """CPU time of the loop's thread between two beats."""
    waits_over_50_ms: int = 0
    keys_at: list[float] = field(default_factory=list)
    """When each letter behind the question was in the prompt, by `time.monotonic`."""
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
    is_asked = False
    tokens = 0
    is_over = False

    def send(self, text: str) -> Iterator[Event]:
        """As `ChatSession.send`."""
        self.is_asked = True
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


async def _beat(session: MeasuredSession, beat_s: float, pilot: Pilot[None]) -> None:
    """Beat from the first key on until the turn has been over for a moment, then end the app."""
    measures = session.measures
    # All keys of the question may come between two beats.
    while not session.is_asked and not any(prompt.text for prompt in pilot.app.screen.query(Prompt)):
        measures.memory_before = psutil.Process().memory_info().rss
        await asyncio.sleep(beat_s)
    prompt = pilot.app.screen.query_one(Prompt)
    letters, ends_at = 0, float("inf")
    at, worked = time.monotonic(), time.thread_time()
    while at < ends_at:
        await asyncio.sleep(beat_s)
        now, work = time.monotonic(), time.thread_time()
        measures.add_beat(now - at - beat_s, work - worked)
        at, worked = now, work
        typed = len(prompt.text) if session.tokens else 0
        measures.keys_at += [now] * (typed - letters)
        letters = typed
        if session.is_over and ends_at == float("inf"):
            ends_at = now + _AFTER_S
    measures.memory_after = psutil.Process().memory_info().rss
    pilot.app.exit()


def _thinking(tokens: str, rate: str) -> tuple[Engine, SessionOptions]:
    script = thought_of(int(tokens), "It is \\boxed{845}.", float(rate))
    return paced_engine([script]), SessionOptions(LoadRequest("scripted.gguf"))


def _real(model: str, tokens: str, threads: str) -> tuple[Engine, SessionOptions]:
    load = LoadRequest(model, 2048, n_threads=int(threads))
    return open_engine(), SessionOptions(load, SamplingParams(max_tokens=int(tokens)))


def _alone(session: MeasuredSession) -> None:
    for _ in session.send(QUESTION):
        pass


def main() -> None:
    """One turn."""
    result, kind, *arguments = sys.argv[1:]
    engine, options = _thinking(*arguments) if kind == "thought" else _real(*arguments)
    session = MeasuredSession(engine, options)
    session.measures = Measures()
    with closing(session):
        if kind == "alone":
            _alone(session)
        else:
            run_app(session, partial(_beat, session, BEAT_S if kind == "thought" else _SLOW_BEAT_S))
    Path(result).write_text(json.dumps(asdict(session.measures)))


if __name__ == "__main__":
    main()
