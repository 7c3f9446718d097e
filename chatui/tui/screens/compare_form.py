"""Asks what is to be compared, and says what it costs before it starts; how it is run is not known here."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, SelectionList, Static

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError, PromptError
from chatui.library.values import ModelRow
from chatui.tui.commands import bindings
from chatui.tui.compare_commands import COMPARE_FORM_COMMANDS
from chatui.tui.comparing.choice import CompareChoice
from chatui.tui.comparing.form_fields import FORM_FIELDS, FormField, changed
from chatui.tui.comparing.planned import Planned, Planner
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.screens.help import HelpScreen
from chatui.tui.screens.styled_once import StyledOnce
from chatui.tui.widgets.compare.model_choice import ModelChoice
from chatui.tui.widgets.key_bar import KeyBar
from chatui.tui.widgets.setting_field import SettingField

_PAUSE_S = 0.3
"""How long nothing must be typed before it is planned: that reads files and looks at the memory."""

_QUESTION = FormField(
    "question",
    "Question",
    "Every lane is asked this.",
    "a question",
    lambda choice: choice.question,
    lambda choice, typed: choice,
)


class CompareFormScreen(StyledOnce[Planned | None], ModalScreen[Planned | None]):
    """Ends with what is to be run, or None where nothing is."""

    CSS_PATH = "compare_form.tcss"
    BINDINGS = bindings(COMPARE_FORM_COMMANDS)
    AUTO_FOCUS = ""  # the question has it

    def __init__(
        self, choice: CompareChoice, models: Callable[[], Sequence[ModelRow]], planner: Planner
    ) -> None:
        """`models` are those of the library; it may block, as `planner` does."""
        super().__init__()
        self._choice = choice
        self._models = models
        self._planner = planner
        self._calls = LibraryCalls(self)
        self._due: Timer | None = None
        self._planned: Planned | None = None
        self._starts = False
        """The person wants to start as soon as it is planned."""

    def compose(self) -> ComposeResult:
        """Question, models, settings; the cost; the keys."""
        with Vertical(id="compare-form") as box:
            box.border_title = "Compare thoughts"
            with VerticalScroll(id="compare-fields", can_focus=False):
                yield _widget(_QUESTION, self._choice, is_long=True)
                yield Static("Models", classes="label", markup=False)
                yield ModelChoice(self._choice.models)
                for field in FORM_FIELDS:
                    yield _widget(field, self._choice)
            yield Static("", id="compare-cost", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the question, or where there is one with the number of lanes."""
        for name in ("reference", "temperature", "budget"):
            self._of(name).add_class("-text")
        self._of("lanes" if self._choice.question.strip() else "question").focus_value()
        self._calls.ask("models", self._models, self._show_models, self._complain)
        self._judge()

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(SettingField.Changed)
    @on(SelectionList.SelectedChanged)
    def _judge(self) -> None:
        """Say of each field what is wrong with it, and plan once nobody types."""
        for field in FORM_FIELDS:
            try:
                changed(self._choice, field, self._of(field.name).value)
                self._of(field.name).judge("", False)
            except PromptError as error:
                self._of(field.name).judge(str(error), True)
        self._planned = None
        self._calls.drop("plan")
        if self._due is not None:
            self._due.stop()
        self._due = self.set_timer(_PAUSE_S, self._plan)

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def action_start(self) -> None:
        """Close with what is to be run, once it is planned; with something wrong, go there."""
        choice = self._typed(says=True)
        if choice is None:
            return
        if self._planned is None or self._planned.choice != choice:
            self._starts = True
            self._plan()
        elif self._planned.plan is None:
            self._say(self._planned.refusal)
        else:
            self.dismiss(self._planned)

    def action_take_offer(self) -> None:
        """Fill in what would fit."""
        offer = self._planned.offer if self._planned else None
        if offer is None:
            self._say("Nothing smaller is offered.")
            return
        self._choice = offer
        for field in FORM_FIELDS:
            self._of(field.name).fill(field.text(offer))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An offer can be taken where there is one."""
        if action == "take_offer" and self.is_mounted:
            return self._planned is not None and self._planned.offer is not None
        return True

    def action_close(self) -> None:
        """Close; nothing is run."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

    def _plan(self) -> None:
        choice = self._typed(says=False)
        if choice is None:
            self._show_cost("", "")
            return
        self._show_cost("Looking at models and memory…", "")
        self._calls.ask("plan", partial(self._planner, choice), self._show_plan, self._refuse)

    def _show_plan(self, planned: Planned) -> None:
        self._planned = planned
        take = key_names(self).text(" {form.fit} takes that.") if planned.offer else ""
        self._show_cost(planned.cost, planned.refusal + take)
        self.refresh_bindings()
        if self._starts:
            self._starts = False
            self.action_start()

    def _refuse(self, error: ChatuiError) -> None:
        self._planned, self._starts = None, False
        self._show_cost("", str(error))

    def _show_models(self, rows: Sequence[ModelRow]) -> None:
        self.query_one(ModelChoice).show(rows)

    def _typed(self, *, says: bool) -> CompareChoice | None:
        """What is typed, or None where something is wrong; `says` says it, and moves the focus there."""
        choice, wrong = self._choice, None
        for field in FORM_FIELDS:
            try:
                choice = changed(choice, field, self._of(field.name).value)
            except PromptError as error:
                wrong = wrong or (self._of(field.name), str(error))
        question = self._of("question").value.strip()
        models = tuple(self.query_one(ModelChoice).selected)
        if not question:
            wrong = (self._of("question"), "There is no question yet. Type one.")
        elif not models and wrong is None:
            wrong = (self._of("lanes"), "No model is chosen. Space chooses one.")
        if wrong is None:
            return replace(choice, question=question, models=models)
        if says:
            self._say(wrong[1])
            wrong[0].focus_value()
        return None

    def _of(self, name: str) -> SettingField:
        return self.query_one(f"#setting-{name.replace('_', '-')}", SettingField)

    def _show_cost(self, cost: str, warning: str) -> None:
        parts = [Content(display_text(cost)), Content.styled(display_text(warning), "$text-warning")]
        self.query_one("#compare-cost", Static).update(Content("\n").join(part for part in parts if part))

    def _complain(self, error: ChatuiError) -> None:
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.notify(display_text(text), markup=False, severity="warning")


def _widget(field: FormField, choice: CompareChoice, *, is_long: bool = False) -> SettingField:
    return SettingField(
        field.name, field.label, field.text(choice), default="", about=field.about, is_long=is_long
    )
