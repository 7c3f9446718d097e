"""Runs an evaluation so that a signal can stop it at any moment, and shows how far it is; judges nothing."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeAlias

from chatui.cli.console import Console
from chatui.cli.interrupts import Interrupts
from chatui.cli.models.words import time_words
from chatui.comparison.evaluation_run import Asking, EvaluationEvent, EvaluationRun, Loading, QuestionOver

_ASK_AGAIN_S = 0.2
"""Between two requests to stop: one that comes before the engine has begun goes unheard."""
_DRAW_EVERY_S = 0.1
_LINE_EVERY_S = 10.0


class _Wake:
    """A signal came."""


class _End:
    """Nothing is left to ask, or it was stopped."""


_Item: TypeAlias = EvaluationEvent | Exception | _Wake | _End


def follow(run: EvaluationRun, total: int, console: Console) -> int | None:
    """Play the run to its end; returns the signal that ended it, None where it ended by itself."""
    queue: SimpleQueue[_Item] = SimpleQueue()
    thread = Thread(target=_work, args=(run, queue), name="evaluation", daemon=True)
    view = _View(console, total, [result.seconds for result in run.results])
    with Interrupts(lambda: queue.put(_Wake())) as interrupts:
        thread.start()
        try:
            for event in _events(queue, run, interrupts):
                view.take(event)
        finally:
            while thread.is_alive():
                run.stop()
                thread.join(_ASK_AGAIN_S)
    return interrupts.received if len(run.results) < total else None


def _work(run: EvaluationRun, queue: "SimpleQueue[_Item]") -> None:
    try:
        run.play(queue.put)
        queue.put(_End())
    except Exception as error:  # thread boundary: whatever it is, the main thread raises it
        queue.put(error)


def _events(
    queue: "SimpleQueue[_Item]", run: EvaluationRun, interrupts: Interrupts
) -> Iterator[EvaluationEvent]:
    while not isinstance(item := _next(queue, interrupts), _End):
        if isinstance(item, _Wake):
            run.stop()
        elif isinstance(item, Exception):
            raise item
        else:
            yield item


def _next(queue: "SimpleQueue[_Item]", interrupts: Interrupts) -> _Item:
    try:
        return queue.get(timeout=_ASK_AGAIN_S if interrupts.received is not None else None)
    except Empty:
        return _Wake()


@dataclass(slots=True)
class _View:
    """A line that changes in place on a terminal; elsewhere a line, at most one in ten seconds."""

    console: Console
    total: int
    seconds: list[float]
    """That each answered question took."""
    began: float = field(default_factory=time.monotonic)
    next_at: float = 0.0

    def __post_init__(self) -> None:
        self.next_at = self.began + self._every_s

    def take(self, event: EvaluationEvent) -> None:
        """Bring the view up to date."""
        now = time.monotonic()
        if isinstance(event, QuestionOver):
            self.seconds.append(event.result.seconds)
            self.began = now
        elif now >= self.next_at:
            self.next_at = now + self._every_s
            self._show(self._words(event, now - self.began))

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
