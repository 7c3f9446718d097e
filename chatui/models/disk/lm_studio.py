"""Finds the models that LM Studio downloaded; it reads two small files of its settings and no model.

Models lie in `PUBLISHER/REPOSITORY/FILE` below the models folder
(https://lmstudio.ai/docs/app/advanced/import-model). Where LM Studio's own folder lies is in
`~/.lmstudio-home-pointer`, and a models folder that was chosen in its settings is `downloadsFolder` in
its `settings.json` (https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/2015, .../1601).
"""

from collections.abc import Iterator
from pathlib import Path

from chatui.models.disk.found import FoundModel, Origin
from chatui.models.disk.gguf_files import gguf_files
from chatui.models.disk.small_files import in_home, small_json, small_text
from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.gguf.split_files import part_names

_HOMES = ("~/.lmstudio", "~/.cache/lm-studio")
"""Since version 0.3.6, and before."""


def model_folders() -> list[Path]:
    """Where LM Studio keeps models; the folders need not exist."""
    homes = [in_home(home) for home in _HOMES]
    pointer = small_text(in_home("~/.lmstudio-home-pointer"))
    if pointer and pointer.strip():
        homes.insert(0, Path(pointer.strip().splitlines()[0].strip()))
    folders = [folder for home in homes for folder in (_chosen_folder(home), home / "models") if folder]
    return list(dict.fromkeys(folders))


def lm_studio_models() -> Iterator[FoundModel]:
    """Every model in LM Studio's folders."""
    for folder in model_folders():
        for files in gguf_files(folder):
            place = files.path.relative_to(folder)
            repo_id = "/".join(place.parts[:2]) if len(place.parts) > 2 else None
            name = part_names(place.name)[0]
            filename = "/".join((*place.parts[2:-1], name)) if repo_id else name
            yield FoundModel(
                ref=f"{repo_id}/{filename}" if repo_id else str(files.path),
                name=Path(filename).stem,
                path=files.path,
                origin=Origin.LM_STUDIO,
                filename=filename,
                size_bytes=files.size_bytes,
                repo_id=repo_id,
                quantization=quantization_in(filename),
                fault=files.fault,
            )


def _chosen_folder(home: Path) -> Path | None:
    settings = small_json(home / "settings.json")
    chosen = settings.get("downloadsFolder") if isinstance(settings, dict) else None
    return Path(chosen) if isinstance(chosen, str) and Path(chosen).is_absolute() else None
