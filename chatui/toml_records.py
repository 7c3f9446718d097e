"""Reads TOML into dataclasses and names every key that does not fit; what the keys mean is not known here."""

import dataclasses
import tomllib
import types
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Literal, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from chatui.errors import ConfigError


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, "dataclasses.Field[object]"]]


Record = TypeVar("Record", bound=_Dataclass)


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where in which file a value stands."""

    file: Path
    keys: tuple[str, ...] = ()

    def inside(self, key: str) -> "Place":
        """The place of a key of the table at this place."""
        return Place(self.file, (*self.keys, key))

    def __str__(self) -> str:
        """Such as `/home/me/.config/chatui/config.toml, sampling.top_p`."""
        return f"{self.file}, {'.'.join(self.keys)}" if self.keys else str(self.file)


def read_toml(file: Path) -> dict[str, object]:
    """The file's tables, none for an absent file; ConfigError where it cannot be read or is not TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be read: {error.strerror}.", "Check the file's permissions."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{file} is not valid TOML: {error}.", "Correct the line, or move the file away."
        ) from error


def record_from(cls: type[Record], table: object, place: Place) -> Record:
    """A dataclass filled from a table: its fields are the keys, those without a default are required.

    Fields may be str, int, float, bool, a StrEnum, a Literal, another dataclass, a mapping of those by any
    key, a tuple of any number of one of them, or one of these or None. ConfigError names the file, the key
    and what would be valid.
    """
    if not isinstance(table, dict):
        raise ConfigError(
            f"{place} is {_toml_name(table)}, not a table.", "Write its keys under a [table] line."
        )
    fields = {field.name: field for field in dataclasses.fields(cls)}
    hints = get_type_hints(cls)
    for key in table:
        if key not in fields:
            raise ConfigError(f"{place} has a key that chatui does not know: {key!r}.", nearest(key, fields))
    for name, field in fields.items():
        if name not in table and _is_required(field):
            raise ConfigError(f"{place} lacks the key {name!r}.", "Add it; it has no default.")
    return cls(**{key: _value(hints[key], value, place.inside(key)) for key, value in table.items()})


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names what was probably meant, else everything that is known."""
    names = list(known)
    close = get_close_matches(word, names, n=1, cutoff=0.5)
    return f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(names)}."


def _is_required(field: "dataclasses.Field[object]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _value(kind: object, value: object, place: Place) -> object:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return record_from(kind, value, place)
    origin, arguments = get_origin(kind), get_args(kind)
    present = [choice for choice in arguments if choice is not type(None)]
    if origin in (Union, types.UnionType) and len(present) == 1:
        return _value(present[0], value, place)
    if origin in (Mapping, dict):
        return _mapping(arguments[1], value, place)
    if origin is tuple:
        return _list(arguments[0], value, place)
    for choice in arguments if origin in (Union, types.UnionType) else (kind,):
        fitting = _plain(choice, value)
        if fitting is not None:
            return fitting
    raise ConfigError(f"{place} cannot be {value!r}.", f"Give {_described(kind)}.")


def _mapping(kind: object, value: object, place: Place) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ConfigError(
            f"{place} is {_toml_name(value)}, not a table.", "Write its keys under a [table] line."
        )
    return {key: _value(kind, inner, place.inside(key)) for key, inner in value.items()}


def _list(kind: object, value: object, place: Place) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{place} is {_toml_name(value)}, not a list.", "Write its values in [ and ].")
    return tuple(_value(kind, inner, place.inside(str(number))) for number, inner in enumerate(value, 1))


def _plain(kind: object, value: object) -> object | None:
    """The value as `kind`, or None where it is not one; TOML has no null, so None is never a value."""
    if get_origin(kind) is Literal:
        return value if value in get_args(kind) else None
    if not isinstance(kind, type):
        return None
    if issubclass(kind, StrEnum):
        return next((member for member in kind if member == value), None)
    if kind is float and type(value) is int:
        return float(value)
    # bool is a kind of int to Python, but `n_ctx = true` is a mistake.
    return value if type(value) is kind else None


def _described(kind: object) -> str:
    choices = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    return " or ".join(_kind_name(choice) for choice in choices if choice is not type(None))


def _kind_name(kind: object) -> str:
    if get_origin(kind) is Literal:
        return " or ".join(repr(value) for value in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return " or ".join(repr(member.value) for member in kind)
    names: dict[object, str] = {
        str: "a text",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
    }
    return names[kind]


def _toml_name(value: object) -> str:
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "a table",
    }
    return kinds.get(type(value), "a value")
