"""Runs an evaluation so that a signal can stop it at any moment, and shows how far it is; judges nothing."""

from contextlib import closing

from chatui.cli.compare.evaluation_progress import ProgressView
from chatui.cli.console import Console
from chatui.cli.interruptible import Interruptible
from chatui.comparison.evaluation_run import EvaluationRun


def follow(run: EvaluationRun, total: int, console: Console) -> int | None:
    """Play the run to its end; returns the signal that ended it, None where it ended by itself."""
    view = ProgressView(console, total, [result.seconds for result in run.results])
    played = Interruptible(run.play, run.stop, "evaluation")
    with closing(played.items()) as events:
        for event in events:
            view.take(event)
    return played.signal if len(run.results) < total else None
