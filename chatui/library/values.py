"""What the library shows of models, as values; how it is found out or drawn is not known here."""

from dataclasses import dataclass, field
from pathlib import Path

from chatui.models.disk.found import Origin
from chatui.models.disk.remove import Removal
from chatui.models.disk.verify import Verification
from chatui.models.fit.values import Fit, Memory

__all__ = [
    "HubRow",
    "ModelDetails",
    "ModelRow",
    "Origin",
    "QuantizationRow",
    "Recommendation",
    "Removal",
    "Verification",
]


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model in one quantization: of the catalogue, on this disk, or both."""

    ref: str
    """What `--model` takes."""
    title: str
    filename: str
    """Of a split model its first part."""
    repo_id: str | None = None
    quantization: str | None = None
    parameters: str | None = None
    """As the model's name gives them, such as `1.5B`."""
    size_bytes: int | None = None
    """Of all parts; rounded where `is_size_rounded`."""
    is_size_rounded: bool = False
    sha256: str | None = None
    license: str | None = None
    context_length: int | None = None
    path: Path | None = None
    """None: not on this disk."""
    origin: Origin | None = None
    part_bytes: int | None = None
    """Bytes of a download that was begun and not finished; None: there is none."""
    fault: str = ""
    """Why a file on this disk cannot be used, a sentence; empty: nothing is known against it."""
    fit: Fit = field(default_factory=Fit.unknown)

    @property
    def is_downloaded(self) -> bool:
        """It is on this disk, and nothing is known against it."""
        return self.path is not None and not self.fault


@dataclass(frozen=True, slots=True)
class QuantizationRow:
    """One quantization that a model can be had in."""

    ref: str
    name: str
    size_bytes: int | None
    is_downloaded: bool
    fit: Fit


@dataclass(frozen=True, slots=True)
class ModelDetails:
    """Everything known of one model."""

    row: ModelRow
    memory: Memory | None
    """For the context and lanes that were asked for; None: nothing is known of its layers."""
    quantizations: tuple[QuantizationRow, ...] = ()
    architecture: str | None = None
    base: str | None = None
    base_license: str | None = None
    tags: str | None = None
    """Name of the tag convention of its thought."""
    opened_by: str | None = None
    """Who writes the opening tag: prompt, model or either."""
    switches: tuple[str, ...] = ()
    """Variables of the chat template that turn the thought off or tune it."""
    sampling: tuple[tuple[str, float | int], ...] = ()
    sampling_source: str = ""
    source: str = ""
    notices: tuple[str, ...] = ()
    """Sentences that a person should read, such as that the chat template is not its family's known one."""


@dataclass(frozen=True, slots=True)
class HubRow:
    """A repository of GGUF files on the hub."""

    repo_id: str
    downloads: int | None
    license: str | None
    is_gated: bool
    quantizations: tuple[QuantizationRow, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The model to begin with on this machine."""

    row: ModelRow
    why: str
    """A sentence or two for people, with the numbers."""
