"""What there is to say about a model on a machine, as values; how it is found out is not known here."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a model runs here."""

    FITS = "fits"
    TIGHT = "tight"
    """It needs more than 85 % of what is free."""
    TOO_BIG = "too_big"
    UNKNOWN = "unknown"
    """Its layers follow a rule that chatui does not know; never a guess, and never a reason to refuse."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device with memory of its own, as llama.cpp reports it."""

    name: str
    description: str
    free_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Machine:
    """What a model could have of this machine."""

    available_bytes: int
    """Memory that is free, or that the container may still take when that is less."""
    devices: tuple[Device, ...] = ()
    """Those with memory of their own (GPUs)."""
    bytes_per_s: float | None = None
    """Memory read by all threads together, as measured here; None: not measured."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a loaded model takes, in bytes."""

    n_ctx: int
    """Tokens of context, shared by the lanes."""
    n_lanes: int
    weights_bytes: int
    kv_bytes: int | None
    """KV cache and recurrent state; None: chatui does not know this architecture's rule."""
    compute_bytes: int | None
    process_bytes: int
    """The engine's process itself."""

    @property
    def total_bytes(self) -> int | None:
        """Everything together; None where a part is not known."""
        if self.kv_bytes is None or self.compute_bytes is None:
            return None
        return self.weights_bytes + self.kv_bytes + self.compute_bytes + self.process_bytes


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a model runs here."""

    verdict: Verdict
    needed_bytes: int | None = None
    available_bytes: int | None = None
    """Of this machine's memory, its devices' included."""
    tokens_per_s_estimate: float | None = None
    """Of one lane; an estimate from the memory's speed, not a measurement of the model."""
    advice: str = ""
    """What would fit, where this does not: a sentence, or empty."""

    @staticmethod
    def unknown() -> "Fit":
        """Nothing can be said."""
        return Fit(Verdict.UNKNOWN)
