"""The place for the next question: its text, files, long pastes and lists; it knows no session."""

from collections.abc import Sequence
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import OptionList, TextArea

from chatui.chat.attached_files import Attachment
from chatui.chat.display_text import display_text
from chatui.chat.token_estimate import estimated_tokens
from chatui.config.prompt_log import keep_prompt, kept_prompts
from chatui.errors import ChatuiError
from chatui.tui.commands import Command
from chatui.tui.input_commands import SLASH_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.messages import CommandAsked, DraftChanged, QuestionAsked
from chatui.tui.prompt.attaching import read_attachment
from chatui.tui.prompt.slash import SlashCall, UnknownSlash, read_slash
from chatui.tui.prompt_completer import PromptCompleter
from chatui.tui.widgets.completion_list import CompletionList
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.prompt_chips import Chip, PromptChips

_DRAFT_S = 1.0
"""How often what is typed is told at most: whoever keeps it writes to the disk."""

_NO_QUESTION = "There is no question about what is attached. Type one, then {prompt.send} sends both."


class PromptArea(Vertical):
    """Posts QuestionAsked, CommandAsked and DraftChanged; `accept` says that a question was taken."""

    DEFAULT_CSS = """
    PromptArea { height: auto; }
    """

    def __init__(self, commands: Sequence[Command] = SLASH_COMMANDS) -> None:
        super().__init__()
        self._commands = commands
        self._calls = LibraryCalls(self)
        self._attachments: tuple[Attachment, ...] = ()
        self._n_ctx = 0
        self._sent: tuple[str, str] = ("", "")
        """A question, and how it stood in the prompt when it was sent."""
        self._draft_timer: Timer | None = None
        self._told_draft = ""

    def compose(self) -> ComposeResult:
        """List, chips, prompt; the list is drawn over what is above."""
        yield CompletionList()
        yield PromptChips()
        yield Prompt()

    def on_mount(self) -> None:
        """Remember what was asked in earlier starts."""
        self._completer = PromptCompleter(
            self.prompt,
            self.query_one(CompletionList),
            self._calls,
            self._commands,
            run=self._run,
            attach=self.attach,
        )
        self._calls.ask("history", kept_prompts, self.prompt.remember_older, self._complain)

    @property
    def prompt(self) -> Prompt:
        """Where the text is typed."""
        return self.query_one(Prompt)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files of the question that is being written."""
        return self._attachments

    def accept(self, question: str) -> None:
        """A question was taken: remember it, and keep what was typed since."""
        asked, typed = self._sent
        if asked == question:
            self._attachments = ()
        self._keep(typed if asked == question else question)

    def give_back(self, question: str, attachments: Sequence[Attachment] = ()) -> None:
        """Put a question that got no answer back, unless something else was typed meanwhile."""
        if self.prompt.text:
            return
        self.show(question, (*attachments, *self._attachments))

    def show(self, question: str, attachments: Sequence[Attachment] = ()) -> None:
        """Put a question in place of what stands here."""
        is_question = isinstance(read_slash(question, self._commands), str) and not question.startswith("//")
        self.prompt.show(question if is_question else f"/{question}")
        self._attachments = tuple(attachments)
        self._show_chips()

    def show_draft(self, text: str) -> None:
        """Put the draft of a conversation in place of what stands here; files do not come along."""
        self._told_draft = text
        self._attachments = ()
        self.prompt.show(text)
        self._show_chips()

    def show_context(self, n_ctx: int) -> None:
        """How many tokens there are for a conversation; 0: that is not known."""
        if n_ctx != self._n_ctx:
            self._n_ctx = n_ctx
            self._show_chips()

    def attach(self, path: Path) -> None:
        """Read a file and put it before the next question."""
        self._calls.ask(f"attach {path}", lambda: read_attachment(path), self._add, self._complain)

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(TextArea.Changed)
    def _follow(self) -> None:
        self._completer.look()
        self._show_chips()
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(_DRAFT_S, self.tell_draft)

    def tell_draft(self) -> None:
        """Tell what stands in the prompt now, unless that was told."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        draft = self.prompt.full_text
        if draft != self._told_draft:
            self._told_draft = draft
            self.post_message(DraftChanged(draft))

    @on(Prompt.CompletionMoved)
    def _move_in_list(self, message: Prompt.CompletionMoved) -> None:
        self._completer.move(message.what)

    @on(Prompt.HistoryAsked)
    def _search_history(self) -> None:
        self._completer.search_history()

    @on(Prompt.PathsPasted)
    def _offer(self, message: Prompt.PathsPasted) -> None:
        self._completer.offer(message.paths, message.text)

    @on(OptionList.OptionSelected)
    def _take_clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._completer.take()
        self.prompt.focus()

    @on(Prompt.Submitted)
    def _submit(self, message: Prompt.Submitted) -> None:
        if self._completer.take():
            return
        match read_slash(message.text, self._commands):
            case SlashCall(command, argument):
                self._keep(message.text)
                self.post_message(CommandAsked(command, argument))
            case UnknownSlash() as unknown:
                self._say(str(unknown))
            case question if question.strip():
                self._sent = (question, message.text)
                self.post_message(QuestionAsked(question, self._attachments))
            case _ if self._attachments:
                self._say(key_names(self).text(_NO_QUESTION))
            case _:
                """Enter in an empty prompt."""

    @on(Chip.Removed)
    def _remove(self, message: Chip.Removed) -> None:
        if isinstance(message.item, Attachment):
            gone = message.item
            self._attachments = tuple(each for each in self._attachments if each is not gone)
            self._show_chips()
        else:
            self.prompt.take_out(message.item.mark)
        self.prompt.focus()

    @on(Chip.Expanded)
    def _expand(self, message: Chip.Expanded) -> None:
        self.prompt.unfold(message.item)
        self.prompt.focus()

    @on(Chip.Left)
    def _focus_prompt(self) -> None:
        self.prompt.focus()

    def _run(self, command: Command) -> None:
        self._keep(self.prompt.text)
        self.post_message(CommandAsked(command))

    def _keep(self, typed: str) -> None:
        """What was typed was taken: remember it for this start and for later ones."""
        self.prompt.accept(typed)
        self._calls.ask("keep prompt", lambda: keep_prompt(typed), lambda _: None, self._complain)
        self._show_chips()

    def _add(self, attachment: Attachment) -> None:
        if attachment not in self._attachments:
            self._attachments = (*self._attachments, attachment)
        self._show_chips()

    def _show_chips(self) -> None:
        pastes = self.prompt.long_pastes
        texts = [file.text for file in self._attachments] + [pasted.text for pasted in pastes]
        chips = self.query_one(PromptChips)
        chips.show_cost(sum(map(estimated_tokens, texts)), self._n_ctx)
        self.call_later(chips.show, (*self._attachments, *pastes))

    def _complain(self, error: ChatuiError) -> None:
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.notify(display_text(text), markup=False, severity="warning", timeout=8)
