"""Runs an export or an import, shows how far it is, and what it left out; what it does is not known here."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError
from chatui.tui.background_job import BackgroundJob
from chatui.tui.commands import bindings
from chatui.tui.kept.transfers import TransferJob, TransferProgress, TransferReport
from chatui.tui.kept_commands import TRANSFER_COMMANDS
from chatui.tui.key_names import key_names

_LOOK_S = 0.1


class TransferScreen(ModalScreen[TransferReport | ChatuiError | None]):
    """Closes by itself when all went well; what was left out stays until it was read."""

    CSS_PATH = "transfer.tcss"
    BINDINGS = bindings(TRANSFER_COMMANDS)

    def __init__(self, title: str, job: TransferJob) -> None:
        super().__init__()
        self._title = title
        self._progress = TransferProgress()
        self._job = BackgroundJob("transfer", lambda: job(self._progress))
        self._report: TransferReport | None = None

    def compose(self) -> ComposeResult:
        """A bar, then what was left out."""
        with Vertical(classes="transfer") as box:
            box.border_title = self._title
            box.border_subtitle = key_names(self).text("{transfer.close} cancels")
            yield Static("Working…", classes="remark", markup=False)
            yield ProgressBar(show_eta=False)
            with VerticalScroll(id="unread"):
                yield Static("", markup=False)

    def on_mount(self) -> None:
        """Look until it is over."""
        self._timer = self.set_interval(_LOOK_S, self._look)

    def on_unmount(self) -> None:
        """End what runs."""
        self._progress.stop.set()

    def action_close(self) -> None:
        """Cancel, or close what was read."""
        if self._report is not None:
            self.dismiss(self._report)
        self._progress.stop.set()

    def _look(self) -> None:
        progress = self._progress
        if progress.total:
            self.query_one(ProgressBar).update(total=progress.total, progress=progress.done)
            self._say(f"{progress.done:,} of {progress.total:,}")
        if not self._job.is_over:
            return
        self._timer.stop()
        outcome = self._job.outcome
        if isinstance(outcome, ChatuiError) or not outcome.unread:
            self.dismiss(outcome)
        else:
            self._show(outcome)

    def _show(self, report: TransferReport) -> None:
        self._report = report
        self.query_one(ProgressBar).display = False
        self._say(f"{report.text} Left out:")
        lines = Content("\n").join(Content(f"· {display_text(line)}") for line in report.unread)
        self.query_one("#unread Static", Static).update(lines)
        box = self.query_one(".transfer", Vertical)
        box.add_class("-read")
        box.border_subtitle = key_names(self).text("{transfer.close} closes")
        self.query_one("#unread").focus()

    def _say(self, text: str) -> None:
        self.query_one(".remark", Static).update(Content(display_text(text)))
