"""How OpenMP's threads should wait: tokens per second with the app drawing on the same cores, by wait policy.

    python -m bench.waiting app|alone MODEL TOKENS THREADS      one run, its rate on stdout

The policy comes in by the environment, since libgomp reads it once, when the library is loaded.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator

from bench.commands import Setup, prompt_of
from bench.figures import Figure
from chatui.chat.events import Event, Finished
from chatui.chat.sampling import SamplingParams
from chatui.engine.requests import LoadRequest
from chatui.launch import Choices, Launcher, open_engine
from chatui.library.scripted import ScriptedLibrary
from chatui.session import ChatSession, SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp

_PROMPT_TOKENS = 32
_PATIENCE_S = 600.0
_SIZE = (160, 50)

POLICIES: dict[str, dict[str, str]] = {
    "active": {"OMP_WAIT_POLICY": "active"},
    "unset": {},
    "passive": {"OMP_WAIT_POLICY": "passive"},
    "passive, 20,000 spins": {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "20000"},
    "passive, 200,000 spins": {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "200000"},
}
"""Environment variables by name; "unset" is libgomp's own choice and what the others are compared with."""


class RecordedSession(StoredSession):
    """A session that keeps the rate of its last turn, in tokens per second; 0 until one is over."""

    rate = 0.0

    def send(self, text: str) -> Iterator[Event]:
        """As `ChatSession.send`."""
        for event in super().send(text):
            if isinstance(event, Finished):
                self.rate = event.timings.decode_tokens_per_s
            yield event


def waiting(setup: Setup, tokens: int, rounds: int) -> list[Figure]:
    """Every policy in turns, with the app and alone, beside libgomp's own choice."""
    figures = []
    for where in ("app", "alone"):
        runs = [{name: decode_rate(where, setup, tokens, name) for name in POLICIES} for _ in range(rounds)]
        plain = tuple(run["unset"] for run in runs)
        for name in POLICIES:
            rates = tuple(run[name] for run in runs)
            figures.append(Figure(f"{_TITLES[where]}: {name}", "tok/s", rates, plain))
    return figures


_TITLES = {"app": "the app streaming", "alone": "nothing else running"}


def decode_rate(where: str, setup: Setup, tokens: int, policy: str) -> float:
    """Tokens per second of one run, with the app (`app`) or without (`alone`), under one of `POLICIES`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OMP_", "GOMP_"))}
    # chatui sets its own policy only where the person set none, so "unset" must be said.
    environment = {**clean, "OMP_WAIT_POLICY": "undefined", **POLICIES[policy]}
    command = [
        sys.executable,
        "-m",
        "bench.waiting",
        where,
        str(setup.model),
        str(tokens),
        str(setup.threads),
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"{command[2:5]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return float(done.stdout)


def _alone(session: ChatSession) -> None:
    for _ in session.send(prompt_of(_PROMPT_TOKENS)):
        pass


async def _in_app(session: RecordedSession) -> None:
    launcher = Launcher(Choices(model=session.options.load.path), 0)
    app = ChatApp(session, ScriptedLibrary(), launcher.open, model_title="bench", is_demo=False)
    async with app.run_test(size=_SIZE) as pilot, asyncio.timeout(_PATIENCE_S):
        await pilot.press(*"count", "enter")
        while not session.rate:
            await pilot.pause(0.1)


def main() -> None:
    """One run."""
    where, model, tokens, threads = sys.argv[1:]
    load = LoadRequest(model, 2048, n_threads=int(threads))
    session = RecordedSession(open_engine(), SessionOptions(load, SamplingParams(max_tokens=int(tokens))))
    try:
        if where == "app":
            asyncio.run(_in_app(session))
        else:
            _alone(session)
    finally:
        session.close()
    print(session.rate)


if __name__ == "__main__":
    main()
