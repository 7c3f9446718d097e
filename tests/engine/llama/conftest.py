"""The real engine on the bundled model, always in its child process; what the tests ask is not known here."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatui.engine.client import EngineClient
from chatui.engine.environment import PROBE_MODEL_VARIABLE, PROFILES_VARIABLE
from chatui.engine.requests import LoadRequest
from chatui.models.demo_model import demo_model_path
from tests.engine.held_engine import held_backend

StartHeld = Callable[[str], EngineClient]


@pytest.fixture(scope="session")
def engine_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the engine's process is told; the probe runs once for all tests."""
    return {
        PROFILES_VARIABLE: str(tmp_path_factory.mktemp("state") / "profiles.json"),
        PROBE_MODEL_VARIABLE: str(demo_model_path()),
    }


@pytest.fixture
def engine(tmp_path: Path, engine_environment: dict[str, str]) -> Iterator[EngineClient]:
    """An engine that has loaded nothing."""
    client = EngineClient(tmp_path / "engine.log", environment=engine_environment)
    yield client
    client.close()


@pytest.fixture
def held(tmp_path: Path, engine_environment: dict[str, str]) -> Iterator[StartHeld]:
    """Starts an engine that waits in the middle of a batch; see `tests.engine.llama.held`."""
    started: list[EngineClient] = []

    def start(name: str) -> EngineClient:
        log_path = tmp_path / "engine.log"
        client = EngineClient(log_path, environment=engine_environment, backend=held_backend(name))
        started.append(client)
        return client

    yield start
    for client in started:
        client.close()


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory, engine_environment: dict[str, str]
) -> Iterator[EngineClient]:
    """One engine with the bundled model and eight lanes, for the tests of a module that only generate."""
    client = EngineClient(tmp_path_factory.mktemp("log") / "engine.log", environment=engine_environment)
    client.load(LoadRequest(str(demo_model_path()), n_lanes=8))
    yield client
    client.close()
