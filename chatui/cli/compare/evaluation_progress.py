"""Shows how far an evaluation is and how long it will take; it runs nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from chatui.cli.console import Console
from chatui.cli.models.words import time_words
from chatui.comparison.evaluation_run import Asking, EvaluationEvent, Loading, QuestionOver

_DRAW_EVERY_S = 0.1
_LINE_EVERY_S = 10.0


@dataclass(slots=True)
class ProgressView:
    """A line that changes in place on a terminal; elsewhere a line, at most one in ten seconds."""

    console: Console
    total: int
    seconds: list[float]
    """That each answered question took."""
    clock: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _next_at: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self._began = self.clock()
        self._next_at = self._began + self._every_s

    def take(self, event: EvaluationEvent) -> None:
        """Bring the view up to date."""
        now = self.clock()
        if isinstance(event, QuestionOver):
            self.seconds.append(event.result.seconds)
            self._began = now
        elif now >= self._next_at:
            self._next_at = now + self._every_s
            self._show(self._words(event, now - self._began))

    @property
    def _every_s(self) -> float:
        return _DRAW_EVERY_S if self.console.has_progress else _LINE_EVERY_S

    def _show(self, words: str) -> None:
        if self.console.has_progress:
            self.console.progress(words[: self.console.progress_width - 1])
        else:
            self.console.narrate(f"{words}.")

    def _words(self, event: Loading | Asking, elapsed: float) -> str:
        if isinstance(event, Loading):
            return f"Loading the model, {event.fraction:.0%}"
        place = f"Question {len(self.seconds) + 1} of {self.total}"
        lanes = f"{event.lanes_over} of {event.lanes} samples over, {event.tokens:,} tokens"
        left = seconds_left(self.seconds, self.total, elapsed)
        return f"{place}: {lanes}" if left is None else f"{place}: {lanes}; {time_words(left)} left"


def seconds_left(seconds: list[float], total: int, elapsed: float) -> float | None:
    """What all questions that are not answered will take, as the answered ones did; None before the first.

    `elapsed` is what the question took so far that is asked now.
    """
    if not seconds:
        return None
    each = sum(seconds) / len(seconds)
    return max(each - elapsed, 0.0) + each * (total - len(seconds) - 1)
