"""Finds catalogue values that have the right type and still cannot be meant; it reads no file."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chatui.models.catalogue.entry import CatalogueEntry, CatalogueFile, CatalogueShape
from chatui.models.gguf.split_files import SPLIT_NAME
from chatui.thought.conventions import CONVENTIONS
from chatui.toml_records import nearest

SWITCHES = ("enable_thinking", "thinking", "thinking_mode", "reasoning_effort")
"""The variables of chat templates that chatui knows how to set."""

_REPO_ID = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}", re.ASCII)
_FILENAME = re.compile(r"[^/\\:\x00-\x1f]{1,200}\.gguf")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Fault(NamedTuple):
    """What is wrong with one value."""

    key: str
    """Below the entry, such as `.files.Q8_0`."""
    message: str
    hint: str


def faults(alias: str, entry: CatalogueEntry) -> Iterator[Fault]:
    """Each value of the entry that cannot be meant."""
    yield from _name_faults(alias, entry)
    conventions = [convention.name for convention in CONVENTIONS]
    tags = entry.thought.tags
    if tags not in conventions:
        yield Fault(".thought.tags", f"is unknown: {tags!r}", nearest(tags, conventions))
    if entry.context_length is not None and entry.context_length < 1:
        yield Fault(".context_length", "is not positive", "Give a number of tokens, or leave it out.")
    for quantization, file in entry.files.items():
        for key, message, hint in _file_faults(file):
            yield Fault(f".files.{quantization}{key}", message, hint)
    if entry.shape is not None:
        yield from _shape_faults(entry.shape)
    yield from _switch_faults(entry)


def _name_faults(alias: str, entry: CatalogueEntry) -> Iterator[Fault]:
    if alias == "tiny" or re.search(r"[\s/\\:]", alias):
        hint = "Use letters, digits, '-' and '.'; 'tiny' is the bundled model."
        yield Fault("", "cannot be a model's name", hint)
    if not _REPO_ID.fullmatch(entry.repo_id):
        message = f"is not of the form owner/name: {entry.repo_id!r}"
        yield Fault(".repo_id", message, "Copy it from the model's page.")
    if entry.default not in entry.files:
        hint = nearest(entry.default, entry.files)
        yield Fault(".default", f"names no file: {entry.default!r}", hint)


def _file_faults(file: CatalogueFile) -> Iterator[Fault]:
    if not _FILENAME.fullmatch(file.filename):
        yield Fault("", "is no GGUF file's name", "Give a name without folders, in .gguf.")
    sizes = [file.size_bytes, file.size_gb, *(part.size_bytes for part in file.parts.values())]
    if any(size is not None and size <= 0 for size in sizes):
        yield Fault("", "has a size that is not positive", "Give the file's size, or leave it out.")
    sums = [file.sha256, *(part.sha256 for part in file.parts.values())]
    if any(sha256 is not None and not _SHA256.fullmatch(sha256) for sha256 in sums):
        yield Fault("", "has no valid sha256", "Give 64 hexadecimal digits, or leave it out.")
    yield from _part_faults(file)


def _part_faults(file: CatalogueFile) -> Iterator[Fault]:
    split = SPLIT_NAME.fullmatch(file.filename)
    if split is None:
        if file.parts:
            hint = "Leave them out, or name the first part, such as model-00001-of-00003.gguf."
            yield Fault(".parts", "are given for a file that is not split", hint)
        return
    if int(split["part"]) != 1 or int(split["parts"]) < 1:
        yield Fault("", "does not name the first part of a split model", "Name the file with -00001-of-.")
        return
    if file.sha256 is not None:
        yield Fault(".sha256", "cannot be that of several parts", "Give each part its own, under parts.")
    numbers = [str(number) for number in range(1, int(split["parts"]) + 1)]
    for number in file.parts:
        if number not in numbers:
            yield Fault(f".parts.{number}", "is no part of this file", nearest(number, numbers))


def _shape_faults(shape: CatalogueShape) -> Iterator[Fault]:
    for key in ("n_layers", "n_embd", "n_heads", "n_kv_heads", "head_size", "n_vocab"):
        if getattr(shape, key) < 1:
            yield Fault(f".shape.{key}", "is not positive", "Copy it from the model's config.json.")
            return
    if shape.n_heads % shape.n_kv_heads:
        message = f"does not divide the {shape.n_heads} heads"
        yield Fault(".shape.n_kv_heads", message, "Copy both from the model's config.json.")


def _switch_faults(entry: CatalogueEntry) -> Iterator[Fault]:
    for name, switch in entry.switches.items():
        if name not in SWITCHES:
            yield Fault(f".switches.{name}", "is no switch that chatui knows", nearest(name, SWITCHES))
        if switch.on is None and switch.off is None and not switch.values:
            yield Fault(f".switches.{name}", "says nothing", "Give on, off or values.")
        words = [word for word in (switch.on, switch.off) if isinstance(word, str)]
        for word in words if switch.values else ():
            if word not in switch.values:
                hint = nearest(word, switch.values)
                yield Fault(f".switches.{name}", f"has a word that is not in values: {word!r}", hint)
