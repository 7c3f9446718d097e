"""Removes models and what unfinished downloads left, each by its own rule; who asks is not known here."""

from collections.abc import Sequence
from pathlib import Path

from chatui.library.values import Origin, Removal
from chatui.models.disk.found import FoundModel, Places
from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.disk.remove import remove, removal_of
from chatui.models.download.marks import downloaded_by_chatui, forget_download
from chatui.models.download.parts import UnfinishedFile, discard


def planned_removal(model: FoundModel) -> Removal:
    """What removing a model would do; ModelError where chatui cannot."""
    return removal_of(model, downloaded_by_chatui)


def remove_model(model: FoundModel, places: Places, *, said_twice: bool) -> Removal:
    """Delete a model's files; ModelError where they are another program's and nobody said it twice."""
    ours = [path for path in removal_of(model, downloaded_by_chatui).paths if downloaded_by_chatui(path)]
    blobs = [path.resolve() for path in ours]
    removal = remove(model, places, downloaded_by_chatui, said_twice=said_twice)
    for blob in blobs:
        forget_download(blob)
    return removal


def planned_discard(ref: str, parts: Sequence[UnfinishedFile]) -> Removal:
    """What throwing away an unfinished download would do; it is chatui's own, so one word is enough."""
    paths: tuple[Path, ...] = tuple(part.path for part in parts)
    return Removal(ref, paths, sum(part.done_bytes for part in parts), Origin.HUB, needs_second_word=False)


def discard_parts(ref: str, parts: Sequence[UnfinishedFile]) -> Removal:
    """Throw it away; DownloadError while a download is at it."""
    freed = sum(discard(hub_cache_dir(), part) for part in parts)
    return Removal(ref, tuple(part.path for part in parts), freed, Origin.HUB, needs_second_word=False)
