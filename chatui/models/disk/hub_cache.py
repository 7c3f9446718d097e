"""Finds files that hub tools downloaded before, on disk; it opens no socket and knows no catalogue."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from chatui.models.disk.found import FoundModel, Origin
from chatui.models.disk.gguf_files import GgufFiles, gguf_files
from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.gguf.split_files import part_names

_REPOSITORY = re.compile(r"models--(?P<owner>.+?)--(?P<name>.+)")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def hub_home() -> Path:
    """The folder that Hugging Face's tools share, by their own rules; it need not exist."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    return Path(os.environ.get("HF_HOME") or cache / "huggingface").expanduser()


def hub_cache_dir() -> Path:
    """The folder of what they downloaded; it need not exist."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if folder := os.environ.get(variable):
            return Path(folder).expanduser()
    return hub_home() / "hub"


def cached_file(repo_id: str, filename: str) -> Path | None:
    """The file of that name in the first snapshot that has it."""
    # A link whose blob is gone is no file.
    files = (folder / filename for folder in snapshots(repository_dir(repo_id)))
    return next((file for file in files if file.is_file()), None)


def repository_models(repo_id: str) -> list[FoundModel]:
    """Every GGUF model of a repository that is here, also the broken ones.

    Of a model that several snapshots have, one is taken that is whole, if there is any; parts of two
    snapshots are never put together.
    """
    models = _models_of(repository_dir(repo_id)).items()
    return [_found(repo_id, filename, files, Origin.HUB) for filename, files in models]


def models_in_cache(cache: Path | None = None, origin: Origin = Origin.HUB) -> Iterator[FoundModel]:
    """Every GGUF model of every repository in a folder of the hub cache's layout."""
    try:
        repositories = sorted((cache or hub_cache_dir()).iterdir())
    except OSError:
        return
    for repository in repositories:
        named = _REPOSITORY.fullmatch(repository.name)
        if named is not None:
            repo_id = f"{named['owner']}/{named['name']}"
            for filename, files in _models_of(repository).items():
                yield _found(repo_id, filename, files, origin)


def repository_dir(repo_id: str, cache: Path | None = None) -> Path:
    """The folder of a repository in the cache; it need not exist."""
    return (cache or hub_cache_dir()) / f"models--{repo_id.replace('/', '--')}"


def snapshots(repository: Path) -> Iterator[Path]:
    """The snapshot that `main` names, then the others, the newest first."""
    try:
        folders = [folder for folder in (repository / "snapshots").iterdir() if folder.is_dir()]
        times = {folder: folder.stat().st_mtime for folder in folders}
    except OSError:
        return
    main = _main_commit(repository)
    yield from sorted(folders, key=lambda folder: (folder.name == main, times[folder]), reverse=True)


def blob_sha256(link: Path) -> str | None:
    """The checksum by which the hub's tools named the file's content; None where they did not."""
    try:
        target = Path(os.readlink(link))
    except OSError:
        return None
    is_blob = target.parent.name == "blobs" and _SHA256.fullmatch(target.name)
    return target.name if is_blob else None


def _models_of(repository: Path) -> dict[str, GgufFiles]:
    models: dict[str, GgufFiles] = {}
    for snapshot in snapshots(repository):
        for files in gguf_files(snapshot):
            place = files.path.relative_to(snapshot)
            name = place.with_name(part_names(place.name)[0]).as_posix()
            if name not in models or (models[name].fault and not files.fault):
                models[name] = files
    return models


def _found(repo_id: str, filename: str, files: GgufFiles, origin: Origin) -> FoundModel:
    is_split = len(part_names(files.path.name)) > 1
    return FoundModel(
        ref=f"{repo_id}/{filename}",
        name=Path(filename).stem,
        path=files.path,
        origin=origin,
        filename=filename,
        size_bytes=files.size_bytes,
        repo_id=repo_id,
        quantization=quantization_in(filename),
        sha256=None if is_split else blob_sha256(files.path),
        fault=files.fault,
    )


def _main_commit(repository: Path) -> str:
    try:
        return (repository / "refs" / "main").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
