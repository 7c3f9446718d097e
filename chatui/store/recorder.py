"""Keeps a turn while it streams; it consumes events and knows neither the engine nor who asked.

What could not be written stays here, in order, and goes along with the next attempt.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from chatui.chat.events import AnswerDelta, Event, Finished, ThoughtDelta, ThoughtEnded
from chatui.errors import StoreError
from chatui.store.conversations import create
from chatui.store.database import Database
from chatui.store.messages import add_question, append_piece, begin_answer, describe_answer, finish_answer
from chatui.store.owners import this_process
from chatui.store.resuming import resume_answer
from chatui.store.values import Attachment, ConversationSettings, MessageState, Outcome, Provenance

FLUSH_S = 0.5
FLUSH_TOKENS = 50
"""What a process that is killed loses at most, whichever comes first."""


@dataclass(slots=True)
class Place:
    """The conversation that turns are kept in; it is made with the first of them."""

    settings: ConversationSettings
    key: str | None = None
    """Its id; None: nothing is kept yet."""


@dataclass(slots=True)
class Turn:
    """A question and its answer, and how far they are kept."""

    place: Place
    text: str
    attachments: tuple[Attachment, ...] = ()
    parent_id: int | None = None
    """The message that the question stands below; None: it begins the conversation."""
    after: "Turn | None" = None
    """The turn before, in place of `parent_id` where that turn is not kept yet."""
    question_id: int | None = None
    """Set from the beginning: another answer to a question that is kept."""
    answer_id: int | None = None
    provenance: Provenance = field(default_factory=Provenance)
    """May be changed until the turn is over."""
    begun: Outcome | None = None
    """How the kept answer had ended that is gone on with; None: a new answer."""


class Recorder:
    """Writes one turn: `save` before the engine is asked, `add` each event, then `end` and `save`."""

    def __init__(self, database: Database, turn: Turn, clock: Callable[[], float] = time.monotonic) -> None:
        self.turn = turn
        self.is_kept = False
        """The turn is over and all of it is kept."""
        self._database = database
        self._clock = clock
        self._thought: list[str] = []
        self._text: list[str] = []
        self._tokens = 0
        self._tried_at = clock()
        self._described = turn.provenance
        self._is_begun = turn.begun is None
        self._outcome = replace(turn.begun or Outcome(), finish_reason=None)
        self._is_over = False
        self._has_failed = False

    def add(self, event: Event) -> None:
        """Take in one event; what it says is kept FLUSH_S or FLUSH_TOKENS later at most, with another event.

        Raises StoreError once at most: after that nothing is tried before `save`, so that a full disk or a
        locked file does not hold up each piece of the answer.
        """
        self.take(event)
        if self.is_due:
            self.save()

    def take(self, event: Event) -> None:
        """Take in one event and keep nothing yet."""
        match event:
            case ThoughtDelta(text=text, tokens=tokens):
                self._thought.append(text)
                self._tokens += tokens
            case AnswerDelta(text=text, tokens=tokens):
                self._text.append(text)
                self._tokens += tokens
            case ThoughtEnded(seconds=seconds):
                self._outcome = replace(self._outcome, thought_s=seconds)
            case Finished():
                self._take_end(event)
            case _:
                pass

    @property
    def is_due(self) -> bool:
        """What came has waited long enough, and nothing has failed since it was kept last."""
        if self._has_failed or not (self._thought or self._text):
            return False
        return self._tokens >= FLUSH_TOKENS or self._clock() - self._tried_at >= FLUSH_S

    def end(self, state: MessageState = MessageState.DONE, error: str = "") -> None:
        """The turn ended so; `save` then keeps all of it that is not kept yet."""
        self._outcome = replace(self._outcome, state=state, error=error)
        self._is_over = True

    def save(self) -> None:
        """Keep what is not kept yet, all of it or nothing; may be called again. Raises StoreError."""
        save_together([self])

    def _take_end(self, event: Finished) -> None:
        self._outcome = replace(
            self._outcome, finish_reason=event.finish_reason, usage=event.usage, timings=event.timings
        )
        self.turn.provenance = replace(self.turn.provenance, seed=event.seed)

    def _settle(self, key: str, question_id: int, answer_id: int) -> None:
        """What `_write` wrote is kept."""
        turn = self.turn
        turn.place.key, turn.question_id, turn.answer_id = key, question_id, answer_id
        self._thought.clear()
        self._text.clear()
        self._tokens = 0
        self._described = turn.provenance
        self._is_begun = True
        self._has_failed = False
        self.is_kept = self._is_over

    def _write(self) -> tuple[str, int, int]:
        database, turn = self._database, self.turn
        key = turn.place.key or create(database, turn.place.settings)
        question_id, answer_id = turn.question_id, turn.answer_id
        if question_id is None:
            question_id = add_question(database, key, self._parent_id(), turn.text, turn.attachments)
        if answer_id is None:
            answer_id = begin_answer(database, key, question_id, this_process(), turn.provenance)
        elif not self._is_begun:
            resume_answer(database, key, answer_id, this_process(), turn.provenance)
        elif turn.provenance != self._described:
            describe_answer(database, answer_id, turn.provenance)
        if self._thought or self._text:
            append_piece(database, answer_id, "".join(self._thought), "".join(self._text))
        if self._is_over:
            finish_answer(database, answer_id, self._outcome)
        return key, question_id, answer_id

    def _parent_id(self) -> int | None:
        before = self.turn.after
        if before is None:
            return self.turn.parent_id
        if before.answer_id is None:
            raise StoreError("The question before this one is not kept yet.", "Save that one first.")
        return before.answer_id


def save_together(recorders: Iterable[Recorder]) -> None:
    """As `Recorder.save` for turns of one file: one commit costs the same for many of them as for one."""
    waiting = [recorder for recorder in recorders if not recorder.is_kept]
    if not waiting:
        return
    for recorder in waiting:
        recorder._tried_at = recorder._clock()
    try:
        with waiting[0]._database.writing():
            written = [recorder._write() for recorder in waiting]
    except StoreError:
        for recorder in waiting:
            recorder._has_failed = True
        raise
    for recorder, ids in zip(waiting, written, strict=True):
        recorder._settle(*ids)
