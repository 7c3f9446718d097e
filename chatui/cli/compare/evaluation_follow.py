"""Runs an evaluation so that a signal can stop it at any moment, and shows how far it is; judges nothing."""

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeAlias

from chatui.cli.compare.evaluation_progress import ProgressView
from chatui.cli.console import Console
from chatui.cli.interrupts import Interrupts
from chatui.comparison.evaluation_run import EvaluationEvent, EvaluationRun

_ASK_AGAIN_S = 0.2
"""Between two requests to stop: one that comes before the engine has begun goes unheard."""


class _Wake:
    """A signal came."""


class _End:
    """Nothing is left to ask, or it was stopped."""


_Item: TypeAlias = EvaluationEvent | Exception | _Wake | _End


def follow(run: EvaluationRun, total: int, console: Console) -> int | None:
    """Play the run to its end; returns the signal that ended it, None where it ended by itself."""
    queue: SimpleQueue[_Item] = SimpleQueue()
    thread = Thread(target=_work, args=(run, queue), name="evaluation", daemon=True)
    view = ProgressView(console, total, [result.seconds for result in run.results])
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
