"""Writes dataclasses as TOML; what their fields mean, and where the text goes, is not known here."""

import dataclasses
import json
from collections.abc import Mapping


def toml_lines(record: object, table: tuple[str, ...] = ()) -> list[str]:
    """The lines of a record's table, then those of the tables inside it; a field that is None is a comment.

    Fields may be str, int, float, bool, tuples of those, None, mappings by str, and dataclasses of the same.
    """
    own: list[str] = [f"[{'.'.join(map(_key, table))}]"] if table else []
    inner: list[str] = []
    for name, value in _items(record):
        if dataclasses.is_dataclass(value) or isinstance(value, Mapping):
            inner += ["", *toml_lines(value, (*table, name))]
        else:
            own.append(f"# {_key(name)} =" if value is None else f"{_key(name)} = {_value(value)}")
    return own + inner


def _items(record: object) -> list[tuple[str, object]]:
    if isinstance(record, Mapping):
        return list(record.items())
    assert dataclasses.is_dataclass(record)
    return [(field.name, getattr(record, field.name)) for field in dataclasses.fields(record)]


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if is_bare else _value(name)


def _value(value: object) -> str:
    # A JSON text, number, list or truth value is a TOML one too, but for DEL, which TOML wants escaped, and
    # for characters that JSON escapes as two halves.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
