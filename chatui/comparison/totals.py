"""Adds up what a comparison costs while its events come; it knows no vote."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from chatui.chat.events import AnswerDelta, Finished, PromptProgress, ThoughtDelta
from chatui.comparison.events import ComparisonEvent, LaneEvent, LanesFailed, ModelLoaded


@dataclass(slots=True)
class Totals:
    """Counts and times, in seconds, of all lanes together; times are those of the clock of who listens."""

    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    prompt_tokens_evaluated: int = 0
    """Each batch evaluates its prompt once, without what the KV cache held of it already."""
    tokens: int = 0
    """Drawn, of thoughts and answers."""
    load_s: float = 0.0
    decode_s: float = 0.0
    """While at least one lane was being written."""
    _began: float = field(init=False)
    _latest: float = field(init=False)
    _writing: set[int] = field(default_factory=set)
    _evaluated: dict[tuple[int, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin to count."""
        self._began = self._latest = self.clock()

    @property
    def total_s(self) -> float:
        """From the beginning to the latest event, loads included."""
        return self._latest - self._began

    @property
    def decode_tokens_per_s(self) -> float:
        """Of all lanes together; 0 where nothing was written."""
        return self.tokens / self.decode_s if self.decode_s > 0 else 0.0

    def add(self, item: ComparisonEvent) -> None:
        """Take in one event."""
        now = self.clock()
        if self._writing:
            self.decode_s += now - self._latest
        self._latest = now
        match item:
            case ModelLoaded(info=info):
                self.load_s += info.load_s
            case LanesFailed(lanes=numbers):
                self._writing.difference_update(numbers)
            case LaneEvent(lanes=numbers, event=PromptProgress(evaluated=evaluated, reused=reused)):
                self._evaluate(numbers, evaluated - reused)
            case LaneEvent(lanes=numbers, event=ThoughtDelta(tokens=tokens) | AnswerDelta(tokens=tokens)):
                self.tokens += tokens
                self._writing.update(numbers)
            case LaneEvent(lanes=numbers, event=Finished()):
                self._writing.difference_update(numbers)
            case _:
                pass

    def _evaluate(self, batch: tuple[int, ...], evaluated: int) -> None:
        self.prompt_tokens_evaluated += evaluated - self._evaluated.get(batch, 0)
        self._evaluated[batch] = evaluated
