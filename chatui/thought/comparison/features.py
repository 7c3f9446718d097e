"""What a step's text is about, as sets that can be compared; which steps are matched is not known here.

The similarity of two steps is a heuristic: the mean of what they share of words, numbers and sides of
equations, each as the part of all that either has (Jaccard), where words count WORDS_WEIGHT times. What
neither has does not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from typing import TypeVar

from chatui.thought.latex import plain
from chatui.thought.numbers import without_thousands, written

_Item = TypeVar("_Item")

WORDS_WEIGHT = 2
_WEIGHTS = (WORDS_WEIGHT, 1, 1)
MOST_CHARS = 2000
"""Of a step; what follows is not looked at."""
MOST_WORDS, MOST_NUMBERS, MOST_EQUATIONS = 64, 32, 16
"""Of a step, the first ones, so that the cost of a comparison has a bound."""

_SILENT = re.compile(
    r"the|an|of|to|is|are|was|be|and|that|it|its|this|in|so|we|me|for|on|as|at|by|then|with|have|has|do|does"
    r"|wait|okay|ok|hmm|well|now|but|if|or|not|there|which|can|will|would|should|just|also|let",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>(?<![^\W\d_])[A-Za-z](?![^\W\d_]))"
    r"|(?P<sign>[-+*/^()=])"
    r"|(?P<word>[A-Za-z]{2,})"
    r"|(?P<ideograph>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
    r"|(?P<space>\s)"
    r"|(?P<other>.)"
)


@dataclass(frozen=True, slots=True)
class Features:
    """The words, numbers and equations of a text, as far as they are looked at."""

    words: frozenset[str]
    """In lower case, without those that say little; of Chinese text, pairs of neighbouring characters."""
    numbers: frozenset[str]
    equations: frozenset[tuple[str, str]]
    """Left and right side without spaces; of a chain a = b = c, each neighbouring pair."""


def features_of(text: str) -> Features:
    """The features of one step."""
    tokens = list(_TOKEN.finditer(without_thousands(plain(text[:MOST_CHARS]))))
    numbers = (_number(token["number"]) for token in tokens if token["number"])
    return Features(
        _first(MOST_WORDS, _words(tokens)),
        _first(MOST_NUMBERS, numbers),
        _first(MOST_EQUATIONS, _equations(tokens)),
    )


class Marks:
    """Numbers the features of many texts, so that two can be compared in a few operations on integers."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def of(self, features: Iterable[Features]) -> "Marked":
        """The features of one text, or of several together."""
        words = numbers = sides = 0
        for each in features:
            words |= self._marked(each.words)
            numbers |= self._marked(each.numbers)
            sides |= self._marked(side for equation in each.equations for side in equation)
        return (words, words.bit_count()), (numbers, numbers.bit_count()), (sides, sides.bit_count())

    def _marked(self, items: Iterable[object]) -> int:
        mask = 0
        for item in items:
            mask |= 1 << self._numbers.setdefault(item, len(self._numbers))
        return mask


Marked = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""Words, numbers and sides of equations, each as a set of bits and how many they are."""


def similarity(one: Marked, other: Marked) -> float:
    """How alike two steps are, 0 to 1; 1 for steps of the same features, also where they have none."""
    shared = total = 0.0
    for weight, (left, lefts), (right, rights) in zip(_WEIGHTS, one, other, strict=True):
        if lefts or rights:
            common = (left & right).bit_count()
            shared += weight * common / (lefts + rights - common)
            total += weight
    return shared / total if total else 1.0


def contradict(one: Features, other: Features) -> bool:
    """Whether both say what number something is, and no such number is the same for both."""
    results, others = _results(one), _results(other)
    return any(results[side].isdisjoint(others[side]) for side in results.keys() & others.keys())


def _results(features: Features) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for left, right in features.equations:
        if _is_number(right) and not _is_number(left):
            found.setdefault(left, set()).add(right)
    return found


def _is_number(side: str) -> bool:
    return side.lstrip("-").replace(".", "").isdigit()


def _first(most: int, items: Iterable[_Item]) -> frozenset[_Item]:
    return frozenset(islice(dict.fromkeys(items), most))


def _number(digits: str) -> str:
    return written(Fraction(digits))


def _words(tokens: list[re.Match[str]]) -> Iterator[str]:
    for token in tokens:
        if token["word"] and not _SILENT.fullmatch(token["word"]):
            yield token["word"].lower()
    for one, other in pairwise(tokens):
        if one["ideograph"] and other["ideograph"]:
            yield one["ideograph"] + other["ideograph"]


def _equations(tokens: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    sides = [""]
    for token in tokens:
        if token["sign"] == "=":
            sides.append("")
        elif token["number"]:
            sides[-1] += _number(token["number"])
        elif token["name"] or token["sign"]:
            sides[-1] += token.group()
        elif not token["space"]:
            yield from _pairs(sides)
            sides = [""]
    yield from _pairs(sides)


def _pairs(sides: list[str]) -> Iterator[tuple[str, str]]:
    yield from ((left, right) for left, right in pairwise(sides) if left and right)
