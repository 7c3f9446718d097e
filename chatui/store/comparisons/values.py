"""What is kept of a comparison besides question and answers, as values; how it is kept is not known here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chatui.chat.events import FinishReason
from chatui.chat.sampling import SamplingParams
from chatui.store.values import Conversation, Message, Provenance
from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.vote import Vote, vote


@dataclass(frozen=True, slots=True)
class Variant:
    """One model under one set of settings; its lanes differ in their seeds only."""

    label: str
    """What tells it from the other variants."""
    model_ref: str = ""
    """The name by which the model was chosen."""
    path: str = ""
    """Where its file was."""
    system: str = ""
    think: bool | None = None
    """As in `GenerateRequest`."""
    sampling: SamplingParams = field(default_factory=SamplingParams)


@dataclass(frozen=True, slots=True)
class Setup:
    """How a comparison was asked for."""

    reference: str | None = None
    """The right answer, where the person gave one."""
    enough_thoughts: int | None = None
    """It was to end when this many thoughts were over."""
    stops_when_decided: bool = False
    """It was to end when the vote could not change any more."""
    is_together: bool = False
    """Several models were to be loaded at once."""


@dataclass(frozen=True, slots=True)
class NewLane:
    """A lane that begins."""

    number: int
    """From 0; no other lane of the comparison has it."""
    variant: Variant
    provenance: Provenance
    repeats: int | None = None
    """The lane that this one runs again, with the same seed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a lane ran on, as the engine said; sizes as in `ModelInfo`."""

    batch: int
    """The number of a lane: those of one batch were decoded together, which changes rounding."""
    n_ctx: int
    n_lanes: int
    n_threads: int
    gpu_layers: int
    kv_type: str
    profile: str
    build: str
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The tokens of a lane that is over."""

    token_ids: tuple[int, ...]
    """Every token drawn or forced, in order."""
    prompt_sha256: str = ""
    """As in `Finished`."""
    thought_logprobs: tuple[float, ...] = ()
    """Natural log-probability of each token of the thought, to 32 bits; empty where nobody asked for them."""
    thought_token_ends: tuple[int, ...] = ()
    """Where each of these tokens ends, in characters of the thought."""


@dataclass(frozen=True, slots=True)
class KeptLane:
    """One answer of a comparison."""

    number: int
    variant: Variant
    answer: Message
    repeats: int | None = None
    run: Run | None = None
    """None: its model was not loaded."""
    drawn: Drawn | None = None
    """None: its process ended before it did, or it did not begin."""

    @property
    def has_vote(self) -> bool:
        """It ended with an answer that was not cut off, and it is no other lane's repetition."""
        return self.answer.outcome.finish_reason is FinishReason.STOP and self.repeats is None


@dataclass(frozen=True, slots=True)
class KeptComparison:
    """A question and its lanes."""

    conversation: Conversation
    """The chat that it can be opened as; its id and title are the comparison's."""
    question: Message
    setup: Setup
    lanes: tuple[KeptLane, ...]
    """By their numbers."""
    note: str = ""
    is_starred: bool = False
    by_hand: Mapping[int, str | None] = field(default_factory=dict)
    """Lanes that a person put into the group of an answer, or with None into no group."""

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits; any unique beginning of them names it."""
        return self.conversation.id

    @property
    def vote(self) -> Vote:
        """How the lanes voted that have a vote."""
        return vote(
            (Ballot(lane.number, lane.answer.final_answer) for lane in self.lanes if lane.has_vote),
            self.by_hand,
        )
