"""What a screen does with kept conversations: routes between list, tree, search and files."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from textual import on

from chatui.chat.display_text import display_text
from chatui.config.ui_state import change_ui_state, load_ui_state
from chatui.errors import ChatuiError
from chatui.store.search import Field, Hit
from chatui.stored_session import StoredSession
from chatui.tui.branching import Branching
from chatui.tui.commands import bindings
from chatui.tui.comparing.messages import ComparisonShowAsked
from chatui.tui.conversation_flow import ConversationFlow
from chatui.tui.flow_follower import FlowFollower
from chatui.tui.kept.moves import Reveal
from chatui.tui.kept.transfers import ExportForm, TransferReport, TransferStopped, export, import_file
from chatui.tui.kept_chats import KeptChats, StoreChoice
from chatui.tui.kept_commands import KEPT_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded
from chatui.tui.messages import (
    AnswerAgainAsked,
    ChatShown,
    ContinueAsked,
    DraftChanged,
    GoBackAsked,
    QuestionEditAsked,
    VersionAsked,
)
from chatui.tui.screens.export_chat import ExportScreen
from chatui.tui.screens.markdown_screen import MarkdownScreen
from chatui.tui.screens.open_file import OpenFileScreen
from chatui.tui.screens.search_chats import SearchChatsScreen
from chatui.tui.screens.transfer import TransferScreen
from chatui.tui.style_sheet import set_class_alone
from chatui.tui.widgets.chats.sidebar import ChatsSidebar
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.transcript import Transcript


class KeptScreen(MarkdownScreen):
    """The part of the chat screen that knows of a store; what it shows of it, a subclass composes."""

    BINDINGS = bindings(KEPT_COMMANDS)

    def __init__(
        self, session: StoredSession, store: StoreChoice, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(classes="-begin")
        self._flow = ConversationFlow(session)
        self._follower = FlowFollower(self._flow, self, clock)
        self._branching = Branching(session, self._flow, self._follower, self)
        self.kept = KeptChats(session, self._flow, self._follower, self, store, self)
        self._words = ""

    @property
    def is_busy(self) -> bool:
        """The model loads, thinks or answers, or a conversation is on its way."""
        return self._flow.is_busy

    @property
    def _sidebar(self) -> ChatsSidebar:
        return self.query_one(ChatsSidebar)

    def say(self, text: str, kind: str = "information") -> None:
        """Tell something in passing; an error stays longer."""
        severity: Literal["information", "error"] = "error" if kind == "error" else "information"
        timeout = 12 if kind == "error" else 4
        self.notify(display_text(text), markup=False, timeout=timeout, severity=severity)

    def action_toggle_chats(self) -> None:
        """Show the list of chats, or hide it; beside the conversation where there is room, else over it."""
        shown = "-chats" if self.has_class("-roomy") else "-chats-over"
        self.toggle_class(shown)
        if self.has_class("-roomy"):
            shows = self.has_class(shown)
            change_ui_state(lambda state: replace(state, shows_chats=shows))
        if self.has_class(shown):
            self._sidebar.enter()
        else:
            self.query_one(Prompt).focus()

    def action_search_chats(self) -> None:
        """Search questions, answers and thoughts of every chat."""
        if self._say_unkept():
            return

        def show(found: tuple[Hit, str] | None) -> None:
            if found is not None:
                hit, self._words = found
                words = tuple(text for text, is_hit in hit.excerpt.parts if is_hit)
                reveal = Reveal(hit.message_id, words, hit.field is Field.THOUGHT)
                self.kept.open_chat(hit.conversation_id, reveal)

        self.app.push_screen(SearchChatsScreen(self.kept.shelf, self._words), show)

    def action_export_chat(self) -> None:
        """Write the conversation in view, or all of them, to a file."""
        if self._say_unkept():
            return
        key = self.kept.chat_id

        def run(chosen: tuple[ExportForm, Path] | None) -> None:
            if chosen is not None:
                job = export(self.kept.shelf.database, chosen[0], key or "", chosen[1])
                self.app.push_screen(TransferScreen("Export", job), self._tell_transfer)

        forms = tuple(ExportForm) if key is not None else (ExportForm.ALL,)
        self.app.push_screen(ExportScreen(self.kept.title, forms), run)

    def action_import_chats(self) -> None:
        """Take conversations in from a file."""
        if self._say_unkept():
            return

        def run(path: Path | None) -> None:
            if path is not None:
                job = import_file(self.kept.shelf.database, path.expanduser())
                self.app.push_screen(TransferScreen("Import", job), self._tell_transfer)

        self.app.push_screen(OpenFileScreen("Import chats", ".json"), run)

    def _tell_transfer(self, outcome: TransferReport | ChatuiError | None) -> None:
        if isinstance(outcome, ChatuiError):
            self.say(str(outcome), "information" if isinstance(outcome, TransferStopped) else "error")
        elif outcome is not None:
            self.say(outcome.text)
        self._sidebar.look(self.kept.chat_id)

    def action_answer_again(self) -> None:
        """Have the chosen turn's question answered again."""
        self.query_one(Transcript).action_answer_again()

    def action_continue_answer(self) -> None:
        """Have the model go on with the chosen turn."""
        turn = self.query_one(Transcript).chosen_turn
        if turn is None:
            self.say("There is no answer to continue yet.")
        else:
            self.post_message(ContinueAsked(turn))

    @on(ContinueAsked)
    async def _continue(self, message: ContinueAsked) -> None:
        self.say_why_not(await self._branching.go_on(message.turn))

    @on(AnswerAgainAsked)
    async def _answer_again(self, message: AnswerAgainAsked) -> None:
        self.say_why_not(await self._branching.answer_again(message.turn))

    @on(QuestionEditAsked)
    def _edit(self, message: QuestionEditAsked) -> None:
        self.say_why_not(self._branching.edit(message.turn))

    @on(GoBackAsked)
    def _go_back(self, message: GoBackAsked) -> None:
        self.say_why_not(self._branching.go_back(message.turn))

    @on(VersionAsked)
    def _switch(self, message: VersionAsked) -> None:
        self.say_why_not(self._branching.switch(message.turn, message.of_question, message.step))

    @on(ChatShown)
    def _follow_chat(self, message: ChatShown) -> None:
        self.query_one(ConversationPane).show_title(message.title)
        self._sidebar.look(message.chat_id)

    @on(DraftChanged)
    def _keep_draft(self, message: DraftChanged) -> None:
        self.kept.drafts.changed(self.kept.chat_id, message.text)

    def note_draft(self) -> None:
        """The app ends: what stands in the prompt is a draft."""
        for prompt in self.query(Prompt):
            self.kept.drafts.note(self.kept.chat_id, prompt.full_text)

    @on(KeptChats.Opened)
    def _show_list(self, message: KeptChats.Opened) -> None:
        chosen = load_ui_state().shows_chats
        set_class_alone(self, message.has_chats if chosen is None else chosen, "-chats", self._sidebar)

    @on(ChatsSidebar.Opened)
    def _open(self, message: ChatsSidebar.Opened) -> None:
        chat = message.conversation
        if chat.is_comparison:
            self.post_message(ComparisonShowAsked(chat.id))
        else:
            self.kept.open_chat(chat.id)
        self.leave_list()

    @on(ChatsSidebar.Renamed)
    def _rename(self, message: ChatsSidebar.Renamed) -> None:
        self.kept.rename(message.key, message.title)

    @on(ChatsSidebar.Deleted)
    async def _close_deleted(self, message: ChatsSidebar.Deleted) -> None:
        if message.conversation.id == self.kept.chat_id:
            await self.kept.begin_anew()

    @on(ChatsSidebar.Said)
    def _pass_on(self, message: ChatsSidebar.Said) -> None:
        self.say(message.text, message.kind)

    @on(ChatsSidebar.Left)
    def leave_list(self) -> None:
        """Go back to the prompt; a list that stands over the conversation goes away."""
        self.remove_class("-chats-over")
        self.query_one(Prompt).focus()

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self.kept.calls.take(message)

    def _say_unkept(self) -> bool:
        if self.kept.shelf.is_open:
            return False
        if self._flow.is_moving:
            self.say("The conversations are still being opened.")
        else:
            self.say("Conversations are not being kept, so there are none here.", "error")
        return True

    def say_why_not(self, reason: str) -> None:
        """Tell why something was not done; an empty text: it was."""
        if reason:
            self.say(key_names(self).text(reason))
