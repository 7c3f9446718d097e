"""What every engine can do; the real one, the scripted one and a remote one are not told apart here."""

from collections.abc import Callable, Iterator
from typing import Protocol

from chatui.chat.events import Event
from chatui.engine.requests import GenerateRequest, LoadRequest, ModelInfo


class Engine(Protocol):
    """One model and one generation at a time; `cancel` and `close` may be called from any thread."""

    def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
        """Load a model, replacing the one before; `on_progress` gets 0 to 1 on the calling thread.

        Raises ModelError, EngineError (`cancel` during a load ends it with one) or EngineCrashed.
        """

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        """Yield events until every lane has `Finished`; blocks between them.

        Closing the iterator early cancels. Raises PromptError before any token, EngineError or
        EngineCrashed at any time; what was yielded before stands.
        """

    def cancel(self, lane: int | None = None) -> None:
        """End one lane, or all and a load, as soon as possible; without anything running it does nothing."""

    def close(self) -> None:
        """End the engine and give its memory back; may be called twice."""
