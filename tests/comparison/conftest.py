"""Comparisons that are closed when their test is over, and real engines for them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatui.comparison.comparison import Comparison
from chatui.engine.client import EngineClient
from chatui.engine.environment import PROBE_MODEL_VARIABLE, PROFILES_VARIABLE
from chatui.models.demo_model import demo_model_path

Closing = Callable[[Comparison], Comparison]


@pytest.fixture
def closing() -> Iterator[Closing]:
    """Remembers a comparison and closes it at the end."""
    opened: list[Comparison] = []

    def remember(comparison: Comparison) -> Comparison:
        opened.append(comparison)
        return comparison

    yield remember
    for comparison in opened:
        comparison.close()
        list(comparison.play())


@pytest.fixture(scope="session")
def engine_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the engine's process is told; the probe runs once for all tests."""
    return {
        PROFILES_VARIABLE: str(tmp_path_factory.mktemp("state") / "profiles.json"),
        PROBE_MODEL_VARIABLE: str(demo_model_path()),
    }


class RealEngines:
    """Opens engines in child processes and remembers them."""

    def __init__(self, log_path: Path, environment: dict[str, str]) -> None:
        self.opened: list[EngineClient] = []
        self._log_path = log_path
        self._environment = environment

    def __call__(self) -> EngineClient:
        """One more, on the bundled model's backend."""
        self.opened.append(EngineClient(self._log_path, environment=self._environment))
        return self.opened[-1]

    def of_backend(self, name: str) -> Callable[[], EngineClient]:
        """Opens engines on a backend of the tests."""

        def open_engine() -> EngineClient:
            environment = self._environment
            self.opened.append(EngineClient(self._log_path, environment=environment, backend=name))
            return self.opened[-1]

        return open_engine


@pytest.fixture
def real_engines(tmp_path: Path, engine_environment: dict[str, str]) -> Iterator[RealEngines]:
    engines = RealEngines(tmp_path / "engine.log", engine_environment)
    yield engines
    for engine in engines.opened:
        engine.close()
