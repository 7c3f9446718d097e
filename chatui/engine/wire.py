"""Frozen dataclasses to JSON lines and back, driven by their annotations; it knows no message by name."""

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from chatui.errors import ChatuiError

TAG = "type"
"""The key that names an object's class."""

Reader: TypeAlias = Callable[[object], Any]


class WireError(ValueError):
    """A line or a value that is no message; the text names the type or the field at fault."""


def encode(message: object) -> bytes:
    """One line of JSON with its line feed; lone surrogates become U+FFFD, which UTF-8 can carry."""
    return json.dumps(_plain(message), separators=(",", ":")).encode() + b"\n"


def decode(line: bytes, union: object) -> object:
    """The message in `line`, one of the dataclasses of `union`; WireError says what is wrong with it."""
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not a line of JSON: {line[:60]!r}") from error
    return _reader(union)(value)


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case str():
            return _well_formed(value)
        case None | bool() | int() | float():
            return value
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            content = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
            return {TAG: type(value).__name__, **content}
    raise WireError(f"{type(value).__name__} cannot be sent")


def _well_formed(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


@cache
def _reader(annotation: object) -> Reader:
    """What turns a JSON value into a value of `annotation`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _union_reader(arguments)
    if origin is tuple and arguments[1:] == (...,):
        return _tuple_reader(arguments[0])
    if origin is Literal:
        return _literal_reader(arguments)
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _object_reader({annotation.__name__: annotation})
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return _literal_reader(tuple(annotation))
    if isinstance(annotation, type) and annotation in _SCALARS:
        return _scalar_reader(annotation)
    raise WireError(f"{annotation} cannot be received")


_SCALARS: dict[type, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    float: (float, int),
    bool: (bool,),
    types.NoneType: (types.NoneType,),
}
"""The JSON types that each may come as."""


def _scalar_reader(wanted: type) -> Reader:
    def read(value: object) -> object:
        if type(value) not in _SCALARS[wanted]:  # exact: True is an int to isinstance
            raise WireError(f"{wanted.__name__} expected, not {value!r:.60}")
        return float(cast(float, value)) if wanted is float else value

    return read


def _literal_reader(allowed: tuple[Any, ...]) -> Reader:
    def read(value: object) -> object:
        for choice in allowed:
            if type(value) in (type(choice), str) and value == choice:
                return choice
        raise WireError(f"{value!r:.60} is none of {', '.join(map(str, allowed))}")

    return read


def _tuple_reader(item: object) -> Reader:
    read_item = _reader(item)

    def read(value: object) -> object:
        if not isinstance(value, list):
            raise WireError(f"a list expected, not {value!r:.60}")
        return tuple(read_item(part) for part in value)

    return read


def _union_reader(arms: tuple[Any, ...]) -> Reader:
    read_object = _object_reader(
        {arm.__name__: arm for arm in arms if isinstance(arm, type) and is_dataclass(arm)}
    )
    others = [_reader(arm) for arm in arms if not is_dataclass(arm)]

    def read(value: object) -> object:
        if isinstance(value, dict):
            return read_object(value)
        for read_other in others:
            try:
                return read_other(value)
            except WireError:
                continue
        raise WireError(f"{value!r:.60} is of no type that may stand here")

    return read


def _object_reader(classes: dict[str, type[Any]]) -> Reader:
    @cache  # on first use: a class may refer to one that is not read yet
    def fields_of(name: str) -> dict[str, Reader]:
        hints = get_type_hints(classes[name])
        return {field.name: _reader(hints[field.name]) for field in fields(classes[name])}

    def read(value: object) -> object:
        name = value.get(TAG) if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(name, str):
            raise WireError(f"an object with a type expected, not {value!r:.60}")
        if name not in classes:
            raise WireError(f"unknown type {name:.60}")
        readers = fields_of(name)
        _check_names(name, set(value) - {TAG}, set(readers))
        try:
            return classes[name](**{key: _read_field(name, key, readers[key], value[key]) for key in readers})
        except ChatuiError as error:
            raise WireError(f"{name}: {error}") from error

    return read


def _check_names(name: str, given: set[str], wanted: set[str]) -> None:
    if missing := wanted - given:
        raise WireError(f"{name} without its field {min(missing)}")
    if unknown := given - wanted:
        raise WireError(f"{name} with an unknown field {min(unknown):.60}")


def _read_field(name: str, key: str, reader: Reader, value: object) -> object:
    try:
        return reader(value)
    except WireError as error:
        raise WireError(f"{name}.{key}: {error}") from error
