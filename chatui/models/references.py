"""What a person wrote to name a model, as a value; whether that model is on this disk is not known here."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

from chatui.errors import ModelError
from chatui.models.catalogue.catalogue import Catalogue

DEMO = "tiny"
"""Names the bundled demo model."""

OLLAMA = "ollama:"
"""Begins the name of a model that Ollama keeps."""

USUAL_QUANTIZATION = "Q4_K_M"
"""What `org/repo` means where the repository offers it: the usual compromise of size and quality."""

_MOST_NAMED = 6
"""Known models that an error names; the catalogue has dozens."""

_HUB = re.compile(
    r"(?P<repo>[\w.-]{1,96}/[\w.-]{1,96})(?:/(?P<file>[^:\\\x00-\x1f]{1,200}\.gguf)|:(?P<quantization>[\w.-]+))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class DemoModel:
    """The bundled demo model."""


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """An entry of the catalogue and one of its quantizations."""

    alias: str
    quantization: str


@dataclass(frozen=True, slots=True)
class HubModel:
    """A repository on the hub, with at most one of a file and a quantization."""

    repo_id: str
    filename: str | None = None
    quantization: str | None = None


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """A model that Ollama keeps, by the name that `ollama list` shows; the tag is `latest` where left out."""

    name: str


@dataclass(frozen=True, slots=True)
class ImportedModel:
    """A model that was added where it lies, by the name that it got."""

    name: str


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A file on this disk."""

    path: Path


ModelReference: TypeAlias = DemoModel | CatalogueModel | HubModel | OllamaModel | ImportedModel | LocalModel


def parse_reference(
    text: str, catalogue: Catalogue, others: Callable[[], Iterable[str]] = tuple
) -> ModelReference:
    """Read a model reference; ModelError names the nearest known ones where it means nothing.

    `others` gives the names of imported models and the references of Ollama's; it is called only for a text
    that is of no other form.
    """
    if text == DEMO:
        return DemoModel()
    if re.match(r"https?://", text, re.IGNORECASE):
        raise ModelError(
            f"{text} is a server, and chatui runs models itself.", "Name a model or a GGUF file."
        )
    if text.startswith(OLLAMA):
        return OllamaModel(text.removeprefix(OLLAMA))
    if _is_path(text):
        return LocalModel(_path(text))
    alias, _, quantization = text.partition(":")
    if alias in catalogue.models:
        return _catalogue_model(alias, quantization, catalogue)
    hub = _HUB.fullmatch(text)
    if hub is not None and ".." not in text:
        return HubModel(hub["repo"], hub["file"], hub["quantization"])
    names = list(others())
    if text in names:
        return ImportedModel(text)
    raise unknown_model(text, [DEMO, *catalogue.models, *names])


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # `~name` of somebody who is unknown here
        raise ModelError(
            f"{text} names a home folder that is not here.", "Write the path in full."
        ) from error


def _is_path(text: str) -> bool:
    """A path begins like one, or is a GGUF file that is here or cannot be meant as one of the hub's."""
    if text.startswith(("/", "./", "../", "~", ".\\", "..\\")) or re.match(r"[A-Za-z]:[\\/]", text):
        return True
    return text.lower().endswith(".gguf") and (text.count("/") < 2 or Path(text).exists())


def _catalogue_model(alias: str, quantization: str, catalogue: Catalogue) -> CatalogueModel:
    entry = catalogue.models[alias]
    by_lower_case = {name.lower(): name for name in entry.files}
    wanted = quantization or entry.default
    if wanted.lower() not in by_lower_case:
        known = ", ".join(entry.files)
        raise ModelError(f"{alias} has no quantization {wanted} in the catalogue.", f"Known are: {known}.")
    return CatalogueModel(alias, by_lower_case[wanted.lower()])


def unknown_model(text: str, names: list[str]) -> ModelError:
    """The error for a text that means no model, with those of the names that are near it."""
    bare = text.partition(":")[0] if not text.startswith(OLLAMA) else text
    near = [get_close_matches(form, names, n=3, cutoff=0.4) for form in dict.fromkeys((text, bare))]
    close = list(dict.fromkeys(name for names_of_form in near for name in names_of_form))[:3]
    few = f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
    known = few if len(names) > _MOST_NAMED else ", ".join(names)
    hint = f"Did you mean {' or '.join(close)}?" if close else f"Known are {known}."
    return ModelError(
        f"No model is called {text!r}.", f"{hint} A file is named by its path, such as ./model.gguf."
    )
