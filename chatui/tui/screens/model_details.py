"""The chosen model beside the list: its details, its state, and with which memory it is reckoned."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import on

from chatui.library.base import Library
from chatui.library.values import ModelDetails
from chatui.tui.library_calls import LibraryCalls
from chatui.tui.messages import ModelUseAsked
from chatui.tui.models.choice import MemoryChoice
from chatui.tui.models.listing import RowState
from chatui.tui.models.pull_watch import PullWatch
from chatui.tui.screens.styled_once import StyledOnce
from chatui.tui.widgets.models.browser import Browser
from chatui.tui.widgets.models.details_panel import DetailsPanel
from chatui.tui.widgets.models.model_list import ModelList


class ModelDetailsScreen(StyledOnce[None]):
    """The part of the models' screen that follows the chosen line; which lines there are, a subclass says."""

    def __init__(
        self, library: Library, watch: PullWatch, in_use: Callable[[], Path], choice: MemoryChoice
    ) -> None:
        super().__init__()
        self._library = library
        self._watch = watch
        self._in_use = in_use
        self._choice = choice
        self._calls = LibraryCalls(self)
        self._asks_hub = False

    def use(self, ref: str) -> None:
        """Talk with a model from now on."""
        self.post_message(ModelUseAsked(ref, self._choice.n_ctx, self._choice.kv_type))

    @property
    def _browser(self) -> Browser:
        return self.query_one(Browser)

    @property
    def _panel(self) -> DetailsPanel:
        return self.query_one(DetailsPanel)

    @on(ModelList.Chosen, "#models")
    def _choose(self) -> None:
        self._asks_hub = False
        self._show_chosen()

    @on(DetailsPanel.ChoiceStepped)
    def _step_choice(self, message: DetailsPanel.ChoiceStepped) -> None:
        row = self._browser.row
        self._choice = self._choice.stepped(message.what, message.step, row.context_length if row else None)
        self._panel.show_choice(self._choice)
        self._ask_details()

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

    def action_context(self, step: int) -> None:
        """Reckon with a longer or a shorter context."""
        self.post_message(DetailsPanel.ChoiceStepped("context", step))

    def ask_hub_for_details(self) -> None:
        """Show what the hub knows of a model that is not here; blocks nothing."""
        self._asks_hub = True
        self._panel.show_note("Asking the hub for the file's header: some megabytes.")
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
