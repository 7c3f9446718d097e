"""The line that shows downloads while something else is done; it watches them itself."""

from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from chatui.library.base import Pull
from chatui.tui.messages import ModelsAsked
from chatui.tui.models.pull_text import running_text
from chatui.tui.models.pull_watch import PullWatch

LOOK_S = 0.5
"""Twice a second is often enough for a number that a person glances at."""


class DownloadLine(Static):
    """Nothing, or how far the downloads are; a click opens the models."""

    DEFAULT_CSS = """
    DownloadLine { width: auto; max-width: 60%; height: 1; padding: 0 2 0 0; color: $text-accent; }
    DownloadLine { text-wrap: nowrap; text-overflow: ellipsis; }
    DownloadLine:hover { text-style: underline; }
    """

    class Ended(Message):
        """A download ended, well or not."""

        def __init__(self, pull: Pull) -> None:
            super().__init__()
            self.pull = pull

    def __init__(self, watch: PullWatch) -> None:
        super().__init__("", markup=False)
        self._watch = watch
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Look for downloads that are under way already."""
        self._timer = self.set_interval(LOOK_S, self.look, pause=True)
        self.look()

    def look(self) -> None:
        """Bring the line up to date, and go on looking while there is something to see."""
        self.update(Content(running_text(self._watch.pulls)))
        if self._timer is None:
            return
        if not self._watch.is_running:
            self._timer.pause()
            return
        self._timer.resume()
        if self.screen.is_current:
            for pull in self._watch.take_ended():
                # As its own, also where the screen asked for the look: else it would stop at the screen.
                self.post_message(self.Ended(pull).set_sender(self))

    def on_click(self) -> None:
        """Show them all."""
        self.post_message(ModelsAsked())
