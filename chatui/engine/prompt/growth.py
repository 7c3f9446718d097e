"""How large the result of an operation of a template will be, before it is made; who asks is not known here.

Only what can grow by more than the sum of its arguments is listed: one such call could take all memory, and
no time limit can end a call that Python itself carries out. Sizes are upper bounds, in characters or items.
"""

import re
from collections.abc import Iterable, Sequence

REFUSED = 1 << 62
"""A size that no limit allows."""
_WIDE = re.compile(r"\d{6,}")
"""A width or precision in a format string that no prompt needs."""
_WIDTH_FROM_VALUE = re.compile(r"%[^a-zA-Z%]*\*|\{[^{}]*\{")
_SLOT = re.compile(r"[%{]")


def of_value(value: object, enough: int) -> int:
    """Size of a value when written out, counted no further than to `enough`.

    A list that holds itself many times over is small in memory and endless in print.
    """
    size, open_values = 0, [value]
    while open_values and size <= enough:
        match open_values.pop():
            case str() | bytes() as text:
                size += len(text)
            case int() as number:
                size += 1 + number.bit_length() // 3
            case dict() as mapping:
                size += 2
                open_values += [*mapping.keys(), *mapping.values()]
            case list() | tuple() | set() | frozenset() as items:
                size += 2
                open_values += items
            case _:
                size += 1
    return size


def of_operator(operator: str, left: object, right: object, enough: int) -> int:
    """Size of `left operator right` for the operators `*`, `+`, `%` and `**`."""
    match operator, left, right:
        case "*", int(), int():
            return of_value(left, enough) + of_value(right, enough)
        case "*", (str() | bytes() | list() | tuple()), int():
            return len(left) * right
        case "*", int(), (str() | bytes() | list() | tuple()):
            return left * len(right)
        case "+", (str() | bytes() | list() | tuple()), (str() | bytes() | list() | tuple()):
            return len(left) + len(right)
        case "%", str(), _:
            return of_format(left, right if isinstance(right, tuple) else (right,), enough)
        case "**", int(), int():
            return of_value(left, enough) * max(right, 1)
    return 0


def of_format(template: str, values: Iterable[object], enough: int) -> int:
    """Size of a format string filled with values; a width may stand in it or come as a value."""
    given = list(values)
    widths = [abs(value) for value in given if isinstance(value, int)]
    if _WIDE.search(template) or (_WIDTH_FROM_VALUE.search(template) and max(widths, default=0) > enough):
        return REFUSED
    largest = max((of_value(value, enough) for value in given), default=0)
    return len(template) + len(_SLOT.findall(template)) * largest


def of_method(name: str, text: str | bytes, values: Sequence[object], enough: int) -> int:
    """Size of `text.name(*values)`, the keyword arguments among the values."""
    match name, values:
        case (("format" | "format_map"), _):
            return of_format(str(text), values, enough)
        case "replace", [str() as old, str() as new, *_]:
            return of_replace(str(text), old, new)
        case "join", [list() | tuple() as parts]:
            return of_join(str(text), parts, enough)
        case "expandtabs", [int() as width, *_]:
            return len(text) * max(width, 1)
        case "translate", [dict() as table]:
            return len(text) * max((of_value(new, enough) for new in table.values()), default=1)
        case (("center" | "ljust" | "rjust" | "zfill"), [int() as width, *_]):
            return width
    return 0


def of_replace(text: str, old: str, new: str) -> int:
    """Size of `text` with every `old` replaced."""
    return len(text) + text.count(old) * len(new)


def of_join(separator: str, parts: Sequence[object], enough: int) -> int:
    """Size of the parts with the separator between them."""
    return of_value(list(parts), enough) + len(separator) * len(parts)
