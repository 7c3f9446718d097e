"""Removes a model from this disk, or says what that would do; which files make it up is decided elsewhere."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chatui.errors import ModelError
from chatui.models.disk.found import FoundModel, Origin, Places
from chatui.models.disk.imports import forget_import
from chatui.models.disk.in_use import programs_using
from chatui.models.disk.removal_plan import Plan, plan_of

IsOurs = Callable[[Path], bool]
"""Whether chatui put this file there: a file, or a link of the hub cache, or what it leads to."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing a model would do, or did."""

    ref: str
    paths: tuple[Path, ...]
    freed_bytes: int
    owner: Origin
    needs_second_word: bool
    """The files belong to another program, or were put there by one: a person has to say so twice."""
    in_use_by: tuple[str, ...] = ()
    """Programs that have it loaded, as far as can be told; they keep it until they end."""


def removal_of(model: FoundModel, is_ours: IsOurs) -> Removal:
    """What `remove` would do; ModelError where chatui cannot remove this model."""
    return _removal(model, _plan(model, is_ours), is_ours)


def remove(model: FoundModel, places: Places, is_ours: IsOurs, *, said_twice: bool = False) -> Removal:
    """Delete a model's files, and take an imported one off the list; an imported file itself stays.

    Raises ModelError for the bundled model, for files that chatui did not put there unless `said_twice`, and
    where the system refuses.
    """
    plan = _plan(model, is_ours)
    removal = _removal(model, plan, is_ours)
    if removal.needs_second_word and not said_twice:
        what = f"{model.ref} was put here by another program or by you ({model.origin})."
        raise ModelError(what, "Say a second time that its files are to be deleted.")
    for file in plan.files:
        _delete(file)
    _tidy(plan)
    if model.origin is Origin.IMPORTED and places.imports is not None:
        forget_import(places.imports, model.name)
    return removal


def _plan(model: FoundModel, is_ours: IsOurs) -> Plan:
    if model.origin is Origin.BUNDLED:
        raise ModelError("The bundled demo model cannot be removed.", "It is a part of chatui.")
    is_here = os.path.lexists(model.path)
    if model.origin is Origin.IMPORTED and not (is_here and is_ours(model.path)):
        return Plan(())
    try:
        return plan_of(model)
    except OSError as error:
        what = f"The files of {model.ref} cannot be looked at: {error.strerror}."
        raise ModelError(what, "Check the folder's permissions.") from error


def _removal(model: FoundModel, plan: Plan, is_ours: IsOurs) -> Removal:
    # A link of the hub cache and what it leads to are one thing, whichever of the two chatui remembers.
    real = {file: os.path.realpath(file) for file in plan.files}
    ours = {place for file, place in real.items() if is_ours(file) or is_ours(Path(place))}
    is_foreign = any(place not in ours for place in real.values())
    return Removal(
        model.ref, plan.files, plan.freed_bytes, model.origin, is_foreign, programs_using(plan.files)
    )


def _delete(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        what = f"{file} cannot be deleted: {error.strerror}."
        raise ModelError(
            what, "Check the folder's permissions, or use the program that it belongs to."
        ) from error


def _tidy(plan: Plan) -> None:
    """Delete the folders that are empty now; none that still holds anything."""
    for folder in plan.tidied:
        with suppress(OSError):
            folder.rmdir()
    if plan.repository is not None:
        drop_empty_repository(plan.repository)


def drop_empty_repository(repository: Path) -> None:
    """Delete a repository of the hub cache in which no file is left; what cannot be deleted stays."""
    if not any(map(_has_files, _contents(repository))):
        with suppress(OSError):
            shutil.rmtree(repository)


def _contents(repository: Path) -> tuple[Path, Path]:
    return repository / "snapshots", repository / "blobs"


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(not path.is_dir() or path.is_symlink() for path in folder.rglob("*"))
