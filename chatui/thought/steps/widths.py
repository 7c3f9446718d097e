"""How much a text weighs beside English, and how many cells it takes; what it says is not known here."""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_IDEOGRAPH_WEIGHT = 3
"""An ideograph says about as much as three English letters."""


def weight(text: str) -> int:
    """The length in characters, with Chinese, Japanese and Korean characters counted three times."""
    return len(text) + (_IDEOGRAPH_WEIGHT - 1) * len(_IDEOGRAPH.findall(text))


def is_ideograph(character: str) -> bool:
    """Whether it is written without spaces between words."""
    return bool(_IDEOGRAPH.match(character))


def cells(text: str) -> int:
    """The columns of a terminal that the text takes, by Unicode's east-asian width."""
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut_to_cells(text: str, width: int) -> str:
    """The text, or its beginning and "…" in `width` cells, at least 2; cut between words if it can be."""
    if cells(text) <= width:
        return text
    at = bisect_right(list(accumulate(map(_cells_of, text))), width - 1)
    space = text.rfind(" ", 0, at + 1)
    return text[: space if space > at // 2 else at].rstrip(" ,;:") + "…"
