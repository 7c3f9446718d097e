"""Removes models and what unfinished downloads left, each by its own rule; who asks is not known here."""

from dataclasses import replace

from chatui.errors import ModelError, ModelNotHere
from chatui.library.lookup import Lookup
from chatui.library.stock import Stock, unfinished_of
from chatui.library.values import Origin, Removal
from chatui.models.disk.found import FoundModel, Places
from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.disk.remove import drop_empty_repository, removal_of, remove
from chatui.models.download.marks import downloaded_by_chatui, forget_download
from chatui.models.download.parts import UnfinishedFile, discard


class Removals:
    """What can be deleted, by reference; every method raises ModelError where there is nothing."""

    def __init__(self, lookup: Lookup, places: Places) -> None:
        self._lookup = lookup
        self._places = places

    def planned(self, ref: str, stock: Stock) -> Removal:
        """What `remove` would do."""
        model, parts = self._found(ref, stock)
        planned = _nothing(ref) if model is None else removal_of(model, downloaded_by_chatui)
        paths = (*planned.paths, *(part.path for part in parts))
        freed = planned.freed_bytes + sum(part.done_bytes for part in parts)
        return replace(planned, ref=ref, paths=paths, freed_bytes=freed)

    def remove(self, ref: str, stock: Stock, *, said_twice: bool) -> Removal:
        """Delete a model's files, and what an unfinished download of it left."""
        model, parts = self._found(ref, stock)
        done = _nothing(ref) if model is None else self._remove(model, said_twice=said_twice)
        freed = sum(discard(hub_cache_dir(), part) for part in parts)
        paths = (*done.paths, *(part.path for part in parts))
        return replace(done, ref=ref, paths=paths, freed_bytes=done.freed_bytes + freed)

    def discard(self, ref: str, stock: Stock) -> int:
        """Throw away what an unfinished download left; returns the bytes freed."""
        parts = self._parts(ref, stock)
        if not parts:
            raise ModelError(
                f"No download of {ref} was begun and not finished.", "There is nothing to remove."
            )
        return sum(discard(hub_cache_dir(), part) for part in parts)

    def _found(self, ref: str, stock: Stock) -> tuple[FoundModel | None, list[UnfinishedFile]]:
        """The model on this disk, and the unfinished parts of it."""
        parts = self._parts(ref, stock)
        try:
            return self._lookup.found(ref), parts
        except ModelNotHere:
            if parts:
                return None, parts
            raise ModelError(f"{ref} is not on this disk.", "There is nothing to remove.") from None

    def _parts(self, ref: str, stock: Stock) -> list[UnfinishedFile]:
        row = self._lookup.row(ref, stock)
        return unfinished_of(row.repo_id, row.filename) if row.repo_id else []

    def _remove(self, model: FoundModel, *, said_twice: bool) -> Removal:
        planned = removal_of(model, downloaded_by_chatui)
        blobs = [path.resolve() for path in planned.paths if downloaded_by_chatui(path)]
        removal = remove(model, self._places, downloaded_by_chatui, said_twice=said_twice)
        for blob in blobs:
            forget_download(blob)
            if blob.parent.name == "blobs":
                drop_empty_repository(blob.parents[1])
        return removal


def _nothing(ref: str) -> Removal:
    """Of a model of which only parts are here; they are chatui's own, so one word is enough."""
    return Removal(ref, (), 0, Origin.HUB, needs_second_word=False)
