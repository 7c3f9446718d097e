"""Tells that a text repeats itself word for word, while it streams; why it does is not known here.

The text is read as words, digits and signs, white space aside. Where the last NGRAM of these units stood
before, the distance is a period, and it is followed for as long as each unit equals the one a period earlier.
A loop is at least MIN_COPIES of a span, one behind the other, of MIN_CHARS, or of MIN_CHARS_WITHOUT_WORDS
where the span has no letters, as rows of digits have none. Periods up to MAX_PERIOD units are seen; loops
whose copies differ, in a number for instance, are not. Since a cycle has no beginning, a span may begin
inside a sentence.

The cost of a unit does not depend on the text's length, and no more than the last MAX_PERIOD units are kept.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

NGRAM = 6
MIN_COPIES = 3
MIN_CHARS = 400
"""Characters; the letters of a long word, told one by one in alike words, stay below."""
MIN_CHARS_WITHOUT_WORDS = 2000
"""Characters; a list of a few hundred zeros stays below."""
MAX_PERIOD = 1024
"""Units, about 700 English words."""
_LONGEST_WORD = 64
"""Characters; a longer one is cut."""

_UNIT = re.compile(rf"(?P<word>[A-Za-z]{{1,{_LONGEST_WORD}}})|\S")


@dataclass(frozen=True, slots=True)
class Loop:
    """A stretch of a text that is one span again and again."""

    start: int
    """Where the first copy begins, in characters of the text."""
    second: int
    """Where the second copy begins, so that the span is the text from `start` to here."""
    end: int
    """Where the stretch ends as far as it is read; its last copy may be cut short."""
    count: int
    """Whole copies, the first included."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, a digit or a sign."""

    text: str
    start: int
    end: int
    words: int
    """How many units that have letters there were up to this one."""


class LoopDetector:
    """Reads one text."""

    def __init__(self) -> None:
        self._held, self._held_start = "", 0
        self._units: deque[_Unit] = deque(maxlen=MAX_PERIOD + NGRAM)
        self._seen = self._words = 0
        self._ngrams: deque[tuple[str, ...]] = deque()
        self._last_end: dict[tuple[str, ...], int] = {}
        """How many units had been read when an n-gram last ended."""
        self._period = self._run = self._start = self._second = 0
        self._loop: Loop | None = None
        self._longest: Loop | None = None

    @property
    def loop(self) -> Loop | None:
        """The loop in which the text read so far ends."""
        return self._loop

    @property
    def longest(self) -> Loop | None:
        """The loop of the most characters so far, also where the text has left it."""
        return self._longest

    def feed(self, text: str) -> Loop | None:
        """Read on; the loop in which the text now ends. A word counts once something follows it."""
        for found in self._cut(text):
            self._words += found.group()[0].isalpha()
            start, end = (self._held_start + edge for edge in found.span())
            self._take(_Unit(found.group(), start, end, self._words))
        return self._loop

    def _cut(self, text: str) -> Iterator[re.Match[str]]:
        whole, upto = self._held + text, len(self._held) + len(text)
        for found in _UNIT.finditer(whole):
            if found["word"] and found.end() == len(whole) and len(found["word"]) < _LONGEST_WORD:
                upto = found.start()
            else:
                yield found
        self._held, self._held_start = whole[upto:], self._held_start + upto

    def _take(self, unit: _Unit) -> None:
        self._units.append(unit)
        self._seen += 1
        if self._period and self._units[-1 - self._period].text == unit.text:
            self._run += 1
        else:
            self._period = 0
        if self._seen >= NGRAM:
            self._take_ngram(tuple(self._units[at].text for at in range(-NGRAM, 0)))
        self._loop = self._loop_now(unit)
        if self._loop and (self._longest is None or _length(self._loop) > _length(self._longest)):
            self._longest = self._loop

    def _take_ngram(self, ngram: tuple[str, ...]) -> None:
        before = self._last_end.get(ngram)
        if before is not None and not self._period:
            self._period, self._run = self._seen - before, NGRAM
            self._start = self._units[-NGRAM - self._period].start
            self._second = self._units[-NGRAM].start
        self._last_end[ngram] = self._seen
        self._ngrams.append(ngram)
        if len(self._ngrams) > MAX_PERIOD:
            oldest = self._ngrams.popleft()
            if self._last_end[oldest] == self._seen - MAX_PERIOD:
                del self._last_end[oldest]

    def _loop_now(self, unit: _Unit) -> Loop | None:
        if not self._period or self._run < (MIN_COPIES - 1) * self._period:
            return None
        has_words = unit.words > self._units[-1 - self._period].words
        if unit.end - self._start < (MIN_CHARS if has_words else MIN_CHARS_WITHOUT_WORDS):
            return None
        return Loop(self._start, self._second, unit.end, self._run // self._period + 1)


def _length(loop: Loop) -> int:
    return loop.end - loop.start
