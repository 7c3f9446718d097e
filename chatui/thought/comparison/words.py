"""Compares two matched steps word by word; which steps are matched is not known here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

MOST_WORDS = 200
"""Of either text, behind a common beginning and before a common end; more is shown as changed as a whole."""

_WORD = re.compile(r"(?:\\?[A-Za-z]+|\d+(?:[.,]\d+)*|[^\W\d_a-zA-Z]|.)\s*", re.DOTALL)


class Side(StrEnum):
    """Whose words they are."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a comparison; what both have is written as on the left."""

    side: Side
    text: str


def word_diff(left: str, right: str) -> list[Words]:
    """Both texts as pieces in their order, the left's before the right's where they differ; none is empty.

    White space alone makes no difference. An ideograph counts as a word.
    """
    lefts, rights = _WORD.findall(left), _WORD.findall(right)
    head = _common(lefts, rights)
    tail = _common(lefts[head:][::-1], rights[head:][::-1])
    ends = len(lefts) - tail, len(rights) - tail
    pieces = [
        Words(Side.BOTH, "".join(lefts[:head])),
        *_middle(lefts[head : ends[0]], rights[head : ends[1]]),
        Words(Side.BOTH, "".join(lefts[ends[0] :])),
    ]
    return [piece for piece in pieces if piece.text]


def _common(lefts: Sequence[str], rights: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(lefts, rights, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].rstrip() == pair[1].rstrip(), pairs))


def _middle(lefts: Sequence[str], rights: Sequence[str]) -> Iterator[Words]:
    if max(len(lefts), len(rights)) > MOST_WORDS:
        yield from (Words(Side.LEFT, "".join(lefts)), Words(Side.RIGHT, "".join(rights)))
        return
    keys, other_keys = ([word.rstrip() for word in words] for words in (lefts, rights))
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    for tag, start, stop, other_start, other_stop in matcher.get_opcodes():
        if tag == "equal":
            yield Words(Side.BOTH, "".join(lefts[start:stop]))
        else:
            yield Words(Side.LEFT, "".join(lefts[start:stop]))
            yield Words(Side.RIGHT, "".join(rights[other_start:other_stop]))
