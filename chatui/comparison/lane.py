"""What one lane has said so far and how it stands; it knows no other lane."""

from dataclasses import dataclass, field
from enum import StrEnum

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    LoadProgress,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnded,
)
from chatui.comparison.contestants import LaneSpec
from chatui.engine.requests import ModelInfo
from chatui.errors import ChatuiError
from chatui.thought.comparison.ballots import Ballot, ballot
from chatui.thought.reading import ThoughtReading


class LaneState(StrEnum):
    """Where a lane stands; the finish reason says how it ended."""

    WAITING = "waiting"
    LOADING = "loading"
    READING = "reading the prompt"
    THINKING = "thinking"
    ANSWERING = "answering"
    FINISHED = "finished"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Nothing more will come."""
        return self in (LaneState.FINISHED, LaneState.FAILED)


@dataclass(slots=True)
class Lane:
    """One sample, kept up to date event by event. Its text is the model's own: show none of it unfiltered."""

    spec: LaneSpec
    state: LaneState = LaneState.WAITING
    fraction: float = 0.0
    """Share of the load or of the prompt that is done, 0 to 1."""
    reading: ThoughtReading = field(default_factory=ThoughtReading, repr=False)
    answer_pieces: list[str] = field(default_factory=list, repr=False)
    thought_tokens: int = 0
    answer_tokens: int = 0
    token_ends: list[int] = field(default_factory=list, repr=False)
    """Where each token of the thought ends, in characters of it; as long as `logprobs`."""
    logprobs: list[float] = field(default_factory=list, repr=False)
    """Natural log-probability of each token of the thought; empty unless asked for."""
    notices: list[str] = field(default_factory=list)
    info: ModelInfo | None = None
    thought_over: ThoughtEnded | None = None
    finished: Finished | None = None
    error: ChatuiError | None = None

    @property
    def number(self) -> int:
        """From 0."""
        return self.spec.number

    @property
    def thought(self) -> str:
        """All of the thought so far."""
        return self.reading.text

    @property
    def answer(self) -> str:
        """All of the answer so far."""
        return "".join(self.answer_pieces)

    @property
    def tokens(self) -> int:
        """Tokens drawn so far, of thought and answer."""
        return self.thought_tokens + self.answer_tokens

    @property
    def finish_reason(self) -> FinishReason | None:
        """Why it ended; None while it runs."""
        if self.error is not None:
            return FinishReason.ERROR
        return self.finished.finish_reason if self.finished else None

    @property
    def has_vote(self) -> bool:
        """It is over with an answer that was not cut off, and no other lane's repetition."""
        return self.finish_reason is FinishReason.STOP and self.spec.repeats is None

    @property
    def ballot(self) -> Ballot:
        """What it votes for."""
        return ballot(self.number, self.answer, self.reading.steps)

    def add(self, event: Event) -> None:
        """Take in an event of the engine."""
        match event:
            case LoadProgress(fraction=fraction):
                self.state, self.fraction = LaneState.LOADING, fraction
            case PromptProgress(evaluated=evaluated, total=total):
                self.state, self.fraction = LaneState.READING, evaluated / total if total else 1.0
            case ThoughtDelta():
                self.state = LaneState.THINKING
                self._think(event)
            case ThoughtEnded():
                self.thought_over = event
                self.reading.finish()
            case AnswerDelta(text=text, tokens=tokens):
                self.state = LaneState.ANSWERING
                self.answer_pieces.append(text)
                self.answer_tokens += tokens
            case Notice(text=text):
                self.notices.append(text)
            case Finished(usage=usage):
                self.finished = event
                if usage.thought_tokens + usage.answer_tokens:  # else it came from no engine that had counted
                    self.thought_tokens, self.answer_tokens = usage.thought_tokens, usage.answer_tokens
                self._close(LaneState.FINISHED)

    def fail(self, error: ChatuiError) -> None:
        """An error ended it; what came before stays."""
        self.error = error
        self._close(LaneState.FAILED)

    def _think(self, delta: ThoughtDelta) -> None:
        self.token_ends += (self.reading.length + end for end in delta.token_ends)
        self.logprobs += delta.logprobs
        self.thought_tokens += delta.tokens
        self.reading.feed(delta.text)

    def _close(self, state: LaneState) -> None:
        self.state = state
        self.reading.finish()
