"""The one union of events that leaves the engine; who consumes them is not known here."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class FinishReason(StrEnum):
    """Why a lane ended."""

    STOP = "stop"
    """The model ended its turn."""
    LENGTH = "length"
    """max_tokens was reached."""
    CONTEXT = "context"
    """The context window is full."""
    BUDGET = "budget"
    """The thought budget was reached and the thought could not be closed into an answer."""
    CANCELLED = "cancelled"
    ERROR = "error"


class ThoughtEnd(StrEnum):
    """Why a thought ended."""

    CLOSED = "closed"
    """The model closed it."""
    BUDGET = "budget"
    """chatui closed it at the thought budget."""
    CUT = "cut"
    """Generation ended inside the thought; the finish reason says by which limit."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Token counts of one lane, exact. Those of a reply that was gone on with are of all of it."""

    prompt_tokens: int = 0
    """Without a prefill's."""
    reused_tokens: int = 0
    """Of the tokens of prompt and prefill, those that the KV cache already held."""
    thought_tokens: int = 0
    """Tokens up to and with the one that closed the thought."""
    answer_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Timings:
    """Times of one lane, in seconds; rates in tokens per second. 0 where nothing was measured."""

    ttft_s: float = 0.0
    """From the request to the first token."""
    prompt_tokens_per_s: float = 0.0
    """Over the tokens really evaluated (prompt_tokens - reused_tokens)."""
    decode_tokens_per_s: float = 0.0
    thought_s: float = 0.0
    total_s: float = 0.0


@dataclass(frozen=True, slots=True)
class LoadProgress:
    """Share of the model that is loaded, 0 to 1."""

    fraction: float


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that the person should know, such as a chat template that chatui had to supply."""

    text: str


@dataclass(frozen=True, slots=True)
class PromptProgress:
    """How much of the prompt is evaluated; `reused` of the `evaluated` tokens were in the KV cache."""

    evaluated: int
    total: int
    reused: int = 0


@dataclass(frozen=True, slots=True)
class ThoughtDelta:
    """More of a lane's thought. `tokens` were drawn since the lane's last delta; one may carry no text."""

    lane: int
    text: str
    tokens: int = 0
    logprobs: tuple[float, ...] = ()
    """Natural log-probability of each of those tokens before sampling; empty unless asked for."""
    token_ends: tuple[int, ...] = ()
    """Where the text of each of those tokens ends, in characters of `text`; as many as `logprobs`."""

    def joined(self, more: "ThoughtDelta") -> "ThoughtDelta":
        """One delta that says what this one and the next one of its lane say."""
        return ThoughtDelta(self.lane, *_joined(self, more))


@dataclass(frozen=True, slots=True)
class AnswerDelta:
    """More of a lane's answer; fields as in `ThoughtDelta`."""

    lane: int
    text: str
    tokens: int = 0
    logprobs: tuple[float, ...] = ()
    token_ends: tuple[int, ...] = ()

    def joined(self, more: "AnswerDelta") -> "AnswerDelta":
        """As in `ThoughtDelta`."""
        return AnswerDelta(self.lane, *_joined(self, more))


Delta: TypeAlias = ThoughtDelta | AnswerDelta


def _joined(first: Delta, more: Delta) -> tuple[str, int, tuple[float, ...], tuple[int, ...]]:
    ends = tuple(len(first.text) + end for end in more.token_ends)
    return (
        first.text + more.text,
        first.tokens + more.tokens,
        first.logprobs + more.logprobs,
        first.token_ends + ends,
    )


@dataclass(frozen=True, slots=True)
class ThoughtEnded:
    """A lane's thought is over, after `seconds` and `tokens`."""

    lane: int
    reason: ThoughtEnd
    tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """A lane is over; always its last event. `seed` is the one really used."""

    lane: int
    finish_reason: FinishReason
    seed: int = 0
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)
    token_ids: tuple[int, ...] = ()
    """Every token drawn or forced, in order."""
    prompt_sha256: str = ""
    """Of the prompt's tokens, each as a 32-bit number, little end first; empty where nobody counted it."""


Event: TypeAlias = (
    LoadProgress | Notice | PromptProgress | ThoughtDelta | AnswerDelta | ThoughtEnded | Finished
)
