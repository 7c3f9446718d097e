"""What the catalogue says of one model, as values; it does not know where that is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chatui.models.gguf.split_files import SPLIT_NAME, part_names


@dataclass(frozen=True, slots=True)
class CataloguePart:
    """One file to download."""

    filename: str
    size_bytes: int | None = None
    sha256: str | None = None
    """64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class PartFigures:
    """What is known of one part of a split model; its name follows from the first part's."""

    size_bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One quantization on the hub: a file, or the parts of a split one."""

    filename: str
    """Of a split model its first part, whose name tells how many there are."""
    size_bytes: int | None = None
    """Of a split model all parts together."""
    size_gb: float | None = None
    """In 10^9 bytes, rounded; where the exact size is not known."""
    sha256: str | None = None
    parts: Mapping[str, PartFigures] = field(default_factory=dict)
    """By number, from "1"; a part of which nothing is known may be missing."""

    def all_parts(self) -> tuple[CataloguePart, ...]:
        """Every file of this quantization, in order; one for a plain file."""
        if SPLIT_NAME.fullmatch(self.filename) is None:
            return (CataloguePart(self.filename, self.size_bytes, self.sha256),)
        numbered = enumerate(part_names(self.filename), 1)
        known = ((name, self.parts.get(str(number), PartFigures())) for number, name in numbered)
        return tuple(CataloguePart(name, part.size_bytes, part.sha256) for name, part in known)

    @property
    def total_bytes(self) -> int | None:
        """The exact size of all parts together, where it is known."""
        sizes = [part.size_bytes for part in self.all_parts()]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else self.size_bytes

    @property
    def gigabytes(self) -> float | None:
        """The size in 10^9 bytes, exact or rounded, where one is known."""
        exact = self.total_bytes
        return self.size_gb if exact is None else exact / 1e9


@dataclass(frozen=True, slots=True)
class ThoughtFormat:
    """How the model marks its thought."""

    tags: str
    """Name of the tag convention."""
    opened_by: Literal["prompt", "model", "either"] = "either"
    """Who writes the opening tag; `either` where files of both kinds are about, or it is not known."""


@dataclass(frozen=True, slots=True)
class SamplingDefaults:
    """The sampling parameters that the model's makers give; None: they say nothing."""

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    min_p: float | None = None
    repeat_penalty: float | None = None
    source: str = ""
    """Where they say so."""


@dataclass(frozen=True, slots=True)
class CatalogueShape:
    """The sizes of the network, from which its memory follows."""

    n_layers: int
    n_embd: int
    n_heads: int
    n_kv_heads: int
    head_size: int
    n_vocab: int
    """With padding, as the model's config has it."""
    active_parameters: str | None = None
    """Of a mixture of experts those that one token uses, such as `3B`."""
    attention: Literal["full", "sliding", "mla", "recurrent"] = "full"
    """`full` only where every layer keeps keys and values of the whole context."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueSwitch:
    """One variable of the chat template that turns the thought off or tunes it."""

    on: bool | str | None = None
    off: bool | str | None = None
    """None: it tunes the thought and cannot turn it off."""
    values: tuple[str, ...] = ()
    """Every word that it takes, where it takes words."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One model of the catalogue; None: no source says."""

    title: str
    repo_id: str
    parameters: str
    """As the model's name gives them, such as `1.5B`."""
    default: str
    """The quantization that the bare alias means."""
    thought: ThoughtFormat
    files: Mapping[str, CatalogueFile]
    """By quantization."""
    license: str | None = None
    architecture: str | None = None
    """As llama.cpp names it, such as `qwen2`."""
    context_length: int | None = None
    """Tokens that the model was made for."""
    base: str | None = None
    """The model that it was made from."""
    base_license: str | None = None
    sampling: SamplingDefaults = field(default_factory=SamplingDefaults)
    shape: CatalogueShape | None = None
    switches: Mapping[str, CatalogueSwitch] = field(default_factory=dict)
    """By the template's variable; empty: none is known."""
    source: str = ""
    """Where the facts of this entry are from, unless a table of it names its own source."""

    @property
    def thought_can_be_off(self) -> bool:
        """Whether a known switch turns the thought off."""
        return any(switch.off is not None for switch in self.switches.values())
