"""Takes values of an expected kind out of foreign JSON, where anything may stand; it knows no format."""

import math
import sys
from datetime import datetime
from typing import Any

_LATEST = 253_402_300_799.0
"""The last second of the year 9999, in seconds since 1970."""


def text_in(values: object, key: str, default: str = "") -> str:
    """A text, or the default where there is none."""
    value = values.get(key) if isinstance(values, dict) else None
    return value if isinstance(value, str) else default


def list_in(values: object, key: str) -> list[Any]:
    """A list; empty where there is none."""
    value = values.get(key) if isinstance(values, dict) else None
    return value if isinstance(value, list) else []


def table_in(values: object, key: str) -> dict[str, Any]:
    """An object; empty where there is none."""
    value = values.get(key) if isinstance(values, dict) else None
    return value if isinstance(value, dict) else {}


def flag_in(values: object, key: str) -> bool:
    """True where a true stands."""
    return isinstance(values, dict) and values.get(key) is True


def number_in(values: object, key: str) -> float | None:
    """A finite number; None where there is none."""
    value = values.get(key) if isinstance(values, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > sys.float_info.max:
        return None
    return float(value) if math.isfinite(value) else None


def index_in(values: object, key: str, count: int) -> int | None:
    """An index into something of `count` elements; None where there is none."""
    value = values.get(key) if isinstance(values, dict) else None
    is_index = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count
    return value if is_index else None


def time_in(values: object, key: str) -> float:
    """A moment in seconds since 1970, from seconds, milliseconds or an ISO text; 0 where there is none."""
    if written := text_in(values, key):
        try:
            return max(0.0, datetime.fromisoformat(written).timestamp())
        except (ValueError, OverflowError):
            return 0.0
    number = number_in(values, key) or 0.0
    while number > _LATEST:
        number /= 1000
    return max(0.0, number)
