"""Lists every model on this disk, whoever put it there; nothing is copied, and no header is read unasked."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from chatui.errors import ModelError
from chatui.models.catalogue.catalogue import Catalogue, CatalogueEntry, CatalogueFile
from chatui.models.disk.found import FoundModel, Origin, Places
from chatui.models.disk.gguf_files import gguf_files
from chatui.models.disk.hub_cache import models_in_cache
from chatui.models.disk.imports import imported_models
from chatui.models.disk.llama_cpp import llama_cpp_models, name_in_repository
from chatui.models.disk.lm_studio import lm_studio_models
from chatui.models.disk.ollama import ollama_models
from chatui.models.gguf.check import NotAlone, check_gguf
from chatui.models.gguf.quantization_names import has_quantization, quantization_in
from chatui.models.gguf.split_files import part_names

_ROUNDING = 0.02
"""By which share a size in gigabytes may be off where the catalogue has it rounded."""


def found_models(places: Places) -> list[FoundModel]:
    """Every model that chatui and other programs keep here, also the broken ones, each file once.

    Imported models come first, then the hub cache's, LM Studio's, Ollama's, llama.cpp's and those of the
    settings' folders. Takes tenths of a second for thousands of files.
    """
    return _numbered(_each_once(_all(places)))


def examined(model: FoundModel) -> FoundModel | None:
    """The model with the fault that its header shows, if any; None for what is no model by itself."""
    try:
        if not model.fault:
            check_gguf(model.path)
    except NotAlone:
        return None
    except ModelError as error:
        return replace(model, fault=str(error))
    return model


def is_of_repository(model: FoundModel, repo_id: str, filename: str | None = None) -> bool:
    """Whether it is a file of this repository on the hub, and has this name there where one is given."""
    name = model.filename if model.repo_id == repo_id else None
    if model.repo_id is None and model.origin is Origin.LLAMA_CPP:
        name = name_in_repository(model.filename, repo_id)
    return name is not None and (filename is None or name in (filename, filename.replace("/", "_")))


def holds_quantization(model: FoundModel, quantization: str) -> bool:
    """Whether the model's name, or what its place says of it, gives this quantization."""
    if has_quantization(model.filename, quantization):
        return True
    return model.quantization is not None and model.quantization.lower() == quantization.lower()


def is_of_catalogue(model: FoundModel, entry: CatalogueEntry, file: CatalogueFile) -> bool:
    """Whether it is this file of the catalogue: by repository and name, checksum, or name and size."""
    if is_of_repository(model, entry.repo_id, file.filename):
        return True
    if file.sha256 is not None and model.sha256 is not None:
        return model.sha256 == file.sha256
    has_no_repository = model.repo_id is None and model.origin is not Origin.OLLAMA
    return has_no_repository and Path(model.filename).name == file.filename and _has_size(model, file)


def catalogue_names(models: Iterable[FoundModel], catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """The alias and quantization of each model that the catalogue knows, by the model's reference."""
    files = _by_names_and_checksums(catalogue)
    known: dict[str, tuple[str, str]] = {}
    for model in models:
        keys = (Path(model.filename).name, model.sha256)
        for alias, quantization in (name for key in keys for name in files.get(key, ())):
            entry = catalogue.models[alias]
            if is_of_catalogue(model, entry, entry.files[quantization]):
                known.setdefault(model.ref, (alias, quantization))
    return known


def _by_names_and_checksums(catalogue: Catalogue) -> Mapping[str | None, Sequence[tuple[str, str]]]:
    files: dict[str | None, list[tuple[str, str]]] = {}
    for alias, entry in catalogue.models.items():
        for quantization, file in entry.files.items():
            flat = f"{entry.repo_id}_{file.filename}".replace("/", "_")
            for key in (file.filename, flat, file.sha256):
                if key is not None:
                    files.setdefault(key, []).append((alias, quantization))
    return files


def _all(places: Places) -> Iterator[FoundModel]:
    yield from _imported(places.imports)
    yield from models_in_cache()
    yield from lm_studio_models()
    yield from ollama_models()
    yield from llama_cpp_models()
    for folder in places.folders:
        yield from _in_folder(folder)


def _imported(registry: Path | None) -> Sequence[FoundModel]:
    """The imported models; a damaged list of them must not hide everything else, so it is shown itself."""
    if registry is None:
        return ()
    try:
        return imported_models(registry)
    except ModelError as error:
        name = registry.name
        broken = FoundModel(str(registry), name, registry, Origin.IMPORTED, name, 0, fault=str(error))
        return (broken,)


def _in_folder(folder: Path) -> Iterator[FoundModel]:
    for files in gguf_files(folder):
        filename = part_names(files.path.name)[0]
        yield FoundModel(
            ref=str(files.path),
            name=Path(filename).stem,
            path=files.path,
            origin=Origin.FOLDER,
            filename=filename,
            size_bytes=files.size_bytes,
            quantization=quantization_in(filename),
            fault=files.fault,
        )


def _each_once(models: Iterable[FoundModel]) -> Iterator[FoundModel]:
    """Leaves out a file that a place before had already; Ollama may know one by several names."""
    seen: dict[str, Origin] = {}
    for model in models:
        real = os.path.realpath(model.path)
        if real not in seen or seen[real] is model.origin is Origin.OLLAMA:
            seen[real] = model.origin
            yield model


def _numbered(models: Iterable[FoundModel]) -> list[FoundModel]:
    """The models, of which a later one with the same reference is called by its path."""
    taken: set[str] = set()
    named: list[FoundModel] = []
    for model in models:
        own = replace(model, ref=str(model.path.absolute())) if model.ref in taken else model
        taken.add(own.ref)
        named.append(own)
    return named


def _has_size(model: FoundModel, file: CatalogueFile) -> bool:
    exact = file.total_bytes
    if exact is not None:
        return model.size_bytes == exact
    return file.size_gb is None or abs(model.size_bytes / 1e9 - file.size_gb) <= _ROUNDING * file.size_gb
