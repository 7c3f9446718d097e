"""Checks a model's bytes against a checksum, in constant memory; who publishes checksums is not known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from chatui.chat.display_text import display_text
from chatui.errors import ModelError
from chatui.models.disk.file_checksum import read_checksum
from chatui.models.disk.found import FoundModel
from chatui.models.disk.hub_cache import blob_sha256
from chatui.models.gguf.check import check_gguf


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a model's bytes found."""

    ref: str
    is_right: bool | None
    """None: no published checksum is known, so only the file's structure was checked."""
    detail: str


class _Stopped(Exception):
    """The person stopped it."""


def verify(
    model: FoundModel, checksums: Mapping[str, str], on_progress: Callable[[float], None], stop: Event
) -> Verification:
    """Check every file of a model against its sha256, in `checksums` by file name, else as its place tells.

    Without a checksum a broken structure is wrong, too. `on_progress` gets 0 to 1, on the calling thread;
    after `stop` is set it returns within a second. Raises ModelError where a file cannot be read.
    """
    known = {part: checksums.get(part.name) or _told_by_place(model, part) for part in model.parts}
    hashed = {part: sha256 for part, sha256 in known.items() if sha256}
    try:
        wrong = _wrong_parts(hashed, on_progress, stop)
    except _Stopped:
        return Verification(model.ref, None, "It was stopped before the end; nothing is known.")
    if wrong:
        named = ", ".join(display_text(part.name) for part in wrong)
        return Verification(model.ref, False, f"The bytes of {named} are not those that were published.")
    if len(hashed) == len(known):
        what = "Its sha256 is" if len(known) == 1 else f"The sha256 of all {len(known)} parts is"
        return Verification(model.ref, True, f"{what} the published one.")
    try:
        check_gguf(model.path)
    except ModelError as fault:
        return Verification(model.ref, False, fault.message)
    detail = "No published checksum is known, so only its structure was checked; it is whole."
    return Verification(model.ref, None, detail)


def _told_by_place(model: FoundModel, part: Path) -> str | None:
    """The hub's tools and Ollama name what they download by its checksum."""
    return (model.sha256 if part == model.path else None) or blob_sha256(part)


def _wrong_parts(parts: Mapping[Path, str], on_progress: Callable[[float], None], stop: Event) -> list[Path]:
    total = done = 0

    def add(count: int) -> None:
        nonlocal done
        done += count
        on_progress(min(done / total, 1.0))

    wrong: list[Path] = []
    try:
        total = sum(part.stat().st_size for part in parts)
        for part, published in parts.items():
            sha256 = read_checksum(part, stop, add)
            if sha256 is None:
                raise _Stopped
            if sha256 != published.lower():
                wrong.append(part)
    except OSError as error:
        what = f"{error.filename or 'The file'} cannot be read: {error.strerror}."
        raise ModelError(what, "Check the file, or download it again.") from error
    return wrong
