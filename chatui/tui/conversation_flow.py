"""Which turn runs, which waits, and what a stop, an error or a new start do to them; it draws nothing."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from chatui.chat.attached_files import Attachment
from chatui.chat.events import Event, LoadProgress
from chatui.errors import ChatuiError, EngineCrashed
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.background_job import BackgroundJob
from chatui.tui.flow_update import Asked, Update, apply_events, end_turn
from chatui.tui.generation import GIVE_UP_S, Generation, JobEnd
from chatui.tui.kept.moves import Move, View, begin_anew
from chatui.tui.kept.place import TurnPlace
from chatui.tui.turn import Turn


class ConversationFlow:
    """One turn runs, at most one waits for a load, a stop or a move. Used on the screen's thread only.

    A move goes to another place of the kept conversations. It has a thread of its own, so that it need not
    wait for a model that loads; turns and moves never run at once.
    """

    def __init__(self, session: StoredSession) -> None:
        self._session = session
        self._generation = Generation(session)
        self._running: Turn | None = None
        self._waiting: Asked | None = None
        self._move: BackgroundJob[View] | None = None
        self._next_move: Move | None = None
        self._next_options: SessionOptions | None = None
        self._asks_logprobs = False
        self._ids_before: tuple[int, int] | None = None
        self.load_fraction = 0.0
        self.load_failed = False

    @property
    def is_busy(self) -> bool:
        """Something runs, so `poll` must be called."""
        return self._generation.is_running or self._move is not None

    @property
    def is_loading(self) -> bool:
        """A model is being loaded, or the engine begins a turn."""
        return self._generation.is_running

    @property
    def is_stopping(self) -> bool:
        """A stop was asked for and has not yet taken effect."""
        return self._generation.is_stopping

    @property
    def is_answering(self) -> bool:
        """A question was taken and its turn is not over."""
        return self._waiting is not None or (self._running is not None and not self.is_stopping)

    @property
    def is_moving(self) -> bool:
        """Another place of the kept conversations is being opened, or will be."""
        return self._move is not None or self._next_move is not None

    @property
    def current_turn(self) -> Turn | None:
        """The turn that runs, else the one that waits."""
        return self._running or (self._waiting.turn if self._waiting else None)

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
        return self._next_options or self._session.options

    @property
    def can_switch_thinking(self) -> bool | None:
        """Whether the model can answer without a thought; None while it is not loaded."""
        return self._session.info.can_switch_thinking if self._session.info else None

    def change(self, options: SessionOptions, preset: str = "") -> None:
        """Carry on in another way from the next turn on; may block, and be called from any thread."""
        self._session.change(options, preset)

    def load(self) -> None:
        """Begin to load the model, so that it is there when the first question comes."""
        if not self._generation.is_running:
            self._generation.load()

    def ask(self, question: str, attachments: tuple[Attachment, ...] = ()) -> Turn | None:
        """Begin a turn, at once or when the load, the stop or the move that is under way has ended.

        None while another turn runs or waits: the question is not taken.
        """

        def send() -> Iterator[Event]:
            self._session.attach(attachments)
            return self._session.send(question)

        return self._take(Asked(Turn(question, attachments=attachments), send))

    def answer_again(self, turn: Turn, answer_id: int) -> Turn | None:
        """Begin a turn with the question of one that was answered; None as `ask`."""
        return self._take(
            Asked(
                Turn(turn.question, attachments=turn.attachments), lambda: self._session.regenerate(answer_id)
            )
        )

    def ask_instead(
        self, question_id: int, question: str, attachments: tuple[Attachment, ...] = ()
    ) -> Turn | None:
        """Begin a turn with another question, and its files, in place of a kept one; None as `ask`."""

        def edit() -> Iterator[Event]:
            return self._session.edit(question_id, question, attachments)

        return self._take(Asked(Turn(question, attachments=attachments), edit))

    def go_on(self, turn: Turn, answer_id: int | None) -> bool:
        """Begin to add to a turn that was cut short; False while another one runs or waits.

        `answer_id` is None where nothing is kept, and the turn then the last one.
        """
        if self.is_answering:
            return False
        turn.resume()
        return self._take(Asked(turn, lambda: self._session.continue_answer(answer_id))) is not None

    def stop(self) -> bool:
        """Ask what runs to end; False when nothing runs."""
        if not self._generation.is_running:
            return False
        self._generation.stop()
        return True

    def go(self, move: Move) -> None:
        """Make a move, once a turn that runs has been stopped; what was asked and waits is not asked."""
        self._waiting = None
        self._next_move = move
        if self._running is not None:
            self._generation.stop()
        self._advance()

    def clear(self) -> None:
        """Begin a new conversation."""
        self.go(partial(begin_anew, self._session))

    def ask_for_logprobs(self, is_on: bool) -> None:
        """Have the engine tell each token's probability, or not, from the next turn on."""
        self._asks_logprobs = is_on

    def use(self, options: SessionOptions) -> None:
        """Change to another model: stop what runs, then load it. A question that waits is put to it."""
        self._next_options = options
        self.load_fraction, self.load_failed = 0.0, False
        self._generation.stop()
        self._advance()

    def poll(self, now: float) -> Update:
        """Take in what came; `now` is in seconds of any one clock."""
        end = self._generation.take_end()
        events = self._generation.take_events()
        turn = self.current_turn
        thoughts, answers = apply_events(events, turn, now) if turn else (0, 0)
        self._note_load(events)
        ended, load_error = self._end(end, now) if end else (None, None)
        view, move_error = self._take_move()
        self._advance()
        return Update(
            turn,
            "".join(turn.thought.pieces[-thoughts:]) if turn and thoughts else "",
            "".join(turn.answer.pieces[-answers:]) if turn and answers else "",
            ended,
            load_error,
            view,
            move_error,
        )

    def close(self) -> None:
        """End what runs; blocks for a moment."""
        self._generation.close()
        if self._move is not None:
            self._move.wait(GIVE_UP_S)

    def _take(self, asked: Asked) -> Turn | None:
        if self.is_answering:
            return None
        self._waiting = asked
        self._advance()
        return asked.turn

    def _advance(self) -> None:
        """Begin what is next, unless what it must wait for still runs: moves, then models, then turns."""
        if self._running is not None or self._move is not None:
            return
        if self._next_move is not None:
            self._move, self._next_move = BackgroundJob("move", self._next_move), None
            return
        if self._generation.is_running:
            return
        if self._next_options is not None:
            self._session.use(self._next_options)
            self._next_options = None
            if self._waiting is None:
                self._generation.load()
        if self._waiting is not None:
            asked, self._waiting = self._waiting, None
            self._running = asked.turn
            self._ids_before = self._session.latest_ids
            # Before each turn: another conversation or model comes with options of its own.
            self._session.options = replace(self._session.options, logprobs=self._asks_logprobs)
            self._generation.answer(asked.ask)

    def _note_load(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, LoadProgress):
                self.load_fraction = event.fraction

    def _end(self, end: JobEnd, now: float) -> tuple[Turn | None, ChatuiError | None]:
        """What a load or a turn that ended leaves behind."""
        stopped = end.was_stopped and not isinstance(end.error, EngineCrashed)
        self.load_failed = not self.is_loaded and not stopped and end.error is not None
        turn, self._running = self._running, None
        if turn is not None:
            self._note_place(turn)
        elif (stopped or end.error) and self._next_options is None and self._waiting is not None:
            # The load ended badly, and the question that waited for it with it.
            turn, self._waiting = self._waiting.turn, None
        if turn is not None and not turn.phase.is_over:
            end_turn(turn, end.error, stopped, now)
        is_told = turn is not None or stopped or self._next_options is not None
        return turn, None if is_told else end.error

    def _note_place(self, turn: Turn) -> None:
        # A turn that ended before it was asked leaves the ids of the one before.
        ids = self._session.latest_ids
        if ids is not None and ids != self._ids_before:
            turn.place = TurnPlace(*ids)

    def _take_move(self) -> tuple[View | None, ChatuiError | None]:
        """What the move brought into view, unless the next one was asked for already."""
        if self._move is None or not self._move.is_over:
            return None, None
        outcome, self._move = self._move.outcome, None
        if isinstance(outcome, ChatuiError):
            return None, outcome
        return (outcome, None) if self._next_move is None else (None, None)
