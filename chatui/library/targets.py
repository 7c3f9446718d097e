"""From a model reference to the files that a download of it needs; what is here already is not known."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Event

from chatui.errors import HubError, ModelError
from chatui.library.stock import first_part
from chatui.models.catalogue.catalogue import Catalogue
from chatui.models.download.request import PullRequest, WantedFile
from chatui.models.gguf.quantization_names import has_quantization
from chatui.models.gguf.split_files import part_names
from chatui.models.hub.hub import Hub
from chatui.models.hub.quantizations import gguf_models
from chatui.models.hub.values import GgufModel, Repository
from chatui.models.references import USUAL_QUANTIZATION, CatalogueModel, HubModel, ModelReference

_MOST_NAMED = 8
"""Quantizations that an error names."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference names on the hub."""

    ref: str
    repo_id: str
    quantization: str | None = None
    files: tuple[WantedFile, ...] = ()
    """Of a split model all parts; empty: only the repository's list of files tells."""

    @property
    def filename(self) -> str | None:
        """The file, of a split model its first part, where the reference tells."""
        return self.files[0].filename if self.files else None

    @property
    def key(self) -> tuple[str, str]:
        """The same for every reference to the same files, as far as that can be told without the hub."""
        return self.repo_id, self.filename or self.quantization or USUAL_QUANTIZATION

    @property
    def request(self) -> PullRequest:
        """What to download, as far as the reference tells."""
        return PullRequest(self.ref, self.repo_id, self.files)


def target_of(ref: str, reference: ModelReference, catalogue: Catalogue) -> Target:
    """What to ask the hub for; ModelError where the reference names nothing there."""
    match reference:
        case CatalogueModel(alias, quantization):
            entry = catalogue.models[alias]
            files = tuple(
                WantedFile(part.filename, part.size_bytes, part.sha256)
                for part in entry.files[quantization].all_parts()
            )
            return Target(ref, entry.repo_id, quantization, files)
        case HubModel(repo_id, str() as filename, _):
            path = PurePosixPath(first_part(filename))
            names = [path.with_name(name).as_posix() for name in part_names(path.name)]
            return Target(ref, repo_id, None, tuple(map(WantedFile, names)))
        case HubModel(repo_id, None, quantization):
            return Target(ref, repo_id, quantization)
        case _:
            raise ModelError(f"{ref} is not a model of the hub.", "Name it as org/repo, or by its alias.")


def asked(target: Target, hub: Hub, stop: Event | None = None) -> tuple[Target, Repository]:
    """The same with the names of its files, and the repository; HubError where it has no such model."""
    repository = hub.repository(target.repo_id, stop=stop)
    if target.files:
        return target, repository
    model = _chosen(target, gguf_models(repository))
    files = tuple(WantedFile(file.name, file.size_bytes, file.sha256) for file in model.files)
    return Target(target.ref, target.repo_id, model.quantization, files), repository


def _chosen(target: Target, models: tuple[GgufModel, ...]) -> GgufModel:
    """The model that has the wanted quantization, else the usual one, else the only one."""
    wanted = (target.quantization or USUAL_QUANTIZATION).upper()
    fitting = [model for model in models if (model.quantization or "").upper() == wanted]
    fitting = fitting or [model for model in models if has_quantization(model.files[0].name, wanted)]
    if fitting:
        return fitting[0]
    if target.quantization is None and len(models) == 1:
        return models[0]
    if not models:
        raise HubError(f"{target.repo_id} has no GGUF model.", "Look for one with `chatui models search`.")
    names = list(dict.fromkeys(model.quantization or model.files[0].name for model in models))
    known = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    what = f"{target.repo_id} has no model in {target.quantization or USUAL_QUANTIZATION}."
    raise HubError(what, f"It has {known}. Name one, as in {target.repo_id}:{names[0]}.")
