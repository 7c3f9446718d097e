"""Cuts a piece out of a text around the words that were looked for; it knows no store."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatui.chat.display_text import display_text

_AROUND = 40
"""Characters before and behind the first hit."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, in parts; a part is what was looked for, or what stands around it."""

    parts: tuple[tuple[str, bool], ...]
    """Text that is safe to show, and whether it is a hit."""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(part for part, _ in self.parts)


def marked_excerpt(marked: str, opening: str, closing: str) -> Excerpt:
    """An excerpt from a text that has a mark before and behind each hit."""
    parts: list[tuple[str, bool]] = []
    for index, piece in enumerate(marked.split(opening)):
        hit, _, rest = piece.partition(closing) if index else ("", "", piece)
        parts += [(_one_line(hit), True), (_one_line(rest.replace(closing, "")), False)]
    return Excerpt(tuple(part for part in parts if part[0]))


def excerpt_of(text: str, words: Sequence[str]) -> Excerpt | None:
    """The text around the first of the words, whatever their case; None where none stands in it."""
    pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    first = pattern.search(text)
    if first is None:
        return None
    begin, end = max(0, first.start() - _AROUND), first.end() + _AROUND
    parts: list[tuple[str, bool]] = [("…", False)] if begin else []
    at = begin
    for found in pattern.finditer(text, begin, min(end, len(text))):
        parts += [(_one_line(text[at : found.start()]), False), (_one_line(found.group()), True)]
        at = found.end()
    parts.append((_one_line(text[at:end]) + ("…" if end < len(text) else ""), False))
    return Excerpt(tuple(part for part in parts if part[0]))


def _one_line(text: str) -> str:
    return display_text(re.sub(r"\s+", " ", text))
