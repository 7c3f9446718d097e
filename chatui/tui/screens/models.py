"""The models: lays out list and details, shows what came, and passes on what the person does."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from chatui.errors import ChatuiError
from chatui.library.base import Library
from chatui.library.values import ModelRow
from chatui.tui.commands import MODELS_COMMANDS, bindings
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded
from chatui.tui.model_actions import ModelActions
from chatui.tui.models.choice import MemoryChoice
from chatui.tui.models.listing import Doing, RowState, list_row
from chatui.tui.models.pull_text import end_text
from chatui.tui.models.pull_watch import PullWatch
from chatui.tui.models.questions import Question
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.screens.help import HelpScreen
from chatui.tui.screens.model_details import ModelDetailsScreen
from chatui.tui.screens.open_file import OpenFileScreen
from chatui.tui.widgets.key_bar import KeyBar
from chatui.tui.widgets.models.browser import Browser
from chatui.tui.widgets.models.details_panel import DetailsPanel
from chatui.tui.widgets.models.model_list import ModelList
from chatui.tui.widgets.models.models_title import ModelsTitle
from chatui.tui.widgets.models.notice import Notice

LOOK_S = 0.25
"""How often running downloads and checks are looked at."""

_WIDTHS = [(0, "-narrow"), (110, "-wide")]
"""From how many columns; narrower than 110, the details are a page of their own."""

_GETTABLE = {RowState.ABSENT, RowState.PART, RowState.FAILED, RowState.BROKEN}
_NEEDS = {
    "download": _GETTABLE,
    "cancel": {RowState.PULLING, RowState.VERIFYING},
    "remove": {RowState.ON_DISK, RowState.IN_USE, RowState.BROKEN, RowState.PART},
    "verify": {RowState.ON_DISK, RowState.IN_USE, RowState.BROKEN},
    "ask_hub": _GETTABLE,
}
"""In which states an action can be done; the others always can."""


class ModelsScreen(ModelDetailsScreen):
    """One list of the catalogue, the disk and the downloads, or of what the hub found; details beside it."""

    CSS_PATH = "models.tcss"
    BINDINGS = bindings(MODELS_COMMANDS)
    PALETTE = MODELS_COMMANDS
    HORIZONTAL_BREAKPOINTS = _WIDTHS

    def __init__(
        self, library: Library, watch: PullWatch, in_use: Callable[[], Path], choice: MemoryChoice
    ) -> None:
        super().__init__(library, watch, in_use, choice)
        self._actions = ModelActions(library, self._calls, self, self._with_keys)
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield ModelsTitle(is_offline=self._library.is_offline)
        with Horizontal(id="models-panes"):
            yield Browser(is_offline=self._library.is_offline)
            yield DetailsPanel()
        yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """The list gets the focus, so that keys act on it; / filters."""
        self._timer = self.set_interval(LOOK_S, self._look, pause=True)
        self._panel.show_choice(self._choice)
        self._panel.show_nothing()
        self._browser.models.focus()

    def on_unmount(self) -> None:
        """End the checks; a download is the library's to end."""
        self._actions.stop_checks()

    def _with_keys(self, sentence: str) -> str:
        return key_names(self).text(sentence)

    @on(events.ScreenResume)
    def _look_anew(self) -> None:
        """Models may have come and gone meanwhile."""
        self.changed()

    def tell(self, message: str, hint: str = "", kind: str = "information") -> None:
        """Say what happened, and what to do next."""
        self.query_one(Notice).show(message, hint, kind)

    def leave(self) -> None:
        """Back to the chat; downloads go on."""
        self.app.pop_screen()

    def confirm(self, question: Question, yes: Callable[[], None]) -> None:
        """Ask, and go on if the answer is yes."""
        self.app.push_screen(ConfirmScreen(question), lambda answer: yes() if answer else None)

    def changed(self, ref: str | None = None) -> None:
        """Ask the library anew; `ref` is the model to look at."""
        if ref is not None and self._browser.is_hub:
            self._browser.leave_hub()
        self._browser.show_doing(self._doing, ref)
        self._calls.ask("models", self._library.models, partial(self._show_rows, ref), self._tell_error)
        if self._timer is not None:
            self._timer.resume()

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(Browser.SearchAsked)
    def _search(self, message: Browser.SearchAsked) -> None:
        def fail(error: ChatuiError) -> None:
            self._browser.show_found(None)
            self._tell_error(error)

        job = partial(self._library.search_hub, message.words)
        self._calls.ask("search", job, self._browser.show_found, fail)

    @on(ModelList.Taken, "#models")
    def _take(self) -> None:
        row, line = self._browser.row, self._browser.line
        if row is not None and line is not None:
            self._actions.take(row, line.state)
        else:
            self.action_details()

    @on(ModelList.Taken, "#quantizations")
    def _take_quantization(self, message: ModelList.Taken) -> None:
        line = self.query_one("#quantizations", ModelList).chosen
        if line is not None:
            known = self._browser.row_of(line.ref)
            state = list_row(known, self._doing).state if known else line.state
            self._actions.take(known or ModelRow(line.ref, line.ref, "", fit=line.fit), state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the chosen model is offered."""
        if action == "filter":
            return not self._browser.is_typing
        if action == "details":
            return not self.has_class("-details")
        needed = _NEEDS.get(str(parameters[0])) if action == "model" else _NEEDS.get(action)
        if needed is None:
            return True
        line = self._browser.line if self._browser.row else None
        return line is not None and line.state in needed

    def action_back(self) -> None:
        """One step out: of an error, the details, the filter, the hub, and at last to the chat."""
        notice = self.query_one(Notice)
        if notice.has_class("-error"):
            notice.clear()
        elif self.has_class("-details"):
            self.action_list()
        elif not self._browser.step_out():
            self.leave()

    def action_filter(self) -> None:
        """Type words."""
        self._browser.focus_field()

    def action_model(self, what: str) -> None:
        """Do something with the chosen model, if it can be done."""
        row, line = self._browser.row, self._browser.line
        if row is not None and line is not None and self.check_action("model", (what,)):
            self._actions.do(what, row, line.state)

    def action_hub(self) -> None:
        """Search the hub."""
        self._browser.enter_hub()
        self._panel.show_nothing()

    def action_ask_hub(self) -> None:
        """Ask the hub for what is known of a model that is not here."""
        if self._actions.may_ask_hub("its details are not known"):
            self.ask_hub_for_details()

    def action_open_file(self) -> None:
        """Add a file of this disk to the list."""
        self.app.push_screen(OpenFileScreen(), lambda path: self._actions.import_file(path) if path else None)

    def action_help(self) -> None:
        """Show the keys of what has the focus."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

    @property
    def _doing(self) -> Doing:
        return Doing(self._watch.pulls, self._actions.verified, self._in_use())

    def _show_rows(self, choose: str | None, rows: Sequence[ModelRow]) -> None:
        if choose is None and self._browser.line is None:
            choose = next(
                (row.ref for row in rows if row.path and row.path.absolute() == self._in_use()), None
            )
        self._browser.show_rows(rows, choose)
        self._ask_details()

    def _look(self) -> None:
        is_shown = self in self.app.screen_stack
        is_busy = self._watch.is_running or bool(self._actions.verified)
        if self._timer is not None and not (is_shown and is_busy):
            self._timer.pause()
        if not is_shown:
            return  # The chat, which the person sees, tells what ends now.
        self._browser.show_doing(self._doing)
        self._show_state()
        self.refresh_bindings()
        for pull in self._watch.take_ended():
            if not pull.is_cancelled:
                self.tell(*end_text(pull, key_names(self)))
            self.changed()

    def _tell_error(self, error: ChatuiError) -> None:
        self.tell(error.message, error.hint, "error")
