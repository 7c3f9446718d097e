"""Which turn runs, which waits, and what a stop, an error or a new start do to them; it draws nothing."""

from dataclasses import dataclass

from chatui.chat.attached_files import Attachment
from chatui.chat.events import Event, LoadProgress
from chatui.errors import ChatuiError, EngineCrashed
from chatui.session import ChatSession, SessionOptions
from chatui.tui.generation import Generation, JobEnd
from chatui.tui.turn import Turn


@dataclass(frozen=True, slots=True)
class Update:
    """What changed since the last look."""

    turn: Turn | None = None
    """The turn that `thought` and `answer` were added to."""
    thought: str = ""
    answer: str = ""
    ended: Turn | None = None
    load_error: ChatuiError | None = None
    """Why the model could not be loaded while no question waited for it."""


class ConversationFlow:
    """One turn runs, at most one waits for a load or a stop to end. Used on the screen's thread only."""

    def __init__(self, session: ChatSession) -> None:
        self._session = session
        self._generation = Generation(session)
        self._running: Turn | None = None
        self._waiting: Turn | None = None
        self._clears = False
        self._next: SessionOptions | None = None
        self.load_fraction = 0.0
        self.load_failed = False

    @property
    def is_busy(self) -> bool:
        """Something runs, so `poll` must be called."""
        return self._generation.is_running

    @property
    def is_stopping(self) -> bool:
        """A stop was asked for and has not yet taken effect."""
        return self._generation.is_stopping

    @property
    def is_loaded(self) -> bool:
        """The model is there."""
        return self._session.info is not None

    @property
    def n_ctx(self) -> int:
        """Length of the context in tokens, 0 while nothing is loaded."""
        return self._session.info.n_ctx if self._session.info else 0

    @property
    def options(self) -> SessionOptions:
        """How the conversation is carried on, with the model that is asked next."""
        return self._next or self._session.options

    @property
    def can_switch_thinking(self) -> bool | None:
        """Whether the model can answer without a thought; None while it is not loaded."""
        return self._session.info.can_switch_thinking if self._session.info else None

    def change(self, options: SessionOptions, preset: str = "") -> None:
        """Carry on in another way from the next turn on; may block, and be called from any thread."""
        self._session.change(options, preset)

    def load(self) -> None:
        """Begin to load the model, so that it is there when the first question comes."""
        if not self.is_busy:
            self._generation.load()

    def ask(self, question: str, attachments: tuple[Attachment, ...] = ()) -> Turn | None:
        """Begin a turn, at once or when the load or the stop that is under way has ended.

        None while another turn runs or waits: the question is not taken.
        """
        if self._waiting is not None or (self._running is not None and not self.is_stopping):
            return None
        self._waiting = turn = Turn(question, attachments)
        if not self.is_busy:
            self._start_waiting()
        return turn

    def stop(self) -> bool:
        """Ask what runs to end; False when nothing runs."""
        if not self.is_busy:
            return False
        self._generation.stop()
        return True

    def clear(self) -> None:
        """Begin a new conversation: stop a turn that runs, and forget the messages once it has ended."""
        self._waiting = None
        if self._running is None:
            self._session.clear()
            return
        self._clears = True
        self._generation.stop()

    def use(self, options: SessionOptions) -> None:
        """Change to another model: stop what runs, then load it. A question that waits is put to it."""
        self._next = options
        self.load_fraction, self.load_failed = 0.0, False
        if self.is_busy:
            self._generation.stop()
        else:
            self._change_model()

    def poll(self, now: float) -> Update:
        """Take in what came; `now` is in seconds of any one clock."""
        end = self._generation.take_end()
        events = self._generation.take_events()
        turn = self._running or self._waiting
        thoughts, answers = _apply(events, turn, now) if turn else (0, 0)
        self._note_load(events)
        ended, load_error = self._end(end, now) if end else (None, None)
        return Update(
            turn,
            "".join(turn.thought.pieces[-thoughts:]) if turn and thoughts else "",
            "".join(turn.answer.pieces[-answers:]) if turn and answers else "",
            ended,
            load_error,
        )

    def close(self) -> None:
        """End what runs; blocks for a moment."""
        self._generation.close()

    def _note_load(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, LoadProgress):
                self.load_fraction = event.fraction

    def _end(self, end: JobEnd, now: float) -> tuple[Turn | None, ChatuiError | None]:
        """What a load or a turn that ended leaves behind; begins the turn that waits."""
        stopped = end.was_stopped and not isinstance(end.error, EngineCrashed)
        self.load_failed = not self.is_loaded and not stopped and end.error is not None
        turn, self._running = self._running, None
        if turn is None and (stopped or end.error) and self._next is None:
            # The load ended badly, and the question that waited for it with it.
            turn, self._waiting = self._waiting, None
        if turn is not None and not turn.phase.is_over:
            _close(turn, end.error, stopped, now)
        if self._clears:
            self._clears = False
            self._session.clear()
        if self._next is not None:
            self._change_model()
            return turn, None
        self._start_waiting()
        return turn, None if turn or stopped else end.error

    def _change_model(self) -> None:
        if self._next is not None:
            self._session.use(self._next)
            self._next = None
        if self._waiting is not None:
            self._start_waiting()
        else:
            self._generation.load()

    def _start_waiting(self) -> None:
        self._running, self._waiting = self._waiting, None
        if self._running is not None:
            self._generation.answer(self._running.question, self._running.attachments)


def _apply(events: list[Event], turn: Turn, now: float) -> tuple[int, int]:
    """Give a turn its events; returns how many pieces its thought and its answer grew by."""
    thoughts, answers = len(turn.thought.pieces), len(turn.answer.pieces)
    for event in events:
        turn.apply(event, now)
    return len(turn.thought.pieces) - thoughts, len(turn.answer.pieces) - answers


def _close(turn: Turn, error: ChatuiError | None, stopped: bool, now: float) -> None:
    if stopped:
        turn.stop(now)
    elif error is not None:
        turn.fail(error.message, error.hint, now)
    else:
        turn.fail("The engine ended the turn without saying why.", "Ask again.", now)
