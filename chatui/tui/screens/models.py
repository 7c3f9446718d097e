"""The models: lays out list and details, shows what came, and passes on what the person does."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer

from chatui.errors import ChatuiError
from chatui.library.base import Library
from chatui.library.values import ModelDetails, ModelRow
from chatui.tui.commands import MODELS_COMMANDS, bindings
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.messages import ModelUseAsked
from chatui.tui.model_actions import ModelActions
from chatui.tui.models.choice import MemoryChoice
from chatui.tui.models.listing import Doing, RowState, list_row
from chatui.tui.models.pull_text import end_text
from chatui.tui.models.pull_watch import PullWatch
from chatui.tui.models.questions import Question
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.screens.help import HelpScreen
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


class ModelsScreen(Screen[None]):
    """One list of the catalogue, the disk and the downloads, or of what the hub found; details beside it."""

    CSS_PATH = "models.tcss"
    BINDINGS = bindings(MODELS_COMMANDS)
    HORIZONTAL_BREAKPOINTS = _WIDTHS

    def __init__(
        self, library: Library, watch: PullWatch, in_use: Callable[[], Path], choice: MemoryChoice
    ) -> None:
        super().__init__()
        self._library = library
        self._watch = watch
        self._in_use = in_use
        self._choice = choice
        self._calls = LibraryCalls(self)
        self._actions = ModelActions(library, self._calls, self)
        self._asks_hub = False
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

    @on(events.ScreenResume)
    def _look_anew(self) -> None:
        """Models may have come and gone meanwhile."""
        self.changed()

    def tell(self, message: str, hint: str = "", kind: str = "information") -> None:
        """Say what happened, and what to do next."""
        self.query_one(Notice).show(message, hint, kind)

    def use(self, ref: str) -> None:
        """Talk with a model from now on."""
        self.post_message(ModelUseAsked(ref, self._choice.n_ctx, self._choice.kv_type))

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

    @on(ModelList.Chosen, "#models")
    def _choose(self) -> None:
        self._asks_hub = False
        self._show_chosen()

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

    @on(DetailsPanel.ChoiceStepped)
    def _step_choice(self, message: DetailsPanel.ChoiceStepped) -> None:
        row = self._browser.row
        self._choice = self._choice.stepped(message.what, message.step, row.context_length if row else None)
        self._panel.show_choice(self._choice)
        self._ask_details()

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

    def action_details(self) -> None:
        """Go to the details; on a narrow terminal they are a page of their own."""
        self.add_class("-details")
        # On a narrow terminal the panel is not shown yet, and what is not shown takes no focus.
        self.call_after_refresh(self._panel.focus_part)
        self.refresh_bindings()

    def action_list(self) -> None:
        """Go to the list."""
        self.remove_class("-details")
        self._browser.focus_list()
        self.refresh_bindings()

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
            self._asks_hub = True
            self._panel.show_note("Asking the hub for the file's header: some megabytes.")
            self._ask_details()

    def action_open_file(self) -> None:
        """Add a file of this disk to the list."""
        self.app.push_screen(OpenFileScreen(), lambda path: self._actions.import_file(path) if path else None)

    def action_context(self, step: int) -> None:
        """Reckon with a longer or a shorter context."""
        self.post_message(DetailsPanel.ChoiceStepped("context", step))

    def action_help(self) -> None:
        """Show the keys of what has the focus."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

    @property
    def _browser(self) -> Browser:
        return self.query_one(Browser)

    @property
    def _panel(self) -> DetailsPanel:
        return self.query_one(DetailsPanel)

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

    def _show_chosen(self) -> None:
        row, hub = self._browser.row, self._browser.hub_row
        if hub is not None:
            self._panel.show_hub(hub)
        elif row is not None:
            self._panel.show_row(row)
        self._ask_details()
        self._show_state()
        self.refresh_bindings()

    def _show_state(self) -> None:
        line = self._browser.line
        if line is None:
            self._panel.show_nothing()
        elif not self._browser.is_hub:
            pull = self._watch.latest(line.ref)
            error = pull.error if pull and line.state is RowState.FAILED else None
            self._panel.show_state(line, str(error or ""))

    def _ask_details(self) -> None:
        row = self._browser.row
        if row is None:
            self._calls.drop("details")
            return
        ask = self._library.details_from_hub if self._asks_hub else self._library.details
        job = partial(ask, row.ref, *self._choice.for_model(row.context_length))
        self._calls.ask("details", job, self._show_details, lambda error: self._panel.show_note(str(error)))

    def _show_details(self, details: ModelDetails) -> None:
        self._panel.show_details(details)
        self._show_state()

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
                self.tell(*end_text(pull))
            self.changed()

    def _tell_error(self, error: ChatuiError) -> None:
        self.tell(error.message, error.hint, "error")
