"""What is kept of conversations, as values; how it is kept is not known here."""

from dataclasses import dataclass, field
from enum import StrEnum

from chatui.chat.attached_files import Attachment as Attachment
from chatui.chat.events import FinishReason, Timings, Usage
from chatui.chat.messages import Role
from chatui.chat.sampling import SamplingParams


class MessageState(StrEnum):
    """How far a message is."""

    STREAMING = "streaming"
    """An answer that is being written, by a process that is alive."""
    DONE = "done"
    """A question, or an answer whose `finish_reason` says how it ended."""
    INTERRUPTED = "interrupted"
    """An answer whose process ended before it did; what had been kept by then is there."""
    ERROR = "error"
    """An answer that an error ended; what had come by then is there."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer comes from: what is needed to have it again. Empty or None where it is not known."""

    model_ref: str = ""
    quantization: str = ""
    model_sha256: str = ""
    template_sha256: str = ""
    seed: int | None = None
    sampling: SamplingParams | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an answer ended."""

    state: MessageState = MessageState.DONE
    finish_reason: FinishReason | None = None
    """None where the engine did not live to say it."""
    error: str = ""
    """A sentence for people; only with the state ERROR."""
    usage: Usage | None = None
    timings: Timings | None = None
    thought_s: float | None = None
    """Seconds that the thought took; None: there was none, or nobody measured it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation's tree."""

    id: int
    """Grows with every message of a file; siblings are in the order of it, whatever a clock says."""
    parent_id: int | None
    """None: it begins the conversation."""
    role: Role
    text: str
    thought: str = ""
    created: float = 0.0
    """Seconds since 1970, by a clock that may have been wrong."""
    attachments: tuple[Attachment, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    outcome: Outcome = field(default_factory=Outcome)
    final_answer: str | None = None


@dataclass(frozen=True, slots=True)
class ConversationSettings:
    """How a conversation is carried on when it is opened again."""

    model_ref: str = ""
    system: str = ""
    sampling: SamplingParams | None = None
    """None: what launching chatui decides."""
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation without its messages."""

    id: str
    """Twelve hexadecimal digits; any unique beginning of them names it."""
    title: str
    title_is_own: bool
    """A person wrote the title; else it comes from the first question."""
    created: float
    updated: float
    """When the last message came, in seconds since 1970."""
    settings: ConversationSettings
    is_pinned: bool = False
    deleted_at: float | None = None
    """None: it is not deleted."""
    draft: str = ""
    """A question that was begun and not sent."""
    leaf_id: int | None = None
    """The message that the branch in view ends with."""
    origin: str = ""
    """Where it was imported from, as `source:id`; empty: it was held here."""
    position: int = 0
    """Orders conversations by their last message, the newest last; see `chatui.store.positions`."""
    is_comparison: bool = False
    """It began as a comparison: its first question was put to several lanes."""
