"""Opens the real engine as chatui does, on a backend that waits in the middle of a batch."""

from chatui.config.paths import engine_log_path, profiles_path
from chatui.engine.client import EngineClient
from chatui.engine.environment import PROBE_MODEL_VARIABLE, PROFILES_VARIABLE
from chatui.models.demo_model import demo_model_path


def held_backend(name: str) -> str:
    """The name by which the engine's process finds a class of `tests.engine.llama.held`."""
    return f"tests.engine.llama.held:{name}"


def held_engine(name: str) -> EngineClient:
    """An engine on that backend, with its log and its memory in the state folder."""
    environment = {PROFILES_VARIABLE: str(profiles_path()), PROBE_MODEL_VARIABLE: str(demo_model_path())}
    return EngineClient(engine_log_path(), environment=environment, backend=held_backend(name))
