"""Finds files that hub tools downloaded before, on disk; it opens no socket and knows no catalogue."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from chatui.models.gguf.split_files import missing_parts, part_names


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
    """The file of that name in the newest snapshot that has it whole."""
    return cached_files(repo_id, [filename]).get(filename)


def cached_files(repo_id: str, filenames: Iterable[str]) -> dict[str, Path]:
    """Those of the files that are here together, by name, in the snapshot that has the most of them."""
    names = list(filenames)
    most: dict[str, Path] = {}
    for snapshot in _snapshots(repo_id):
        # A link whose blob is gone is no file.
        found = {name: path for name in names if (path := snapshot / name).is_file()}
        most = found if len(found) > len(most) else most
    return most


def cached_models(repo_id: str) -> dict[str, Path]:
    """Every GGUF model of a repository that is here, by its name in it; of a split model the first part.

    Of a split model that several snapshots have, one is taken that has it whole, if there is any.
    """
    models: dict[str, Path] = {}
    for snapshot in _snapshots(repo_id):
        for path in sorted(snapshot.rglob("*.gguf")):
            if path.is_file() and _is_model(path.name):
                name = path.relative_to(snapshot).as_posix()
                if name not in models or (missing_parts(models[name]) and not missing_parts(path)):
                    models[name] = path
    return models


def has_quantization(filename: str, quantization: str) -> bool:
    """Whether a file's name says that it holds this quantization, such as `Q4_K_M`."""
    word = rf"(?<![A-Za-z0-9_]){re.escape(quantization)}(?![A-Za-z0-9_])"
    return re.search(word, filename, re.IGNORECASE) is not None


def _snapshots(repo_id: str) -> Iterator[Path]:
    """The snapshot that `main` names, then the others, the newest first."""
    repository = hub_cache_dir() / f"models--{repo_id.replace('/', '--')}"
    try:
        folders = [folder for folder in (repository / "snapshots").iterdir() if folder.is_dir()]
    except OSError:
        return
    main = _main_commit(repository)
    yield from sorted(folders, key=lambda folder: (folder.name == main, folder.stat().st_mtime), reverse=True)


def _main_commit(repository: Path) -> str:
    try:
        return (repository / "refs" / "main").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _is_model(name: str) -> bool:
    return "mmproj" not in name.lower() and name == part_names(name)[0]
