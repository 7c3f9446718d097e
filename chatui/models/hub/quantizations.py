"""Sorts a repository's files into models and their quantizations, by their names alone."""

import re

from chatui.models.gguf.split_files import part_names
from chatui.models.hub.values import GgufModel, Repository

_QUANTIZATION = re.compile(
    r"(?<![A-Za-z0-9])(?:UD-)?"
    r"(I?Q[1-8](?:_[A-Z0-9]+)*|TQ[12]_0|MXFP4(?:_MOE)?|NVFP4|BF16|F16|F32|FP16|FP32)(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def quantization_of(filename: str) -> str | None:
    """The quantization that a file's name tells of, in capitals; the last one where there are several."""
    found = _QUANTIZATION.findall(filename.rpartition("/")[2])
    return str(found[-1]).upper() if found else None


def gguf_models(repository: Repository) -> tuple[GgufModel, ...]:
    """The models of a repository, the smallest first; no projectors, and of split models only whole ones."""
    files = {file.name: file for file in repository.files}
    models = []
    for name in files:
        folder, slash, base = name.rpartition("/")
        names = [f"{folder}{slash}{part}" for part in part_names(base)]
        is_model = name.endswith(".gguf") and "mmproj" not in base.lower() and name == names[0]
        if is_model and all(part in files for part in names):
            models.append(GgufModel(quantization_of(name), tuple(files[part] for part in names)))
    return tuple(sorted(models, key=lambda model: model.size_bytes))
