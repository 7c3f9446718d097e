"""The conversation that is held in plain lines: its model, its session, what is shown; it reads nothing."""

from functools import partial

from chatui.chat.events import FinishReason
from chatui.chat.messages import Role
from chatui.cli.console import Console
from chatui.cli.kept_turn import end_keeping, session_for
from chatui.cli.lines.printer import ANSWER, LinePrinter
from chatui.cli.lines.typing import LABEL
from chatui.cli.one_turn import play_and_print, random_seed
from chatui.cli.sentences import opening
from chatui.cli.turn import Turn, TurnRecord
from chatui.errors import ModelError, PromptError, StoreError
from chatui.launch import Choices, Launch, Launcher, open_engine
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.values import Conversation
from chatui.stored_session import StoredSession


class Talk:
    """Owns the session; `close` ends it. Nothing of it is used while a turn runs."""

    def __init__(self, choices: Choices, console: Console) -> None:
        """Raises ConfigError, ModelError or PromptError."""
        self.console = console
        self.hides_thought = False
        self._choices = choices
        self._latest: TurnRecord | None = None
        self._launcher = Launcher(choices, random_seed())
        self.session = session_for(self.launch, open_engine(), True, console)

    @property
    def launch(self) -> Launch:
        """The model that answers."""
        return self._launcher.latest

    @property
    def stored(self) -> StoredSession:
        """The session, where it is kept; StoreError where it is not."""
        if isinstance(self.session, StoredSession):
            return self.session
        raise StoreError("Chats cannot be kept here.", "The sentence at the start says why.")

    @property
    def database(self) -> Database:
        """Where chats are kept; StoreError where they are not."""
        if self.stored.database is None:
            raise StoreError("Chats are not kept.", "Start chatui again.")
        return self.stored.database

    def introduce(self) -> None:
        """Say which model answers."""
        for sentence in opening(self.launch):
            self.console.narrate(sentence)

    def ask(self, question: str) -> TurnRecord:
        """Put a question and print what comes."""
        return self._play(partial(self.session.send, question))

    def go_on(self) -> TurnRecord:
        """Have the model go on with its last answer, and print what is new.

        PromptError where there is none; one that is complete is told as the turn's error.
        """
        if not self.session.messages:
            raise PromptError("There is no answer to go on with.", "Ask something first.")
        is_kept = isinstance(self.session, StoredSession) and self.session.database is not None
        if not is_kept and self._latest is not None and self._latest.finish_reason is FinishReason.STOP:
            raise PromptError("This answer is complete: the model ended it itself.", "Ask a question.")
        return self._play(self.session.continue_answer)

    def use(self, ref: str) -> None:
        """Go on with another model; ModelError where it is not here, and the one before stays."""
        self.session.use(self._launcher.open(ref, None, None).options)

    def go_on_with_latest(self) -> None:
        """Go on with the conversation that was held last, where there is one."""
        latest = list_conversations(self.database, limit=1)
        if latest:
            self._go_on_with(latest[0])
        else:
            self.console.narrate("No chat is kept yet, so this is a new one.")

    def go_on_with(self, beginning: str) -> None:
        """Go on with the conversation whose id begins so; StoreError unless there is exactly one."""
        self._go_on_with(conversations.find(self.database, beginning))

    def close(self) -> None:
        """End the engine, and say where the conversation is kept."""
        self.session.close()
        end_keeping(self.session, self.console)

    def _play(self, turn: Turn) -> TurnRecord:
        printer = LinePrinter(self.console, hides_thought=self.hides_thought)
        self._latest = play_and_print(self.launch, self.session, turn, self.console, printer)
        return self._latest

    def _go_on_with(self, conversation: Conversation) -> None:
        self._use_model_of(conversation)
        messages = self.stored.open(conversation.id)
        self.console.narrate(f"Chat {conversation.id}: {conversation.title}")
        for message in messages[-2:]:
            label = LABEL if message.role is Role.USER else f"{ANSWER}\n"
            self.console.aside(f"{label}{message.text.strip()}\n")

    def _use_model_of(self, conversation: Conversation) -> None:
        """Its own model, unless the person named another one or it is not here any more."""
        ref = conversation.settings.model_ref
        if not ref or ref == self.launch.model.ref or self._choices.model is not None:
            return
        try:
            self.use(ref)
        except ModelError as error:
            self.console.narrate(f"{error.message} So {self.launch.title} answers.")
