"""Sizes, speeds and times as people read them; pure."""

_UNITS = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"))

_MINUTE_S, _HOUR_S = 60, 3600


def bytes_text(count: int | float | None) -> str:
    """`4.68 GB`, of 10^9 bytes, with three digits; `size unknown` for None."""
    if count is None:
        return "size unknown"
    for size, unit in _UNITS:
        if count >= 0.9995 * size:
            return f"{_three_digits(count / size)} {unit}"
    return f"{count:.0f} B"


def percent_text(share: float) -> str:
    """`42 %`, and 100 % only when it is whole."""
    return f"{int(max(0.0, min(share, 1.0)) * 100)} %"


def left_text(seconds: float) -> str:
    """`40 s left`, `8 min left`, `2 h 05 min left`."""
    if seconds < _MINUTE_S:
        return f"{max(1, round(seconds))} s left"
    if seconds < _HOUR_S:
        return f"{round(seconds / _MINUTE_S)} min left"
    minutes = round(seconds / _MINUTE_S)
    return f"{minutes // 60} h {minutes % 60:02d} min left"


def count_text(count: int) -> str:
    """`940`, `12.3 k`, `1.2 M`."""
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if count >= 0.9995 * size:
            return f"{_three_digits(count / size)} {unit}"
    return str(count)


def _three_digits(value: float) -> str:
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{value:.{digits}f}"
