"""Sorts a repository's files into models and their quantizations, by their names alone."""

from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.gguf.split_files import part_names
from chatui.models.hub.values import GgufModel, Repository


def gguf_models(repository: Repository) -> tuple[GgufModel, ...]:
    """The models of a repository, the smallest first; no projectors, and of split models only whole ones."""
    files = {file.name: file for file in repository.files}
    models = []
    for name in files:
        folder, slash, base = name.rpartition("/")
        names = [f"{folder}{slash}{part}" for part in part_names(base)]
        is_model = name.endswith(".gguf") and "mmproj" not in base.lower() and name == names[0]
        if is_model and all(part in files for part in names):
            models.append(GgufModel(quantization_in(base), tuple(files[part] for part in names)))
    return tuple(sorted(models, key=lambda model: model.size_bytes))
