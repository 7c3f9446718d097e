"""The real engine, which waits in the middle of a batch; each is named `tests.engine.llama.held:Class`.

The bundled model is over in a moment. A test that stops or kills it in the middle needs a middle that lasts
until then, however late the test comes.
"""

from collections.abc import Iterator
from threading import Event as Flag

from chatui.chat.events import AnswerDelta, Event, Finished, PromptProgress, ThoughtDelta
from chatui.engine.llama.backend import LlamaBackend
from chatui.engine.requests import GenerateRequest


class HeldSpeaking(LlamaBackend):
    """Once all lanes of one batch have said something, it waits there for a cancel."""

    batch = 1
    """Which batch of the process waits."""

    def __init__(self) -> None:
        super().__init__()
        self._batches = 0
        self._cancelled = Flag()

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        self._batches += 1
        seen: list[Event] = []
        for event in super().generate(request):
            yield event
            if self._batches == self.batch:
                seen.append(event)
                if self.waits(seen, len(request.lanes)):
                    self._cancelled.wait()

    def waits(self, seen: list[Event], lanes: int) -> bool:
        return len({event.lane for event in seen if isinstance(event, ThoughtDelta | AnswerDelta)}) == lanes

    def cancel(self, lane: int | None) -> None:
        super().cancel(lane)
        self._cancelled.set()

    def clear_cancel(self) -> None:
        super().clear_cancel()
        self._cancelled.clear()


class SecondHeldSpeaking(HeldSpeaking):
    """The second batch waits."""

    batch = 2


class ThirdHeldSpeaking(HeldSpeaking):
    """The third batch waits."""

    batch = 3


class FiveHeldOver(HeldSpeaking):
    """Waits once five lanes are over and all have said something."""

    def waits(self, seen: list[Event], lanes: int) -> bool:
        over = sum(isinstance(event, Finished) for event in seen)
        return over >= 5 and super().waits(seen, lanes)


class HeldInPrompt(HeldSpeaking):
    """Waits once 1,000 tokens of the prompt are evaluated."""

    def waits(self, seen: list[Event], lanes: int) -> bool:
        return any(isinstance(event, PromptProgress) and event.evaluated >= 1000 for event in seen)
