"""One question and what comes of it, kept up to date event by event; it knows no thread and no widget."""

from dataclasses import dataclass, field
from enum import StrEnum

from chatui.chat.attached_files import Attachment
from chatui.chat.display_text import display_text
from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    LoadProgress,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Usage,
)
from chatui.thought.reading import ThoughtReading
from chatui.tui.kept.place import TurnPlace
from chatui.tui.thought.confidence import Confidence


class Phase(StrEnum):
    """Where a turn stands; the value is the word that a person reads."""

    WAITING = "waiting"
    LOADING = "loading"
    READING = "reading the prompt"
    THINKING = "thinking"
    ANSWERING = "answering"
    DONE = "done"
    STOPPED = "stopped"
    CUT_OFF = "cut off: max tokens"
    CONTEXT_FULL = "context full"
    BUDGET_SPENT = "thought budget spent"
    INTERRUPTED = "interrupted"

    @property
    def is_over(self) -> bool:
        """Nothing more will come."""
        return self in _OVER


PHASE_OF_REASON = {
    FinishReason.STOP: Phase.DONE,
    FinishReason.CANCELLED: Phase.STOPPED,
    FinishReason.LENGTH: Phase.CUT_OFF,
    FinishReason.CONTEXT: Phase.CONTEXT_FULL,
    FinishReason.BUDGET: Phase.BUDGET_SPENT,
    FinishReason.ERROR: Phase.INTERRUPTED,
}

_OVER = frozenset(PHASE_OF_REASON.values())


@dataclass(slots=True)
class Stretch:
    """A thought or an answer while it streams: its text, tokens and times (of one clock, in seconds)."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    """Characters so far."""
    tokens: int = 0
    began_at: float | None = None
    seconds: float | None = None
    """How long it took, once it is over."""
    earlier_s: float = 0.0
    """What it had taken before it was gone on with."""

    @property
    def text(self) -> str:
        """All of it so far."""
        return "".join(self.pieces)

    def grow(self, text: str, tokens: int, now: float) -> None:
        """Add a delta."""
        if self.began_at is None:
            self.began_at = now
        self.pieces.append(text)
        self.length += len(text)
        self.tokens += tokens

    def close(self, now: float) -> None:
        """Stop its clock, unless it never began or is closed already."""
        if self.seconds is None and (self.began_at is not None or self.earlier_s):
            self.seconds = self.elapsed(now)

    def resume(self) -> None:
        """More of it will come: its clock goes on with the next delta."""
        self.earlier_s, self.seconds, self.began_at = self.seconds or 0.0, None, None

    def elapsed(self, now: float) -> float:
        """Seconds from its first token to its end, or to `now`."""
        if self.seconds is not None:
            return self.seconds
        return self.earlier_s + (0.0 if self.began_at is None else max(0.0, now - self.began_at))


@dataclass(slots=True)
class Turn:
    """A question, the thought, the answer and how far they are. All text in it is safe to show."""

    question: str
    phase: Phase = Phase.WAITING
    fraction: float = 0.0
    """Share of the load or of the prompt that is done, 0 to 1."""
    thought: Stretch = field(default_factory=Stretch)
    answer: Stretch = field(default_factory=Stretch)
    reading: ThoughtReading = field(default_factory=ThoughtReading, compare=False, repr=False)
    """The thought in steps, as far as `read_on` was called."""
    confidence: Confidence = field(default_factory=Confidence, compare=False, repr=False)
    """Of the thought's tokens; empty unless it was asked for."""
    thought_end: ThoughtEnd | None = None
    usage: Usage | None = None
    """Exact token counts, once the engine has given them."""
    tokens_per_s: float = 0.0
    """Decode rate as the engine measured it, once it is over."""
    total_s: float = 0.0
    notices: list[str] = field(default_factory=list)
    error: str = ""
    hint: str = ""
    attachments: tuple[Attachment, ...] = ()
    """Files before the question, as they were read; their text is not safe to show."""
    is_elsewhere: bool = False
    """Another process is writing it."""
    place: TurnPlace | None = None
    """Where it stands among what is kept; None: it is not kept, or not yet."""

    def apply(self, event: Event, now: float) -> None:
        """Take in the next event of lane 0, seen at `now`."""
        match event:
            case LoadProgress(fraction=fraction):
                self.phase, self.fraction = Phase.LOADING, fraction
            case PromptProgress(evaluated=evaluated, total=total):
                self.phase, self.fraction = Phase.READING, evaluated / total if total else 1.0
            case ThoughtDelta():
                self.phase = Phase.THINKING
                self._think(event, now)
            case ThoughtEnded(reason=reason, tokens=tokens, seconds=seconds):
                self.thought_end = reason
                self.thought.tokens, self.thought.seconds = tokens, seconds
            case AnswerDelta(text=text, tokens=tokens):
                self.phase = Phase.ANSWERING
                self.thought.close(now)
                self.answer.grow(display_text(text), tokens, now)
            case Notice(text=text):
                self.notices.append(display_text(text))
            case Finished():
                self._finish(event, now)

    def read_on(self, limit: int) -> bool:
        """Cut at most `limit` more characters of the thought into steps; whether all of it is."""
        is_read = self.reading.catch_up(self.thought.pieces, limit)
        if is_read and (self.phase.is_over or self.thought.seconds is not None):
            self.reading.finish()
        return is_read

    def fail(self, message: str, hint: str, now: float) -> None:
        """End it with an error; what had streamed stays."""
        self.error, self.hint = display_text(message), display_text(hint)
        self._close(Phase.INTERRUPTED, now)

    def resume(self) -> None:
        """More of it will come, behind what is there."""
        self.phase, self.fraction = Phase.WAITING, 0.0
        self.error = self.hint = ""
        self.notices.clear()
        if self.answer.pieces:
            self.answer.resume()
            return
        self.thought_end = None
        self.thought.resume()
        # Its last step was taken for complete, and may go on: the thought is read again.
        self.reading = ThoughtReading()

    def stop(self, now: float) -> None:
        """End it as stopped by the person, where the engine did not say so itself."""
        self._close(Phase.STOPPED, now)

    @property
    def can_go_on(self) -> bool:
        """It is over, and the model did not end it itself."""
        is_cut = self.phase.is_over and self.phase is not Phase.DONE
        return is_cut and not self.is_empty and not self.is_elsewhere

    @property
    def is_empty(self) -> bool:
        """Neither a thought nor an answer came."""
        return not self.thought.pieces and not self.answer.pieces

    def _think(self, delta: ThoughtDelta, now: float) -> None:
        text = display_text(delta.text)
        if delta.logprobs:
            ends = (len(display_text(delta.text[:end])) for end in delta.token_ends)
            self.confidence.add([self.thought.length + end for end in ends], delta.logprobs)
        self.thought.grow(text, delta.tokens, now)

    def _finish(self, event: Finished, now: float) -> None:
        self.usage = event.usage
        self.thought.tokens, self.answer.tokens = event.usage.thought_tokens, event.usage.answer_tokens
        self.tokens_per_s, self.total_s = event.timings.decode_tokens_per_s, event.timings.total_s
        self._close(PHASE_OF_REASON[event.finish_reason], now)

    def _close(self, phase: Phase, now: float) -> None:
        self.phase = phase
        self.thought.close(now)
        self.answer.close(now)
        if self.thought.pieces and self.thought_end is None:
            self.thought_end = ThoughtEnd.CLOSED if self.answer.pieces else ThoughtEnd.CUT
