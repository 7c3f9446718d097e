"""Finds the path behind an `@` that the cursor stands on; whether there is such a file is not known here."""

from dataclasses import dataclass

_OPENERS = "([{'\"`"
"""Signs that may stand before an `@` beside spaces; letters may not, or every address would be a path."""


@dataclass(frozen=True, slots=True)
class AtToken:
    """`@path` or `@"a path"` in a line: from `start` up to `end`, in characters."""

    start: int
    end: int
    typed: str
    """The path as far as the cursor has come."""


def at_token(line: str, column: int) -> AtToken | None:
    """The token whose path the cursor is in or behind; None: the cursor stands elsewhere."""
    start = line.rfind("@", 0, column)
    while start >= 0:
        if _may_begin(line, start):
            token = _token_from(line, start, column)
            if token is not None:
                return token
        start = line.rfind("@", 0, start)
    return None


def at_text(path: str) -> str:
    """A path as a token; in quotes where it has spaces, open ones while it ends in a slash."""
    if not any(character.isspace() for character in path):
        return f"@{path}"
    return f'@"{path}' if path.endswith("/") else f'@"{path}"'


def _may_begin(line: str, start: int) -> bool:
    before = line[start - 1] if start else " "
    return before.isspace() or before in _OPENERS


def _token_from(line: str, start: int, column: int) -> AtToken | None:
    if line[start + 1 : start + 2] == '"':
        closing = line.find('"', start + 2)
        if column < start + 2 or -1 < closing < column:
            return None
        return AtToken(start, len(line) if closing < 0 else closing + 1, line[start + 2 : column])
    if any(character.isspace() for character in line[start:column]):
        return None
    length = next((at for at, character in enumerate(line[start:]) if character.isspace()), len(line) - start)
    return AtToken(start, start + length, line[start + 1 : column])
