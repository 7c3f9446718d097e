"""The main screen: lays out the widgets and routes what the person does to the flow."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Markdown

from chatui.config.ui_state import UiState, change_ui_state, load_ui_state
from chatui.library.base import Library
from chatui.stored_session import StoredSession
from chatui.tui.commands import CHAT_COMMANDS, SCROLL_COMMANDS, bindings
from chatui.tui.copy_commands import COPY_COMMANDS
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.messages import (
    ConfidenceAsked,
    CopyAsked,
    FlushDue,
    ModelChanged,
    MoreTurnsDue,
    NewConversationAsked,
    PullBegun,
    QuestionAsked,
    TurnChosen,
)
from chatui.tui.models.pull_watch import PullWatch
from chatui.tui.screens.copy import CopyScreen
from chatui.tui.screens.help import HelpScreen
from chatui.tui.screens.settings_actions import SettingsActions
from chatui.tui.widgets.chats.sidebar import ChatsSidebar
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.key_bar import KeyBar
from chatui.tui.widgets.models.download_line import DownloadLine
from chatui.tui.widgets.models.recommendation_card import RecommendationCard
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.panes import BELOW_UNDER, Panes, Shares, Shown
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.prompt_area import PromptArea
from chatui.tui.widgets.settings_mark import SettingsMark
from chatui.tui.widgets.status_line import StatusLine
from chatui.tui.widgets.thought_panel import ThoughtPanel
from chatui.tui.widgets.title_bar import TitleBar
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.welcome import Welcome

_WIDTHS = [(0, "-narrow"), (BELOW_UNDER, "-wide"), (110, "-roomy")]
"""From how many columns a class of the style sheet holds."""

_HEIGHTS = [(0, "-short"), (16, "-tall")]
"""From how many rows; below 16, the title and the keys give way."""


class ChatScreen(SettingsActions):
    """Conversation and thought side by side, state and prompt below."""

    BINDINGS = bindings(CHAT_COMMANDS, COPY_COMMANDS, SCROLL_COMMANDS)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(
        self,
        session: StoredSession,
        library: Library,
        watch: PullWatch,
        store: StoreChoice,
        *,
        model_title: str,
        is_demo: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(session, store, clock)
        self._library = library
        self._watch = watch
        self._model_title = model_title
        self._is_demo = is_demo

    def compose(self) -> ComposeResult:
        """The widgets, from top to bottom."""
        yield TitleBar(self._model_title, self._is_demo)
        with _panes_as(load_ui_state()):
            yield ChatsSidebar(self.kept.shelf)
            yield ConversationPane(self._is_demo, self._library)
            yield ThoughtPanel()
        with Horizontal(id="state"):
            yield StatusLine()
            yield SettingsMark()
            yield DownloadLine(self._watch)
        yield PromptArea()
        yield KeyBar()

    def on_mount(self) -> None:
        """Load the model in the background; the first frame does not wait for it."""
        self.query_one(Prompt).focus()
        self._flow.load()
        self.kept.drafts.bring_back()
        self.kept.open_store()
        self._follower.resume()

    async def on_unmount(self) -> None:
        """End what runs."""
        await asyncio.to_thread(self._flow.close)
        await asyncio.to_thread(self.kept.drafts.save)

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What is under the mouse, but for a widget that Markdown has just replaced.

        Textual 8.2.8 ends with an error on a click there (its issue 6643).
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        if widget is not None and not widget.is_attached:
            return None, None
        return widget, offset

    @on(QuestionAsked)
    async def _ask(self, message: QuestionAsked) -> None:
        if self._branching.is_editing:
            self.say_why_not(await self._branching.ask_instead(message.text, message.attachments))
            return
        turn = self._flow.ask(message.text, message.attachments)
        if turn is None:
            self.say("The model is still answering. Esc stops it.")
            return
        area = self.query_one(PromptArea)
        area.accept(message.text)
        area.prompt.focus()
        await self._follower.show_new(turn)
        self.kept.begun(turn)
        self._follower.resume()

    @on(TurnChosen)
    async def _show_chosen(self, message: TurnChosen) -> None:
        self._follower.show_chosen(message.turn)
        if message.moves:
            await self.query_one(Transcript).bring_into_sight(message.turn)

    @on(MoreTurnsDue)
    async def _draw_more(self) -> None:
        await self.query_one(Transcript).draw_more()

    @on(ConfidenceAsked)
    def _ask_for_confidence(self, message: ConfidenceAsked) -> None:
        self._flow.ask_for_logprobs(message.is_on)

    @on(Markdown.LinkClicked)
    def _show_link(self, event: Markdown.LinkClicked) -> None:
        self.say(f"Link: {event.href}")

    def action_stop(self) -> None:
        """Stop what runs; with nothing to stop, go back to the prompt."""
        if not self._branching.leave_editing() and not self.stop():
            self.query_one(Prompt).focus()

    def action_new_conversation(self) -> None:
        """Begin anew; the model stays loaded."""
        self.post_message(NewConversationAsked())

    @on(NewConversationAsked)
    async def _begin_anew(self) -> None:
        await self.kept.begin_anew()
        self.leave_list()

    def action_toggle_thought(self) -> None:
        """Hide the thought panel, or show it."""
        self.query_one(Panes).toggle_thought()
        self._keep_focus_in_sight()

    def action_next_shown(self) -> None:
        """Give the thought all of the room, then the conversation, then each its part."""
        self.query_one(Panes).action_next_shown()
        self._keep_focus_in_sight()

    def _keep_focus_in_sight(self) -> None:
        if (
            self.query_one(Panes).shown is Shown.CONVERSATION
            and self.query_one(ThoughtPanel).has_focus_within
        ):
            self.query_one(Prompt).focus()

    @on(Panes.Changed)
    def _remember_panes(self, message: Panes.Changed) -> None:
        shares, shows = message.shares, message.shown is not Shown.CONVERSATION
        change_ui_state(
            lambda state: replace(
                state, shows_thought=shows, thought_width=shares.width, thought_height=shares.height
            )
        )

    def action_copy_answer(self) -> None:
        """Copy the chosen turn's answer."""
        turn = self.query_one(Transcript).chosen_turn
        if turn is None or not turn.answer.pieces:
            self.say("There is no answer to copy yet.")
            return
        self.post_message(CopyAsked(turn.answer.text, "The answer"))

    def action_toggle_source(self) -> None:
        """Show the chosen turn's answer as the model wrote it, or as Markdown again."""
        if chosen := self.query_one(Transcript).chosen:
            chosen.toggle_source()

    def action_copy_part(self) -> None:
        """Choose a part of the chosen turn and copy it."""
        turn = self.query_one(Transcript).chosen_turn
        if turn is None:
            self.say("There is nothing to copy yet.")
        else:
            self.app.push_screen(CopyScreen(turn))

    def action_choose(self, step: int) -> None:
        """Choose another turn."""
        self.query_one(Transcript).action_choose(step)

    def action_page(self, step: int) -> None:
        """Scroll the conversation."""
        self.query_one(ConversationPane).page(step)

    def action_take_recommended(self) -> None:
        """Download the model that the first start recommends, then use it."""
        self.query_one(RecommendationCard).take()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is recommended can be taken while it is shown."""
        if action != "take_recommended" or not self.is_mounted:
            return True
        return self.has_class("-begin") and self.query_one(RecommendationCard).is_offered

    @on(RecommendationCard.Offered)
    def _make_room(self, message: RecommendationCard.Offered) -> None:
        self.set_class(message.is_offered, "-recommending")
        self.refresh_bindings()

    @on(events.ScreenResume)
    @on(PullBegun)
    def _look_for_downloads(self) -> None:
        self.query_one(DownloadLine).look()

    @on(ModelChanged)
    async def _use(self, message: ModelChanged) -> None:
        # The conversation goes on: the model is put to it as it stands.
        launch = message.launch
        self._flow.use(self.model_changed(launch.options))
        self.show_settings()
        self.query_one(TitleBar).show_model(launch.title, launch.is_demo)
        self.query_one(Welcome).show_model(launch.is_demo)
        pane = self.query_one(ConversationPane)
        if not pane.is_empty:
            text = f"From here on {launch.title} answers. It reads the conversation above."
            await pane.add_note(Note(text, "Ctrl+N begins anew."))
        self._follower.forget_latest()
        self._follower.resume()

    def action_help(self) -> None:
        """Show the keys of what has the focus."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

    def model_reloads(self) -> None:
        """Follow the load."""
        self._follower.forget_latest()
        self._follower.resume()

    def stop(self) -> bool:
        """Stop loading, thinking or answering; False when there is nothing to stop."""
        stopped = self._flow.stop()
        self._follower.show_state()
        return stopped

    @on(FlushDue)
    async def _poll(self) -> None:
        self.kept.take(await self._follower.poll())


def _panes_as(state: UiState) -> Panes:
    """The panes as they were left."""
    shares = Shares()
    shares = Shares(state.thought_width or shares.width, state.thought_height or shares.height)
    return Panes(shares, Shown.CONVERSATION if state.shows_thought is False else Shown.BOTH)
