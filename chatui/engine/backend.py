"""What the engine's process drives: a backend that loads and generates; knows no pipe and no parent."""

from collections.abc import Callable, Iterator
from typing import Protocol

from chatui.chat.events import Event
from chatui.engine.requests import EngineReport, GenerateRequest, LoadRequest, ModelInfo

DEFAULT_BACKEND = "chatui.engine.llama.backend:LlamaBackend"
"""module:Class; only the engine's own process imports it."""


class Backend(Protocol):
    """Made without arguments; everything but `cancel` is called on the process's main thread, one at a time.

    Whatever a call raises reaches the caller in the parent: a ChatuiError as it is, anything else as an
    EngineError, its traceback in the log.
    """

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        """Load a model; the parent starts a fresh process for every further one.

        A cancel ends it with an EngineError.
        """

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        """Yield events until every lane has `Finished`; a delta may be one token, they are merged."""

    def cancel(self, lane: int | None) -> None:
        """End one lane, or everything under way, as soon as possible.

        Called from another thread while `load` or `generate` runs, or just before it begins; it must not
        block. It holds until `clear_cancel`.
        """

    def clear_cancel(self) -> None:
        """Forget every cancel; called before each `load`, `generate` and `report`, never while one runs."""

    def report(self) -> EngineReport:
        """What the engine is, with or without a model; `log_path` is filled in by the parent."""

    def close(self) -> None:
        """Free everything; the process ends right after."""
