"""Turns key bindings into the rows of a table for people."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import ActiveBinding
from textual.keys import key_to_character

_NAMES = {
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "Del",
    "slash": "/",
    "minus": "-",
    "plus": "+",
}


_MOST_KEYS = 2
"""More keys for one action than this make the table hard to read, and nobody learns the third."""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Keys that do one thing, and what they do."""

    keys: str
    what: str


def key_name(key: str) -> str:
    """`ctrl+up` as people write it: `Ctrl+↑`."""
    return "+".join(map(_part_name, key.split("+")))


def _part_name(part: str) -> str:
    if len(part) == 1 and part.isupper():
        return f"Shift+{part}"
    return _NAMES.get(part) or _sign(part) or part.capitalize()


def _sign(part: str) -> str:
    """The character of a key that has a name, such as `]` of `right_square_bracket`; else nothing."""
    sign = key_to_character(part) or ""
    return sign if len(part) > 1 and sign.isprintable() and not sign.isspace() else ""


def key_rows(active: Iterable[ActiveBinding]) -> list[KeyRow]:
    """One row for each action, with its first keys, in the order in which they are declared."""
    keys: dict[str, list[str]] = {}
    what: dict[str, str] = {}
    for _, binding, enabled, _ in active:
        if enabled and (binding.tooltip or binding.description):
            keys.setdefault(binding.action, []).append(key_name(binding.key))
            what.setdefault(binding.action, binding.tooltip or binding.description)
    return [KeyRow(", ".join(names[:_MOST_KEYS]), what[action]) for action, names in keys.items()]
