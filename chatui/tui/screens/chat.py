"""The main screen: lays out the widgets and routes what the person does to the flow."""

import asyncio
import time
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from chatui.config.ui_state import UiState, load_ui_state
from chatui.library.base import Library
from chatui.stored_session import StoredSession
from chatui.tui.branching import BUSY
from chatui.tui.commands import CHAT_COMMANDS, SCROLL_COMMANDS, bindings
from chatui.tui.compare_commands import COMPARE_START_COMMANDS
from chatui.tui.copy_commands import COPY_COMMANDS
from chatui.tui.input_commands import SETTINGS_COMMANDS
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.kept_commands import KEPT_COMMANDS
from chatui.tui.messages import FlushDue, NewConversationAsked, QuestionAsked
from chatui.tui.models.pull_watch import PullWatch
from chatui.tui.screens.compare_start import CompareStart
from chatui.tui.screens.help import HelpScreen
from chatui.tui.widgets.chats.sidebar import ChatsSidebar
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.key_bar import KeyBar
from chatui.tui.widgets.models.download_line import DownloadLine
from chatui.tui.widgets.panes import BELOW_UNDER, Panes, Shares, Shown
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.prompt_area import PromptArea
from chatui.tui.widgets.settings_mark import SettingsMark
from chatui.tui.widgets.status_line import StatusLine
from chatui.tui.widgets.thought_panel import ThoughtPanel
from chatui.tui.widgets.title_bar import TitleBar

_WIDTHS = [(0, "-narrow"), (BELOW_UNDER, "-wide"), (110, "-roomy")]
"""From how many columns a class of the style sheet holds."""

_HEIGHTS = [(0, "-short"), (16, "-tall")]
"""From how many rows; below 16, the title and the keys give way."""


class ChatScreen(CompareStart):
    """Conversation and thought side by side, state and prompt below."""

    BINDINGS = bindings(CHAT_COMMANDS, COPY_COMMANDS, SCROLL_COMMANDS)
    PALETTE = (
        *CHAT_COMMANDS,
        *KEPT_COMMANDS,
        *SETTINGS_COMMANDS,
        *COPY_COMMANDS,
        *COMPARE_START_COMMANDS,
    )
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
        super().__init__(session, store, library, clock)
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

    @on(QuestionAsked)
    async def _ask(self, message: QuestionAsked) -> None:
        if self._branching.is_editing:
            self.say_why_not(await self._branching.ask_instead(message.text, message.attachments))
            return
        turn = self._flow.ask(message.text, message.attachments)
        if turn is None:
            self.say_why_not(BUSY)
            return
        area = self.query_one(PromptArea)
        area.accept(message.text)
        area.prompt.focus()
        await self._follower.show_new(turn)
        self.kept.begun(turn)
        self._follower.resume()

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

    def action_help(self) -> None:
        """Show the keys of what has the focus."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

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
