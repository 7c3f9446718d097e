"""Opens the screens of comparisons, one after the other, for the app; it shows no lane itself."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from chatui.chat.display_text import display_text
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import Question
from chatui.comparison.keeping import ComparisonRecorder
from chatui.config.paths import checksums_path
from chatui.errors import ChatuiError
from chatui.library.file_checksums import FileChecksums
from chatui.tui.comparing.access import CompareAccess
from chatui.tui.comparing.choice import CompareChoice
from chatui.tui.comparing.exports import CompareForm, export_comparison
from chatui.tui.comparing.kept_lanes import KeptLanes, choice_of
from chatui.tui.comparing.kept_shelf import ComparisonShelf
from chatui.tui.comparing.planned import Planned, specs_for
from chatui.tui.comparing.planner import planner_of
from chatui.tui.comparing.running import RunningComparison
from chatui.tui.kept.transfers import TransferReport
from chatui.tui.library_calls import LibraryCalls
from chatui.tui.screens.compare import CompareScreen
from chatui.tui.screens.compare_form import CompareFormScreen
from chatui.tui.screens.export_chat import ExportScreen
from chatui.tui.screens.kept_comparisons import KeptComparisonsScreen, Opening
from chatui.tui.screens.transfer import TransferScreen

_NOT_KEPT = "Conversations are not being kept, and so this comparison is not either."


class Comparing:
    """All methods but `close` are called in messages of the app, which gives `calls` what ended."""

    def __init__(
        self, app: App[Any], access: CompareAccess, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.calls = LibraryCalls(app)
        self._app = app
        self._access = access
        self._clock = clock
        self._shelf = ComparisonShelf(access.shelf)
        self._checksums = FileChecksums(checksums_path())

    @property
    def is_running(self) -> bool:
        """Lanes run on a screen of theirs, be it in sight or not."""
        screens = [screen for screen in self._app.screen_stack if isinstance(screen, CompareScreen)]
        return any(screen.source.is_running for screen in screens)

    def ask(self, choice: CompareChoice) -> None:
        """Ask what to compare, and run it."""
        planner = planner_of(self._access.runs.prepare, self._access.runs.plan)
        form = CompareFormScreen(choice, self._access.library.models, planner)
        self._app.push_screen(form, self._run)

    def show(self, key: str, lane: int | None = None) -> None:
        """Show a kept comparison, all its lanes or one."""

        def show(lanes: KeptLanes) -> None:
            choice = choice_of(lanes.comparison)
            self._show(CompareScreen(lanes, choice, self._shelf, self._clock, lane))

        self.calls.ask("open comparison", lambda: self._shelf.open(key), show, self._complain)

    def show_kept(self) -> None:
        """Show the comparisons that are kept, and open one."""
        if self._access.shelf.is_open:
            self._app.push_screen(KeptComparisonsScreen(self._shelf, self.export), self._open)
        else:
            self._say(_NOT_KEPT)

    def export(self, key: str, title: str) -> None:
        """Ask where to, and write a comparison to a file."""

        def run(chosen: tuple[CompareForm, Path] | None) -> None:
            if chosen is not None:
                job = export_comparison(self._access.shelf.database, chosen[0], key, chosen[1])
                self._app.push_screen(TransferScreen("Export", job), self._tell_export)

        self._app.push_screen(ExportScreen(title, tuple(CompareForm)), run)

    def close(self) -> None:
        """The app ends."""
        self._checksums.close()

    def _run(self, planned: Planned | None) -> None:
        if planned is None or planned.plan is None:
            return
        choice = planned.choice
        comparison = Comparison(
            Question(choice.question, choice.attachments),
            specs_for(choice, planned.variants),
            planned.plan,
            self._access.runs.open_engine,
            early_stop=choice.early_stop,
            logprobs=choice.logprobs,
        )
        running = RunningComparison(comparison, self._recorder(comparison, choice), choice.reference)
        running.begin()
        self._show(CompareScreen(running, choice, self._shelf, self._clock))

    def _recorder(self, comparison: Comparison, choice: CompareChoice) -> ComparisonRecorder | None:
        if not self._access.shelf.is_open:
            self._say(_NOT_KEPT)
            return None
        return ComparisonRecorder(self._access.shelf.database, comparison, self._checksums, choice.reference)

    def _open(self, opening: Opening | None) -> None:
        if opening is not None:
            self.show(opening.key, opening.lane)

    def _show(self, screen: CompareScreen) -> None:
        if isinstance(self._app.screen, CompareScreen):
            self._app.pop_screen()
        self._app.push_screen(screen)

    def _tell_export(self, outcome: TransferReport | ChatuiError | None) -> None:
        if isinstance(outcome, ChatuiError):
            self._complain(outcome)
        elif outcome is not None:
            self._say(outcome.text)

    def _complain(self, error: ChatuiError) -> None:
        self._app.notify(display_text(str(error)), markup=False, severity="error", timeout=12)

    def _say(self, text: str) -> None:
        self._app.notify(display_text(text), markup=False)
