"""The models that a person added where they lie: a list of names and paths in one file; it copies nothing."""

import json
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError, ModelError
from chatui.models.disk.found import FoundModel, Origin
from chatui.models.disk.gguf_files import missing_sentence
from chatui.models.gguf.check import check_gguf
from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.gguf.split_files import missing_parts, part_names
from chatui.toml_records import Place, record_from

_SCHEMA = 1
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Import:
    """One imported model."""

    name: str
    path: str
    """Absolute; of a split model its first part."""


@dataclass(frozen=True, slots=True)
class _Registry:
    schema: int = _SCHEMA
    models: tuple[Import, ...] = ()


def imports(registry: Path) -> tuple[Import, ...]:
    """Every imported model, in the order of their adding; none for an absent file.

    Raises ModelError where the file is damaged or cannot be read.
    """
    try:
        record = record_from(_Registry, json.loads(registry.read_text(encoding="utf-8")), Place(registry))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError, RecursionError, ChatuiError) as error:
        what = f"The list of imported models, {registry}, cannot be read."
        raise ModelError(what, "Move it away, and import the models again.") from error
    if record.schema != _SCHEMA:
        what = f"The list of imported models, {registry}, was written by another version of chatui."
        raise ModelError(what, "Move it away, and import the models again.")
    return record.models


def imported_models(registry: Path) -> list[FoundModel]:
    """Every imported model as it is now, also those whose file is gone; ModelError as `imports` says."""
    return [_found(entry) for entry in imports(registry)]


def add_import(
    registry: Path, path: Path, is_taken: Callable[[str], bool], name: str | None = None
) -> FoundModel:
    """Check a file and add it under `name`, else one made from its own that `is_taken` does not know.

    One that is already there keeps its name, unless another is given. Raises ModelError where it is not a
    whole chat model, the name cannot be had, or the list cannot be written.
    """
    check_gguf(path)
    entries = imports(registry)
    place = str(path.absolute())
    known = next((entry for entry in entries if entry.path == place), None)
    if known is not None and name in (None, known.name):
        return _found(known)
    others = [entry for entry in entries if entry is not known]
    names = {entry.name for entry in others}

    def is_known(wanted: str) -> bool:
        # The name that this very file has now is taken by nobody else.
        return wanted in names or ((known is None or wanted != known.name) and is_taken(wanted))

    new = Import(_free_name(path, is_known) if name is None else _checked(name, is_known), place)
    _write(registry, (*others, new))
    return _found(new)


def forget_import(registry: Path, name: str) -> None:
    """Take a model off the list, if it is there; its file stays. Raises ModelError as `add_import` does."""
    entries = imports(registry)
    _write(registry, tuple(entry for entry in entries if entry.name != name))


def _found(entry: Import) -> FoundModel:
    path = Path(entry.path)
    filename = part_names(path.name)[0]
    return FoundModel(
        ref=entry.name,
        name=entry.name,
        path=path,
        origin=Origin.IMPORTED,
        filename=filename,
        size_bytes=sum(_size(path.with_name(name)) for name in part_names(path.name)),
        quantization=quantization_in(filename),
        fault=_fault(entry, path),
    )


def _fault(entry: Import, path: Path) -> str:
    if not os.path.isfile(path):
        shown = display_text(str(path))
        return f"Its file {shown} is gone. Put it back, or run `chatui models remove {entry.name}`."
    missing = missing_parts(path)
    return missing_sentence(missing) if missing else ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # ValueError: a path with a NUL
        return 0


def _free_name(path: Path, is_taken: Callable[[str], bool]) -> str:
    """A name to type: the file's own in lower case, without what another form of reference would claim."""
    stem = re.sub(r"-00001-of-\d{5}$", "", re.sub(r"\.gguf$", "", path.name, flags=re.IGNORECASE))
    plain = re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("._-")[:_LONGEST_NAME] or "model"
    plain = re.sub(r"\.gguf$", "", plain)
    names = (plain if number == 1 else f"{plain}-{number}" for number in range(1, 10_000))
    return next(name for name in names if not is_taken(name))


def _checked(name: str, is_taken: Callable[[str], bool]) -> str:
    """A name that a person chose, as it is; ModelError where it could not be typed back, or is taken."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) or len(name) > _LONGEST_NAME:
        what = f"{display_text(name)!r} cannot be a model's name."
        raise ModelError(what, "Use letters, digits, '.', '_' and '-', and begin with a letter or digit.")
    if is_taken(name):
        raise ModelError(f"{name} is the name of another model.", "Choose another name.")
    return name


def _write(registry: Path, entries: Iterable[Import]) -> None:
    """Replace the list; a reader meanwhile sees the old one or the new one, never half of it."""
    record = {"schema": _SCHEMA, "models": [asdict(entry) for entry in entries]}
    draft = registry.with_name(f"{registry.name}.{os.getpid()}")
    try:
        registry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump(record, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, registry)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        what = f"The list of imported models, {registry}, cannot be written: {error.strerror}."
        raise ModelError(what, "Check the folder's permissions and the disk's free space.") from error
