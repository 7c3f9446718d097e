"""Finds the file of a model on this disk; it does not know how a model is loaded or downloaded."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from chatui.errors import ModelError
from chatui.models.catalogue.catalogue import Catalogue, CatalogueEntry
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.hub_cache import cached_file, cached_files, cached_models, has_quantization
from chatui.models.gguf.split_files import missing_parts
from chatui.models.references import CatalogueModel, DemoModel, HubModel, LocalModel, parse_reference

_USUAL_QUANTIZATION = "Q4_K_M"
"""What `org/repo` means where the repository offers it: the usual compromise of size and quality."""

_MOST_NAMED = 4
"""Missing parts that an error names."""


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


def find_model(ref: str, catalogue: Catalogue) -> ModelFile:
    """The file that a model reference names; ModelError says what is missing and how to get it."""
    match parse_reference(ref, catalogue):
        case DemoModel():
            return ModelFile(ref, demo_model_path())
        case LocalModel(path):
            _check_parts(ref, path, "Put them beside it, or name another file.")
            return ModelFile(ref, path)
        case CatalogueModel(alias, quantization):
            return _catalogue_file(ref, quantization, catalogue.models[alias])
        case HubModel() as model:
            entries = catalogue.models.values()
            entry = next((entry for entry in entries if entry.repo_id == model.repo_id), None)
            return replace(_hub_file(ref, model), entry=entry)


def _catalogue_file(ref: str, quantization: str, entry: CatalogueEntry) -> ModelFile:
    file = entry.files[quantization]
    names = [part.filename for part in file.all_parts()]
    path = cached_files(entry.repo_id, names).get(file.filename)
    hint = _download_hint(entry.repo_id, " ".join(names))
    if path is None:
        size = f", {file.gigabytes:.3g} GB" if file.gigabytes else ""
        what = f"{ref} is not on this disk (file {file.filename} of {entry.repo_id}{size})."
        raise ModelError(what, hint)
    _check_parts(ref, path, hint)
    return ModelFile(ref, path, quantization, entry)


def _check_parts(ref: str, path: Path, hint: str) -> None:
    """ModelError where other parts of a split model are missing beside the one at `path`."""
    missing = missing_parts(path)
    if missing and path.is_file():
        named = ", ".join(missing[:_MOST_NAMED]) + (" …" if len(missing) > _MOST_NAMED else "")
        raise ModelError(f"{ref} is not whole: {len(missing)} of its parts are missing ({named}).", hint)


def _hub_file(ref: str, model: HubModel) -> ModelFile:
    if model.filename:
        path = cached_file(model.repo_id, model.filename)
        if path is None:
            what = f"{model.filename} of {model.repo_id} is not on this disk."
            raise ModelError(what, _download_hint(model.repo_id, model.filename))
        return _whole(model.repo_id, ModelFile(ref, path))
    here = cached_models(model.repo_id)
    wanted = model.quantization or _USUAL_QUANTIZATION
    fitting = [path for name, path in here.items() if has_quantization(name, wanted)]
    if not fitting and model.quantization is None and len(here) == 1:
        return _whole(model.repo_id, ModelFile(ref, next(iter(here.values()))))
    if not fitting:
        raise _no_such_file(model, wanted, here)
    return _whole(model.repo_id, ModelFile(ref, fitting[0], wanted))


def _whole(repo_id: str, model: ModelFile) -> ModelFile:
    pattern = re.sub(r"-\d{5}-of-", "-*-of-", model.path.name)
    _check_parts(model.ref, model.path, _download_hint(repo_id, f'--include "*{pattern}"'))
    return model


def _no_such_file(model: HubModel, wanted: str, here: dict[str, Path]) -> ModelError:
    what = f"No {wanted} file of {model.repo_id} is on this disk."
    if here:
        return ModelError(what, f"Here are: {', '.join(f'{model.repo_id}/{name}' for name in here)}.")
    return ModelError(what, _download_hint(model.repo_id, f'--include "*{wanted}*.gguf"'))


def _download_hint(repo_id: str, what: str) -> str:
    return f"Download it, for instance with `hf download {repo_id} {what}`, or name a GGUF file by its path."
