"""A conversation that is kept while it is held, and goes on where one was left; it knows no terminal."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from chatui.chat.attached_files import Attachment, with_files
from chatui.chat.events import Event, Timings
from chatui.chat.messages import Role
from chatui.chat.reply_times import ReplyTimes
from chatui.engine.base import Engine
from chatui.errors import StoreError
from chatui.session import ChatSession, SessionOptions
from chatui.store import conversations, tree
from chatui.store.context import context_of
from chatui.store.database import Database
from chatui.store.kept_turns import KeptTurns
from chatui.store.recorder import Place, Recorder, Turn
from chatui.store.resuming import check_resumable
from chatui.store.values import ConversationSettings, Message, Provenance


class StoredSession(ChatSession):
    """A ChatSession whose turns are kept: the question before the engine is asked, the answer as it comes.

    When the store fails, the conversation goes on, a Notice among the events says so once, and every turn
    tries again to keep what is missing. Methods that go to another place of the tree raise StoreError.
    """

    def __init__(self, engine: Engine, options: SessionOptions, database: Database | None = None) -> None:
        """Begin a new conversation; `open` goes on with a kept one. Nothing is kept without a database."""
        super().__init__(engine, options)
        self._launched = options
        self.database = database
        self._kept = KeptTurns(Place(self._settings()))
        self._held_with = options.model_ref

    @property
    def failure(self) -> StoreError | None:
        """Why something of this conversation is not kept; None: all of it is."""
        return self._kept.failure

    @property
    def conversation_id(self) -> str | None:
        """The id of the conversation; None as long as nothing of it is kept."""
        return self._kept.place.key

    @property
    def held_with(self) -> str:
        """The model that the conversation was asked with last, by the name by which it was chosen."""
        return self._held_with

    @property
    def leaf_id(self) -> int | None:
        """The kept message that the branch in view ends with; None: there is none."""
        return self._kept.leaf_id

    @property
    def latest_ids(self) -> tuple[int, int] | None:
        """The ids of the question that was asked last and of its answer; None where they are not kept."""
        turn = self._kept.latest
        if turn is None or turn.question_id is None or turn.answer_id is None:
            return None
        return turn.question_id, turn.answer_id

    def keep_in(self, database: Database) -> None:
        """Keep what is asked from now on; call it between turns."""
        self.database = database

    def use(self, options: SessionOptions) -> None:
        """As `ChatSession.use`; the system prompt of the conversation stays, the sampling is the model's."""
        system = self._kept.place.settings.system
        super().use(options)
        self._launched = options
        self._kept.place.settings = replace(
            self._kept.place.settings, model_ref=options.model_ref, sampling=options.sampling
        )
        self.options = replace(self.options, system=system)

    def open(self, conversation_id: str) -> list[Message]:
        """Go on with a kept conversation, with its system prompt and sampling; returns the branch in view."""
        database = self._store()
        settings = conversations.get(database, conversation_id).settings
        messages = tree.branch(database, conversation_id)
        self._leave(Place(settings, conversation_id))
        self._held_with = settings.model_ref
        self._follow(settings)
        return self._view(messages)

    def send(self, text: str) -> Iterator[Event]:
        """Ask and keep; events, errors and what `messages` holds are those of `ChatSession.send`."""
        turn = self._kept.next_turn(text, self._attached)
        self._attached = ()
        return self._play(turn)

    def regenerate(self, answer_id: int) -> Iterator[Event]:
        """Ask the question of an answer again, with the next seed; the new answer becomes its sibling."""
        question = self._question(tree.message(self._store(), answer_id).parent_id)
        self.go_back_to(question.parent_id)
        turn = Turn(self._kept.place, question.text, question.attachments, question_id=question.id)
        return self._play(turn)

    def edit(
        self, question_id: int, text: str, attachments: Sequence[Attachment] | None = None
    ) -> Iterator[Event]:
        """Ask another question in place of one, which stays on its branch; None: with the same files."""
        question = self._question(question_id)
        self.go_back_to(question.parent_id)
        self.attach(question.attachments if attachments is None else attachments)
        return self.send(text)

    def continue_answer(self, answer_id: int | None = None) -> Iterator[Event]:
        """As `ChatSession.continue_answer`, added to the same kept message; None: the last of the branch.

        Raises StoreError where it is complete, something was asked below it, or another process writes it.
        """
        answer_id = answer_id or self._kept.leaf_id
        if self.database is None or answer_id is None:
            return super().continue_answer()
        check_resumable(self.database, self._key(), answer_id)
        answer = self.go_back_to(answer_id)[-1]
        question = self._question(answer.parent_id)
        timings = answer.outcome.timings or Timings()
        self._times = ReplyTimes(answer.outcome.thought_s or 0.0, timings.total_s)
        turn = Turn(
            self._kept.place,
            question.text,
            question.attachments,
            question_id=question.id,
            answer_id=answer_id,
            begun=answer.outcome,
        )
        self._kept.latest = turn
        return self._recorded(Recorder(self.database, turn), super().continue_answer())

    def switch_to(self, message_id: int) -> list[Message]:
        """Bring a message's branch into view and go on from its end; returns the branch."""
        return self._view(tree.switch_to(self._store(), self._key(), message_id))

    def go_back_to(self, message_id: int | None) -> list[Message]:
        """Go on from a message, None: from the beginning; returns the branch up to there."""
        return self._view(tree.go_back_to(self._store(), self._key(), message_id))

    def change_settings(self, settings: ConversationSettings) -> None:
        """Carry the conversation on in another way from the next turn on, and keep that."""
        self._kept.place.settings = settings
        self._follow(settings)
        if self._kept.place.key is not None:
            conversations.change_settings(self._store(), self._kept.place.key, settings)

    def change(self, options: SessionOptions, preset: str = "") -> None:
        """Go on with other options, and keep those that belong to the conversation; raises StoreError."""
        super().change(options)
        sampling = self.options.sampling
        self.change_settings(
            ConversationSettings(self.options.model_ref, self.options.system, sampling, preset)
        )

    def save_again(self) -> None:
        """Keep what could not be kept; raises StoreError as long as it cannot."""
        self._kept.save()

    def clear(self) -> None:
        """Begin a new conversation; the model stays loaded, and what is kept stays kept."""
        super().clear()
        self.options = replace(self._launched, seed=self.options.seed)
        self._leave(Place(self._settings()))

    def close(self) -> None:
        """End the engine, and try once more to keep what is missing."""
        super().close()
        with suppress(StoreError):
            self.save_again()

    def _play(self, turn: Turn) -> Iterator[Event]:
        files = ((file.name, file.text) for file in turn.attachments)
        events = super().send(with_files(turn.text, files) if turn.text.strip() else "")
        self._kept.latest = turn
        if self.database is None or not turn.text.strip():
            return events  # it refuses an empty text, and nothing is kept
        return self._recorded(Recorder(self.database, turn), events)

    def _note_model(self) -> None:
        """Keep which model the conversation is held with from now on."""
        ref = self.options.model_ref
        if self._kept.place.key is not None and self._held_with != ref:
            self._kept.place.settings = replace(self._kept.place.settings, model_ref=ref)
            with suppress(StoreError):
                conversations.change_settings(self._store(), self._kept.place.key, self._kept.place.settings)
        self._held_with = ref

    def _recorded(self, recorder: Recorder, events: Iterator[Event]) -> Iterator[Event]:
        self._note_model()
        recorder.turn.provenance = self._provenance(self.next_seed)
        yield from self._kept.record(recorder, events, self._describe)

    def _describe(self, turn: Turn) -> None:
        # The options may have been changed meanwhile, for the next turn.
        known = turn.provenance
        turn.provenance = replace(self._provenance(known.seed), sampling=known.sampling)

    def _leave(self, place: Place) -> None:
        with suppress(StoreError):
            self.save_again()
        self._kept = KeptTurns(place)
        self._attached = ()
        self._held_with = self.options.model_ref

    def _view(self, messages: list[Message]) -> list[Message]:
        self._kept.leaf_id = messages[-1].id if messages else None
        self.messages[:] = context_of(messages)
        answers = sum(message.role is Role.ASSISTANT for message in messages)
        self._turns = max(self._turns, answers)
        return messages

    def _follow(self, settings: ConversationSettings) -> None:
        sampling = settings.sampling or self.options.sampling
        self.options = replace(self.options, system=settings.system, sampling=sampling)

    def _settings(self) -> ConversationSettings:
        return ConversationSettings(self.options.model_ref, self.options.system, self.options.sampling)

    def _provenance(self, seed: int | None) -> Provenance:
        info = self.info
        return Provenance(
            model_ref=self.options.model_ref,
            quantization=info.quantization if info else "",
            template_sha256=info.template_sha256 if info else "",
            seed=seed,
            sampling=self.options.sampling,
        )

    def _store(self) -> Database:
        if self.database is None:
            raise StoreError("Conversations are not being kept.", "Start chatui again.")
        return self.database

    def _key(self) -> str:
        if self._kept.place.key is None or not self._kept.is_saved:
            raise StoreError("This conversation is not kept yet.", "Ask something first, or save it again.")
        return self._kept.place.key

    def _question(self, message_id: int | None) -> Message:
        if message_id is None:
            raise StoreError("That answer has no question.", "Ask a new one.")
        return tree.message(self._store(), message_id)
