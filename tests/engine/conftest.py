"""Engines in real processes for the tests, and the check that nothing of them is left behind."""

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import psutil
import pytest

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason
from chatui.chat.messages import Message, Role
from chatui.engine.client import EngineClient
from chatui.engine.exchange import Limits
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest

PATIENCE_S = 60.0
"""For what must happen, however busy the machine is."""


class StartEngine(Protocol):
    """Makes a client of `backend`, a `module:Class` in tests.engine; its process starts when it is used."""

    def __call__(
        self, backend: str = ..., *, limits: Limits = ..., environment: dict[str, str] | None = ...
    ) -> EngineClient: ...


def wait_until(holds: Callable[[], bool]) -> None:
    """Return as soon as it holds; fail when it does not in a minute."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "this never came true"
        time.sleep(0.005)


def is_gone(pid: int) -> bool:
    """Whether the process has ended, reaped or not."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def question(text: str, lanes: int = 1) -> GenerateRequest:
    """Ask this on so many lanes."""
    return GenerateRequest((Message(Role.USER, text),), tuple(Lane(seed) for seed in range(lanes)))


def ends(events: list[Event]) -> list[tuple[int, FinishReason]]:
    """Lanes and how they ended, in the order of their ends."""
    return [(event.lane, event.finish_reason) for event in events if isinstance(event, Finished)]


def answer(events: list[Event], lane: int = 0) -> str:
    """All of what a lane answered."""
    return "".join(event.text for event in events if isinstance(event, AnswerDelta) and event.lane == lane)


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "engine.log"


@pytest.fixture
def start_engine(log_path: Path) -> Iterator[StartEngine]:
    """Make engines; afterwards each is closed and has left no process, thread or file descriptor."""
    engines: list[EngineClient] = []

    def start(
        backend: str = "faults:Faulty",
        *,
        limits: Limits | None = None,
        environment: dict[str, str] | None = None,
    ) -> EngineClient:
        engines.append(
            EngineClient(
                log_path,
                backend=f"tests.engine.{backend}",
                limits=limits,
                environment=environment,
            )
        )
        return engines[-1]

    before = _open_files()
    yield start
    for engine in engines:
        engine.close()
    gc.collect()  # what was not closed warns now, and a warning is an error
    assert psutil.Process().children() == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("engine-")] == []
    assert _open_files() <= before


@pytest.fixture
def engine(start_engine: StartEngine) -> EngineClient:
    """An engine with a model."""
    engine = start_engine("backends:Echo")
    engine.load(LoadRequest("good"))
    return engine


def _open_files() -> int:
    return 0 if sys.platform == "win32" else psutil.Process().num_fds()
