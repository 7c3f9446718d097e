r"""Writes equal final answers alike, so that they can be counted; it judges no answer.

What becomes equal: numbers of the same value, however written (0.5, .50, 1/2, \frac12, 50 %, 5e-1), since a
percentage is its hundredth; 1,234 and 1234; 5 and 5 cm and \text{5 apples}, since a unit is dropped; 5 and
x = 5; (B), B. and B; LaTeX and plain text; sets in any order. Words are compared without case. A list in
brackets keeps its order, and a comma in brackets separates. Text over MAX_CHARS is only folded.
"""

import re

from chatui.thought.latex import SET_CLOSE, SET_OPEN, plain
from chatui.thought.numbers import number_at_start, without_thousands, written

MAX_CHARS = 500
_MAX_DEPTH = 8

_EDGES = " \t\n*_`\"'“”‘’"
_END = ".!;,"
_NAME = re.compile(r"[A-Za-z]{1,12}(?:_\w{1,8})?(?:\([A-Za-z]\))?\s*(?:=|≈)\s*([^=<>!≈]+)")
_CHOICE = re.compile(
    r"(?:(?i:option|choice|answer)\s+)?(?:\(\s*([A-Ha-h])\s*\)|([A-H])\s*[).:])(?:\s.*)?|(?i:option|choice)\s+([A-Ha-h])",
    re.DOTALL,
)
_CURRENCY = re.compile(r"^([+-]?)\s*[€£¥₹$]\s*|\s*[€£¥₹$]$")
_UNIT_WORD = r"[^\W\d_]+(?:\^?[-²³\d])?"
_UNIT = re.compile(rf"\s+{_UNIT_WORD}(?:\s*[/*·\s]\s*{_UNIT_WORD}){{0,3}}\.?")
_CLOSE_UNIT = re.compile(
    r"(?:mm|cm|km|kg|mg|ms|ml|k?m?g?hz|kw|mph|kb|mb|gb|tb|ft|lbs?|hrs?|mins?|secs?)(?:\^?[23²³])?",
    re.IGNORECASE,
)
_NO_UNIT = frozenset(
    {"and", "or", "to", "am", "pm", "a.m", "p.m", "x", "y", "z", "n", "i", "e", "pi", "sqrt", "inf", "dozen"}
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_MATHS_WORDS = frozenset(
    {"sqrt", "sin", "cos", "tan", "log", "exp", "inf", "mod", "theta", "alpha", "beta", "pi"}
)
_AROUND_SIGN = re.compile(r"\s*([-+*/^=<>(),])\s*")
_NEEDLESS = re.compile(r"(?<!\d)[* ]|[* ](?!\d)")
"""A space or a `*` says nothing in a formula, but between two digits."""
_BRACKETS = {"(": ")", "[": "]", SET_OPEN: SET_CLOSE}


def normalise(answer: str) -> str:
    """The form that all answers equal to this one have too; never slow, whatever the text."""
    text = " ".join(answer.split())
    if len(text) > MAX_CHARS:
        return text.casefold()
    return _normal(plain(text.strip(_EDGES)), 0)


def is_same_answer(answer: str | None, reference: str) -> bool:
    """Whether both are the same after `normalise`; no answer is not."""
    return answer is not None and normalise(answer) == normalise(reference)


def _normal(text: str, depth: int) -> str:
    text = text.strip(_EDGES).rstrip(_END).strip(_EDGES)
    if depth > _MAX_DEPTH:
        return text.casefold()
    if name := _NAME.fullmatch(text):
        return _normal(name[1], depth + 1)
    if choice := _CHOICE.fullmatch(text):
        return (choice[1] or choice[2] or choice[3]).casefold()
    parts = _bracketed(text)
    if parts is not None:
        return _list(text[0], [_normal(part, depth + 1) for part in parts], text[-1])
    return _number(text) or _plain_list(text, depth) or _words(text)


def _number(text: str) -> str:
    found = number_at_start(without_thousands(_CURRENCY.sub(r"\1", text)))
    if found is None:
        return ""
    value, rest = found
    return written(value) if not rest.strip() or _is_unit(rest) else ""


def _is_unit(rest: str) -> bool:
    if _CLOSE_UNIT.fullmatch(rest):
        return True
    return bool(_UNIT.fullmatch(rest)) and rest.split()[0].rstrip(".").casefold() not in _NO_UNIT


def _bracketed(text: str) -> list[str] | None:
    """The items between a text's outer brackets, which an interval may mix; None without such."""
    if len(text) < 2 or text[0] not in _BRACKETS or text[-1] not in _BRACKETS.values():
        return None
    if (text[0] == SET_OPEN) != (text[-1] == SET_CLOSE):
        return None
    return _split(text[1:-1])


def _split(text: str) -> list[str] | None:
    """The items between commas that are in no brackets; None where a bracket closes that was not opened."""
    items, start, depth = [], 0, 0
    for at, character in enumerate(text):
        depth += (character in _BRACKETS) - (character in _BRACKETS.values())
        if depth < 0:
            return None
        if character == "," and depth == 0:
            items.append(text[start:at])
            start = at + 1
    return [*items, text[start:]]


def _list(opening: str, items: list[str], closing: str) -> str:
    if opening == SET_OPEN:
        return "{" + ",".join(sorted(items)) + "}"
    return items[0] if len(items) == 1 else f"{opening}{','.join(items)}{closing}"


def _plain_list(text: str, depth: int) -> str:
    """Numbers with commas between them, in their order."""
    items = _split(text) or []
    normal = [_normal(item, depth + 1) for item in items] if len(items) > 1 else []
    return ",".join(normal) if normal and all(number_at_start(item) for item in normal) else ""


def _words(text: str) -> str:
    folded = text.casefold().replace(SET_OPEN, "{").replace(SET_CLOSE, "}")
    is_formula = any(sign in folded for sign in "+-*/^=<>(") or any(map(str.isdigit, folded))
    if is_formula and all(word in _MATHS_WORDS for word in _WORD.findall(folded)):
        return _NEEDLESS.sub("", _AROUND_SIGN.sub(r"\1", folded))
    return folded
