"""Says which files make up a model in each program's folder; it deletes none of them."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chatui.errors import ModelError
from chatui.models.disk.found import FoundModel, Origin
from chatui.models.disk.ollama import manifest_named, manifest_paths, read_manifest

_BESIDE = (".etag", ".json")
"""What llama.cpp writes beside a download."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of one model, the large ones first: what is left after a stop half-way still shows."""

    files: tuple[Path, ...]
    tidied: tuple[Path, ...] = ()
    """Folders to delete afterwards where they are empty, the innermost first."""
    repository: Path | None = None
    """A repository of the hub cache, to delete where no file is left in it."""

    @property
    def freed_bytes(self) -> int:
        """What deleting them gives back; a link, and a file with a second name, give nothing."""
        return sum(_own_bytes(file) for file in self.files)


def plan_of(model: FoundModel) -> Plan:
    """What removing the model from the place that it lies in would delete; ModelError where chatui cannot."""
    if model.origin is Origin.OLLAMA:
        return _ollama_plan(model)
    repository = _repository(model.path)
    if repository is not None:
        return _hub_plan(model, repository)
    files = [part for part in model.parts if os.path.lexists(part)]
    if model.origin is Origin.LLAMA_CPP:
        beside = [file.with_name(file.name + suffix) for file in files for suffix in _BESIDE]
        files += [file for file in beside if file.is_file()]
    depth = len(Path(f"{model.repo_id}/{model.filename}").parts) - 1 if model.repo_id else 0
    tidied = model.path.parents[:depth] if model.origin is Origin.LM_STUDIO else ()
    return Plan(tuple(files), tuple(tidied))


def _own_bytes(file: Path) -> int:
    try:
        status = file.lstat()
    except OSError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 else 0


def _repository(path: Path) -> Path | None:
    """The folder of the hub cache's repository that the file lies in, where it lies in one."""
    folders = (folder for folder in path.parents if folder.name == "snapshots")
    repository = next((folder.parent for folder in folders), None)
    return repository if repository and repository.name.startswith("models--") else None


def _hub_plan(model: FoundModel, repository: Path) -> Plan:
    """The model's links in every snapshot, and what they lead to where no other link does."""
    snapshots, blobs = repository / "snapshots", repository / "blobs"
    place = Path(*model.path.relative_to(snapshots).parts[1:])
    names = [place.with_name(part.name) for part in model.parts]
    links = [
        link for folder in _folders(snapshots) for name in names if os.path.lexists(link := folder / name)
    ]
    kept = {_blob(file) for file in _files(snapshots) if file not in links}
    led_to = {blob for link in links if (blob := _blob(link)) and blob.parent == blobs and blob not in kept}
    if any(blob.is_symlink() for blob in led_to):
        what = f"{model.ref} lies in the store that several repositories of the hub cache share."
        raise ModelError(what, "Remove it with the hub's own tool, `hf cache rm`.")
    own = sorted(blob for blob in led_to if blob.is_file())
    folders = {folder for link in links for folder in link.parents if snapshots in folder.parents}
    innermost_first = sorted(folders, key=lambda folder: (-len(folder.parts), folder))
    return Plan((*own, *sorted(links)), tuple(innermost_first), repository)


def _blob(link: Path) -> Path | None:
    """What a link of a snapshot leads to at once; None for a plain file."""
    try:
        return Path(os.path.normpath(link.parent / os.readlink(link)))
    except OSError:
        return None


def _folders(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]


def _files(folder: Path) -> Iterator[Path]:
    return (Path(place, name) for place, _, names in os.walk(folder) for name in names)


def _ollama_plan(model: FoundModel) -> Plan:
    """The manifest, and those of its blobs that no other manifest names, as `ollama rm` does it."""
    folder = model.path.parents[1]
    path = manifest_named(folder, model.name)
    manifests = [read_manifest(other) for other in manifest_paths(folder) if other != path]
    own = read_manifest(path) if path else None
    if path is None or own is None or None in manifests:
        what = f"chatui cannot tell which files belong to {model.name} alone."
        raise ModelError(what, f"Remove it with `ollama rm {model.name}`.")
    kept = {layer.sha256 for manifest in manifests if manifest for layer in manifest.all_layers}
    blobs = {layer.blob(folder) for layer in own.all_layers if layer.sha256 not in kept}
    by_size = sorted((blob for blob in blobs if blob.is_file()), key=lambda blob: -blob.stat().st_size)
    return Plan((*by_size, path), (path.parent,))
