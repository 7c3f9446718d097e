"""Reads and writes exact numbers; where in an answer they stand is not known here."""

import re
from fractions import Fraction

MAX_DIGITS = 400
"""Digits of a part, or size of a power of ten; beyond it a number stays text: 10^(10^9) fits no memory."""
_MAX_DECIMALS = 12

_DECIMAL = rf"(?:\d{{1,{MAX_DIGITS}}}(?:\.\d{{0,{MAX_DIGITS}}})?|\.\d{{1,{MAX_DIGITS}}})"
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*"
    r"(?:(?P<whole>\d{1,20})\s+(?P<part>\d{1,20})\s*/\s*(?P<of>\d{1,20})"
    rf"|(?P<top>{_DECIMAL})\s*/\s*(?P<bottom>{_DECIMAL})"
    r"|10\s*\^\s*\(?(?P<power>[+-]?\d{1,4})\)?"
    rf"|(?P<mantissa>{_DECIMAL})(?:\s*(?:e|\*\s*10\s*\^)\s*\(?(?P<exponent>[+-]?\d{{1,4}})\)?)?)"
    r"(?![\d.])"
    r"(?:\s*(?P<scale>%|percent\b|hundred\b|thousand\b|million\b|billion\b|trillion\b))?",
    re.IGNORECASE,
)
_SCALES = {
    "%": Fraction(1, 100),
    "percent": Fraction(1, 100),
    "hundred": Fraction(10**2),
    "thousand": Fraction(10**3),
    "million": Fraction(10**6),
    "billion": Fraction(10**9),
    "trillion": Fraction(10**12),
}
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!,?\d)")


def number_at_start(text: str) -> tuple[Fraction, str] | None:
    """The number with which a text begins, and what follows it; None where it begins with none."""
    found = _NUMBER.match(text)
    value = None if found is None else _value(found)
    return None if found is None or value is None else (value, text[found.end() :])


def without_thousands(text: str) -> str:
    """1,234,567 as 1234567."""
    return _THOUSANDS.sub(lambda found: found.group().replace(",", ""), text)


def written(value: Fraction) -> str:
    """The one way to write a value: as a decimal where that is exact and short, else as a fraction."""
    for decimals in range(_MAX_DECIMALS + 1):
        scaled = value * 10**decimals
        if scaled.denominator == 1:
            return _decimal(scaled.numerator, decimals)
    return f"{value.numerator}/{value.denominator}"


def _decimal(scaled: int, decimals: int) -> str:
    digits = str(abs(scaled)).zfill(decimals + 1)
    point = len(digits) - decimals
    whole = digits[:point] + ("." + digits[point:] if decimals else "")
    return f"-{whole}" if scaled < 0 else whole


def _value(found: re.Match[str]) -> Fraction | None:
    size = _size(found)
    if size is None:
        return None
    scale = _SCALES[found["scale"].lower()] if found["scale"] else 1
    return (-size if found["sign"] == "-" else size) * scale


def _size(found: re.Match[str]) -> Fraction | None:
    if found["whole"]:
        whole, part, of = (int(found[name]) for name in ("whole", "part", "of"))
        return whole + Fraction(part, of) if of else None
    if found["top"]:
        top, bottom = Fraction(found["top"].rstrip(".")), Fraction(found["bottom"].rstrip("."))
        return top / bottom if bottom else None
    power = int(found["power"] or found["exponent"] or 0)
    if abs(power) > MAX_DIGITS:
        return None
    return Fraction((found["mantissa"] or "1").rstrip(".")) * Fraction(10) ** power
