"""Cuts streaming text into lines and sentences with heads of bounded length; a step is not known here.

A segment begins at a line's start or behind a sentence's end. Its first HEAD_CHARS characters, or all of it
if it is shorter, are given out in one piece: that is what a rule may look at. What follows is given out as it
comes. So no more than HEAD_CHARS characters are ever held back, and each character is looked at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

HEAD_CHARS = 48
"""Enough for every cue and for the shortest line that may be a step."""

_ENDS = ".!?…"
_WIDE_ENDS = "。！？"
"""These need no space behind them."""
_CLOSERS = "\"')]*_”’」』）》"
_MAY_END = re.compile(rf"[\n{re.escape(_ENDS + _WIDE_ENDS)}]")
_LIST_NUMBER = re.compile(r"[\s>*#(]*(?:\d{1,3}|[A-Za-z])\.")


class Place(Enum):
    """Where a piece of text stands."""

    PARAGRAPH = auto()
    """At the start of a line that follows a blank one, or of the thought."""
    LINE = auto()
    SENTENCE = auto()
    """Behind the end of a sentence, in the same line."""
    INSIDE = auto()
    """Behind the head of a segment."""

    @property
    def starts_line(self) -> bool:
        """Whether a line begins here."""
        return self in (Place.PARAGRAPH, Place.LINE)


class _End(Enum):
    """How near a sentence's end is."""

    NONE = auto()
    MARK = auto()
    WIDE_MARK = auto()
    SPACE = auto()


@dataclass(frozen=True, slots=True)
class Segment:
    """The head of a segment, or more of it; never empty."""

    place: Place
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether it is nothing but white space."""
        return not self.text.strip()


class Segmenter:
    """Cuts one text; the same heads come out however the text arrives."""

    def __init__(self) -> None:
        self._place = Place.PARAGRAPH
        self._held = ""
        self._line_is_blank = True
        self._end = _End.NONE

    def feed(self, text: str) -> Iterator[Segment]:
        """The pieces that `text` completes."""
        given = at = 0
        while (at := self._next(text, at)) < len(text):
            character = text[at]
            if self._ends_before(character):
                yield from self._give(text[given:at])
                given = at
                self._begin(Place.SENTENCE)
            self._note(character, text, given, at)
            at += 1
            is_head = self._place is not Place.INSIDE
            if character == "\n":
                yield from self._give(text[given:at])
                given = at
                self._begin(Place.PARAGRAPH if self._line_is_blank else Place.LINE)
                self._line_is_blank = True
            elif is_head and len(self._held) + at - given == HEAD_CHARS:
                yield from self._give(text[given:at])
                given = at
                self._place = Place.INSIDE
        yield from self._rest(text[given:])

    def finish(self) -> Iterator[Segment]:
        """What was held back."""
        yield from self._give("")

    def _next(self, text: str, at: int) -> int:
        """The next character that can matter; behind the head, most cannot."""
        if self._place is not Place.INSIDE or self._line_is_blank or self._end is not _End.NONE:
            return at
        found = _MAY_END.search(text, at)
        return found.start() if found else len(text)

    def _give(self, text: str) -> Iterator[Segment]:
        whole, self._held = self._held + text, ""
        if whole:
            yield Segment(self._place, whole)

    def _rest(self, text: str) -> Iterator[Segment]:
        if self._place is Place.INSIDE:
            yield from self._give(text)
        else:
            self._held += text

    def _begin(self, place: Place) -> None:
        self._place = place
        self._end = _End.NONE

    def _ends_before(self, character: str) -> bool:
        if character.isspace() or self._end in (_End.NONE, _End.MARK):
            return False
        return self._end is _End.SPACE or character not in _CLOSERS + _WIDE_ENDS + _ENDS

    def _note(self, character: str, text: str, given: int, at: int) -> None:
        if character.isspace():
            self._end = _End.NONE if self._end is _End.NONE else _End.SPACE
            return
        self._line_is_blank = False
        if character in _WIDE_ENDS:
            self._end = _End.WIDE_MARK
        elif character in _ENDS:
            self._end = _End.NONE if self._is_list_number(text[given : at + 1]) else _End.MARK
        elif character not in _CLOSERS:
            self._end = _End.NONE

    def _is_list_number(self, text: str) -> bool:
        return self._place.starts_line and bool(_LIST_NUMBER.fullmatch(self._held + text))
