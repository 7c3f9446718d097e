"""What is known and what is here, at one moment; what a front end shows of it is not known here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from chatui.models.catalogue.catalogue import Catalogue
from chatui.models.disk.discover import catalogue_names, found_models
from chatui.models.disk.found import FoundModel, Origin, Places
from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.download.parts import UnfinishedFile, unfinished_files
from chatui.models.gguf.split_files import part_names

CatalogueName = tuple[str, str]
"""An alias and a quantization."""
HubName = tuple[str, str]
"""A repository and a file in it, of a split model the first part."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The catalogue, every model on this disk, and what unfinished downloads left."""

    catalogue: Catalogue
    copies: Mapping[CatalogueName, FoundModel]
    """Of each model of the catalogue that is here the copy to take."""
    others: tuple[FoundModel, ...]
    """What else is here; an imported model always, since it has a name of its own."""
    parts: Mapping[HubName, int]
    """Bytes of each unfinished download, whole files of a split model not counted."""
    sizes: Mapping[HubName, int]
    """What each of these will have in all, as the hub told; of a split model nothing."""

    def catalogued(self, repo_id: str, filename: str) -> CatalogueName | None:
        """What the catalogue calls a file of the hub."""
        for alias, entry in self.catalogue.models.items():
            for quantization, file in entry.files.items() if entry.repo_id == repo_id else ():
                if file.filename == filename:
                    return alias, quantization
        return None

    def filenames_here(self, repo_id: str) -> set[str]:
        """The usable models of a repository that are on this disk, by their names there."""
        copies = {
            self.catalogue.models[alias].files[quantization].filename
            for (alias, quantization), copy in self.copies.items()
            if copy.repo_id == repo_id and not copy.fault
        }
        others = (model for model in self.others if model.repo_id == repo_id and not model.fault)
        return copies | {model.filename for model in others}

    def quantizations(self, alias: str) -> Iterator[str]:
        """The default one, then every other that is on this disk or was begun."""
        entry = self.catalogue.models[alias]
        yield entry.default
        for quantization, file in entry.files.items():
            is_here = (alias, quantization) in self.copies or (entry.repo_id, file.filename) in self.parts
            if quantization != entry.default and is_here:
                yield quantization


def take_stock(catalogue: Catalogue, places: Places) -> Stock:
    """Look at the disk; opens no file of a model."""
    copies: dict[CatalogueName, FoundModel] = {}
    others: list[FoundModel] = []
    found = found_models(places)
    names = catalogue_names(found, catalogue)
    for model in found:
        name = names.get(model.ref)
        if name is not None and _is_better(model, copies.get(name)):
            copies[name] = model
        if name is None or model.origin is Origin.IMPORTED:
            others.append(model)
    parts = [part for part in unfinished_files(hub_cache_dir()) if part.filename is not None]
    return Stock(catalogue, copies, tuple(others), _bytes_of(parts), _sizes_of(parts))


def first_part(filename: str) -> str:
    """The name of a split model's first part, by that of any part; another file's own name."""
    path = PurePosixPath(filename)
    return path.with_name(part_names(path.name)[0]).as_posix()


def unfinished_of(repo_id: str, filename: str) -> list[UnfinishedFile]:
    """The unfinished downloads of a file, or of any part of the split model that it begins."""
    return [
        part
        for part in unfinished_files(hub_cache_dir())
        if part.repo_id == repo_id and part.filename and first_part(part.filename) == filename
    ]


def _is_better(model: FoundModel, known: FoundModel | None) -> bool:
    """A usable copy before a faulty one, then the hub cache's, whose names tell what the bytes should be."""
    if known is None or known.fault:
        return known is None or not model.fault
    return not model.fault and model.origin is Origin.HUB and known.origin is not Origin.HUB


def _bytes_of(parts: Iterable[UnfinishedFile]) -> dict[HubName, int]:
    found: dict[HubName, int] = {}
    for part in parts:
        name = (part.repo_id, first_part(part.filename or ""))
        found[name] = found.get(name, 0) + part.done_bytes
    return found


def _sizes_of(parts: Iterable[UnfinishedFile]) -> dict[HubName, int]:
    return {
        (part.repo_id, part.filename): part.size_bytes
        for part in parts
        if part.filename
        and part.size_bytes is not None
        and len(part_names(PurePosixPath(part.filename).name)) == 1
    }
