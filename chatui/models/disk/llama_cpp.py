"""Finds the models that llama.cpp downloaded with `-hf`; it opens no model.

Until spring 2026 llama.cpp put `OWNER_REPOSITORY_FILE` into a folder of its own, with a file
`manifest=OWNER=REPOSITORY=TAG.json` for each repository; since then it keeps to the hub cache's layout, in
`LLAMA_CACHE` where that is set (https://github.com/ggml-org/llama.cpp/pull/20775, .../21009).
"""

import os
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_cache_path

from chatui.models.disk.found import FoundModel, Origin
from chatui.models.disk.gguf_files import GgufFiles, gguf_files
from chatui.models.disk.hub_cache import models_in_cache
from chatui.models.disk.small_files import in_home
from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.gguf.split_files import part_names


def llama_cpp_cache() -> Path:
    """The folder of llama.cpp's downloads; it need not exist."""
    own = os.environ.get("LLAMA_CACHE")
    return in_home(own) if own else user_cache_path("llama.cpp", appauthor=False, opinion=False)


def llama_cpp_models() -> Iterator[FoundModel]:
    """Every model in llama.cpp's cache, of either layout."""
    cache = llama_cpp_cache()
    repositories = _repositories(cache)
    for files in gguf_files(cache, depth=0):
        yield _found(files, repositories)
    yield from models_in_cache(cache, Origin.LLAMA_CPP)


def name_in_repository(flat_name: str, repo_id: str) -> str | None:
    """What is left of a file's name in the cache behind the repository's; None where it is another one's.

    Folders of the repository are not told from underscores there.
    """
    prefix = f"{repo_id.replace('/', '_')}_"
    return flat_name.removeprefix(prefix) if flat_name.startswith(prefix) else None


def _repositories(cache: Path) -> list[str]:
    """The repositories that the manifests name, the longest name first."""
    try:
        names = [path.name for path in cache.glob("manifest=*=*=*.json")]
    except OSError:
        return []
    ids = {"/".join(name.split("=")[1:3]) for name in names if name.count("=") == 3}
    return sorted(ids, key=lambda repo_id: (-len(repo_id), repo_id))


def _found(files: GgufFiles, repositories: list[str]) -> FoundModel:
    flat = part_names(files.path.name)[0]
    named = ((repo_id, name_in_repository(flat, repo_id)) for repo_id in repositories)
    repo_id, filename = next(((repo_id, name) for repo_id, name in named if name), (None, None))
    return FoundModel(
        ref=f"{repo_id}/{filename}" if repo_id else str(files.path),
        name=Path(filename or flat).stem,
        path=files.path,
        origin=Origin.LLAMA_CPP,
        filename=filename or flat,
        size_bytes=files.size_bytes,
        repo_id=repo_id,
        quantization=quantization_in(flat),
        fault=files.fault,
    )
