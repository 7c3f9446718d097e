"""Finds the file of a model on this disk; it does not know how a model is loaded or downloaded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chatui.errors import ModelError, ModelNotHere
from chatui.models.catalogue.catalogue import Catalogue, CatalogueEntry
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.discover import found_models, holds_quantization, is_of_catalogue, is_of_repository
from chatui.models.disk.found import NO_PLACES, FoundModel, Origin, Places
from chatui.models.disk.gguf_files import missing_sentence
from chatui.models.disk.hub_cache import cached_file, repository_models
from chatui.models.disk.imports import imported_models, imports
from chatui.models.disk.ollama import ollama_models
from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.gguf.split_files import missing_parts, part_names
from chatui.models.references import (
    DEMO,
    USUAL_QUANTIZATION,
    CatalogueModel,
    DemoModel,
    HubModel,
    ImportedModel,
    LocalModel,
    ModelReference,
    OllamaModel,
    parse_reference,
    unknown_model,
)


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model that is on this disk."""

    ref: str
    """As the person wrote it."""
    path: Path
    """Of a split model its first part."""
    quantization: str | None = None
    """As the reference or the catalogue names it; None: only the file itself knows."""
    entry: CatalogueEntry | None = None


def find_model(ref: str, catalogue: Catalogue, places: Places = NO_PLACES) -> ModelFile:
    """The file that a model reference names, in the hub cache or wherever else on this disk it lies.

    Raises ModelNotHere where it can be downloaded, else ModelError; both say what is missing and what to do.
    """
    match reference_to(ref, catalogue, places):
        case DemoModel():
            return ModelFile(ref, demo_model_path())
        case LocalModel(path):
            _check_parts(ref, path)
            return ModelFile(ref, path)
        case OllamaModel(name):
            return _ollama_file(ref, name, catalogue)
        case ImportedModel(name):
            return _imported_file(ref, name, places)
        case CatalogueModel(alias, quantization):
            return _catalogue_file(ref, quantization, catalogue.models[alias], places)
        case HubModel() as model:
            entries = catalogue.models.values()
            entry = next((entry for entry in entries if entry.repo_id == model.repo_id), None)
            found = _hub_file(ref, model, places) if model.filename else _hub_model(ref, model, places)
            return replace(found, entry=entry)


def found_model(ref: str, catalogue: Catalogue, places: Places = NO_PLACES) -> FoundModel:
    """The model on this disk that a reference names, with its place; also a broken one.

    Raises as `find_model` does where there is not even that.
    """
    models = found_models(places)
    named = next((model for model in models if model.ref == ref), None)
    if named is not None:
        return named
    reference = reference_to(ref, catalogue, places)
    try:
        path = find_model(ref, catalogue, places).path
    except ModelNotHere:
        broken = next((model for model in models if _is_meant(model, reference, catalogue)), None)
        if broken is None:
            raise
        return broken
    return next((model for model in models if model.path == path), None) or _elsewhere(ref, path)


def _is_meant(model: FoundModel, reference: ModelReference, catalogue: Catalogue) -> bool:
    match reference:
        case CatalogueModel(alias, quantization):
            entry = catalogue.models[alias]
            return is_of_catalogue(model, entry, entry.files[quantization])
        case HubModel(repo_id, filename, quantization):
            is_its = is_of_repository(model, repo_id, filename)
            wanted = None if filename else quantization or USUAL_QUANTIZATION
            return is_its and (wanted is None or holds_quantization(model, wanted))
        case _:
            return False


def _elsewhere(ref: str, path: Path) -> FoundModel:
    """A file that lies in none of the places: the bundled model, or one that a person named by its path."""
    origin = Origin.BUNDLED if ref == DEMO else Origin.FOLDER
    files = [path.with_name(name) for name in part_names(path.name)]
    try:
        size = sum(file.stat().st_size for file in files)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    name = Path(files[0].name).stem
    return FoundModel(ref, name, path, origin, files[0].name, size, quantization=quantization_in(path.name))


def reference_to(ref: str, catalogue: Catalogue, places: Places = NO_PLACES) -> ModelReference:
    """What a person's words mean, also of imported models and Ollama's; ModelError where nothing."""
    return parse_reference(ref, catalogue, lambda: _other_names(places))


def _other_names(places: Places) -> Iterator[str]:
    if places.imports is not None:
        yield from (entry.name for entry in imports(places.imports))
    yield from (model.ref for model in ollama_models())


