"""Follows a download to its end, and stops it when a signal comes; how bytes travel is not known here."""

import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from chatui.cli.console import Console
from chatui.cli.interrupts import Interrupts
from chatui.cli.models.progress_text import progress_bar, progress_line, share_done
from chatui.cli.models.words import size_words
from chatui.library.base import Pull
from chatui.models.download.progress import PullProgress, PullState

_LOOK_EVERY_S = 0.1
_LINE_EVERY_S = 1.0


def follow(pull: Pull, console: Console) -> int | None:
    """Show the download until it is over; returns the signal that ended it, None where it ended by itself.

    What came before a signal is kept, and a sentence says so.
    """
    view = _View(console)
    wakes: SimpleQueue[None] = SimpleQueue()
    with Interrupts(lambda: wakes.put(None)) as interrupts:
        while not pull.is_over:
            if interrupts.received is not None:
                pull.cancel()
            view.show(pull.progress)
            _wait(wakes)
    if interrupts.received is not None and pull.path is None:
        kept = size_words(pull.progress.done_bytes)
        console.narrate(f"Stopped; the {kept} that came are kept. `chatui models pull {pull.ref}` goes on.")
        return interrupts.received
    return None


def _wait(wakes: "SimpleQueue[None]") -> None:
    try:
        wakes.get(timeout=_LOOK_EVERY_S)
    except Empty:
        return


@dataclass(slots=True)
class _View:
    """A bar that changes in place on a terminal; elsewhere a line, at most one a second."""

    console: Console
    last: tuple[PullState, int] | None = None
    next_line_at: float = 0.0

    def show(self, progress: PullProgress) -> None:
        if self.console.has_progress:
            bar = progress_bar(
                progress, self.console.progress_width, is_ascii=not self.console.can_draw("█░")
            )
            self.console.progress(bar)
            return
        now = time.monotonic()
        look = (progress.state, int((share_done(progress) or 0) * 100))
        # A log that says the same a thousand times hides the line that says something new.
        if now >= self.next_line_at and look != self.last:
            self.console.narrate(progress_line(progress))
            self.last, self.next_line_at = look, now + _LINE_EVERY_S
