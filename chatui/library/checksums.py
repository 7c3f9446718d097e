"""Looks up what a model's bytes should be; how bytes are checked is not known here."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from threading import Event

from chatui.errors import HubError
from chatui.models.catalogue.catalogue import Catalogue
from chatui.models.disk.discover import catalogue_names
from chatui.models.disk.found import FoundModel
from chatui.models.disk.hub_cache import blob_sha256
from chatui.models.hub.answers import Stopped
from chatui.models.hub.hub import Hub


def published_checksums(model: FoundModel, catalogue: Catalogue, hub: Hub, stop: Event) -> Mapping[str, str]:
    """The sha256 of the model's files by name, as far as anybody published them.

    None is needed where the place that a file lies in names it by its checksum: a hub may have a newer
    file than the catalogue. Else the catalogue's counts; only where it gives none is the hub asked, and a
    hub that does not answer is no reason to fail, nor is `stop`.
    """
    if model.sha256 is not None or all(blob_sha256(part) for part in model.parts):
        return {}
    known = _of_catalogue(model, catalogue)
    if known or model.repo_id is None or hub.is_offline:
        return known
    try:
        repository = hub.repository(model.repo_id, stop=stop)
    except (HubError, Stopped):
        return known
    wanted = {part.name for part in model.parts}
    folder = PurePosixPath(model.filename).parent
    return {
        PurePosixPath(file.name).name: file.sha256
        for file in repository.files
        if file.sha256
        and PurePosixPath(file.name).parent == folder
        and PurePosixPath(file.name).name in wanted
    }


def _of_catalogue(model: FoundModel, catalogue: Catalogue) -> dict[str, str]:
    name = catalogue_names([model], catalogue).get(model.ref)
    if name is None:
        return {}
    alias, quantization = name
    parts = catalogue.models[alias].files[quantization].all_parts()
    # By the names that they have here: another program may have renamed them.
    here = zip((part.name for part in model.parts), parts, strict=False)
    return {own: part.sha256 for own, part in here if part.sha256}