def _check_parts(ref: str, path: Path) -> None:
    """ModelError where other parts of a split model are missing beside the one at `path`."""
    missing = missing_parts(path)
    if missing and path.is_file():
        what = f"{ref} is not whole: {missing_sentence(missing)}"
        raise ModelError(what, "Put them beside it, or name another file.")


def _ollama_file(ref: str, name: str, catalogue: Catalogue) -> ModelFile:
    models = list(ollama_models())
    tagged = name if ":" in name.rpartition("/")[2] else f"{name}:latest"
    model = next((model for model in models if model.name.lower() == tagged.lower()), None)
    if model is None:
        raise unknown_model(ref, [model.ref for model in models] or list(catalogue.models))
    if model.fault:
        raise ModelError(f"{ref} cannot be used. {model.fault}", f"Try `ollama pull {model.name}`.")
    return ModelFile(ref, model.path, model.quantization)


def _imported_file(ref: str, name: str, places: Places) -> ModelFile:
    models = imported_models(places.imports) if places.imports is not None else []
    model = next((model for model in models if model.ref == name), None)
    if model is None:  # forgotten by another process a moment ago
        raise unknown_model(ref, [model.ref for model in models])
    if model.fault:
        raise ModelError(f"{ref} cannot be used. {model.fault}")
    return ModelFile(ref, model.path, model.quantization)


def _catalogue_file(ref: str, quantization: str, entry: CatalogueEntry, places: Places) -> ModelFile:
    file = entry.files[quantization]
    cached = [model for model in repository_models(entry.repo_id) if model.filename == file.filename]
    # Only where the cache has none is the rest of the disk searched.
    found = _whole(cached) or _whole(
        [model for model in found_models(places) if is_of_catalogue(model, entry, file)]
    )
    if found is not None:
        return ModelFile(ref, found.path, quantization, entry)
    size = f", {file.gigabytes:.3g} GB" if file.gigabytes else ""
    what = f"{ref} is not on this disk (file {file.filename} of {entry.repo_id}{size})."
    raise _not_here(ref, what, cached)


def _hub_file(ref: str, model: HubModel, places: Places) -> ModelFile:
    filename = model.filename or ""
    path = cached_file(model.repo_id, filename)
    if path is not None and not missing_parts(path):
        return ModelFile(ref, path)
    cached = [found for found in repository_models(model.repo_id) if found.path == path]
    others = [found for found in found_models(places) if is_of_repository(found, model.repo_id, filename)]
    if (found := _whole(others)) is not None:
        return ModelFile(ref, found.path)
    raise _not_here(ref, f"{filename} of {model.repo_id} is not on this disk.", cached)


def _hub_model(ref: str, model: HubModel, places: Places) -> ModelFile:
    cached = repository_models(model.repo_id)
    found = _meant(cached, model.quantization)
    if found is None:
        others = [other for other in found_models(places) if is_of_repository(other, model.repo_id)]
        found = _meant(others, model.quantization)
    if found is not None:
        holds = holds_quantization(found, model.quantization or USUAL_QUANTIZATION)
        return ModelFile(ref, found.path, (model.quantization or USUAL_QUANTIZATION) if holds else None)
    wanted = model.quantization or USUAL_QUANTIZATION
    broken = [other for other in cached if holds_quantization(other, wanted) or len(cached) == 1]
    here = ", ".join(f"{model.repo_id}/{other.filename}" for other in cached if not other.fault)
    what = f"No {wanted} file of {model.repo_id} is on this disk{f'; here are {here}' if here else ''}."
    raise _not_here(ref, what, [] if here else broken)


def _meant(models: Sequence[FoundModel], quantization: str | None) -> FoundModel | None:
    """The whole model with that quantization; where none is given, the usual one or the only one."""
    whole = [model for model in models if not model.fault]
    wanted = quantization or USUAL_QUANTIZATION
    fitting = [model for model in whole if holds_quantization(model, wanted)]
    if not fitting and quantization is None and len(whole) == 1:
        return whole[0]
    return fitting[0] if fitting else None


def _whole(models: Sequence[FoundModel]) -> FoundModel | None:
    return next((model for model in models if not model.fault), None)


def _not_here(ref: str, what: str, broken: Sequence[FoundModel]) -> ModelNotHere:
    """The error for what can be downloaded; where a part of it is here, that is what it says."""
    rest = next((model.fault for model in broken if model.size_bytes), None)
    hint = f"Download it with `chatui models pull {ref}`, or name a GGUF file by its path."
    return ModelNotHere(f"{ref} is not whole: {rest}" if rest else what, hint)
