"""Models that have a short name, from `models.toml`; whether a file of theirs is here is not known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from chatui.errors import ConfigError
from chatui.thought.conventions import CONVENTIONS
from chatui.toml_records import Place, nearest, read_toml, record_from

_PACKAGE = Path(__file__).parent
_SHIPPED = (
    _PACKAGE / "data" / "models.toml",  # in an installed package
    _PACKAGE.parents[1] / "models.toml",  # in a source checkout
)
_REPO_ID = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}", re.ASCII)
_FILENAME = re.compile(r"[^/\\:\x00-\x1f]{1,200}\.gguf")


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One quantization's file on the hub."""

    filename: str
    """Of a split model its first part."""
    size_bytes: int | None = None
    size_gb: float | None = None
    """In 10^9 bytes, rounded; where the exact size is not known."""
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class ThoughtFormat:
    """How the model marks its thought."""

    tags: str
    """Name of the tag convention."""
    opened_by: Literal["prompt", "model", "either"] = "either"
    """Who writes the opening tag; `either` where files with both kinds of chat template are about."""


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
class CatalogueEntry:
    """One model of the catalogue."""

    title: str
    repo_id: str
    license: str
    architecture: str
    parameters: str
    """As the model's name gives them, such as `1.5B`."""
    context_length: int
    """Tokens that the model was made for."""
    default: str
    """The quantization that the bare alias means."""
    thought: ThoughtFormat
    files: Mapping[str, CatalogueFile]
    """By quantization."""
    base: str | None = None
    """The model that it was made from."""
    base_license: str | None = None
    sampling: SamplingDefaults = field(default_factory=SamplingDefaults)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Entries by alias."""

    models: Mapping[str, CatalogueEntry] = field(default_factory=dict)


def load_catalogue(own: Path | None = None) -> Catalogue:
    """The shipped catalogue and the person's `own` entries, which replace those of the same alias.

    Raises ConfigError for anything in either file that does not fit the schema.
    """
    shipped = next((path for path in _SHIPPED if path.is_file()), None)
    if shipped is None:
        raise ConfigError(
            "The catalogue models.toml is missing from this installation.", "Install chatui again."
        )
    models = {**_read(shipped).models, **(_read(own).models if own else {})}
    return Catalogue(models)


def _read(file: Path) -> Catalogue:
    catalogue = record_from(Catalogue, read_toml(file), Place(file))
    for alias, entry in catalogue.models.items():
        for key, message, hint in _faults(alias, entry):
            raise ConfigError(f"{file}, models.{alias}{key} {message}.", hint)
    return catalogue


def _faults(alias: str, entry: CatalogueEntry) -> Iterator[tuple[str, str, str]]:
    """Each value that has the right type and still cannot be meant: its key, what is wrong, what to do."""
    if alias == "tiny" or re.search(r"[\s/\\:]", alias):
        yield "", "cannot be a model's name", "Use letters, digits, '-' and '.'; 'tiny' is the bundled model."
    if not _REPO_ID.fullmatch(entry.repo_id):
        yield (
            ".repo_id",
            f"is not of the form owner/name: {entry.repo_id!r}",
            "Copy it from the model's page.",
        )
    if entry.default not in entry.files:
        yield ".default", f"names no file: {entry.default!r}", nearest(entry.default, entry.files)
    conventions = [convention.name for convention in CONVENTIONS]
    if entry.thought.tags not in conventions:
        yield ".thought.tags", f"is unknown: {entry.thought.tags!r}", nearest(entry.thought.tags, conventions)
    for quantization, file in entry.files.items():
        if not _FILENAME.fullmatch(file.filename):
            yield f".files.{quantization}", "is no GGUF file's name", "Give a name without folders, in .gguf."
        if file.sha256 is not None and not re.fullmatch(r"[0-9a-f]{64}", file.sha256):
            yield (
                f".files.{quantization}",
                "has no valid sha256",
                "Give 64 hexadecimal digits, or leave it out.",
            )
