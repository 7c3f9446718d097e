"""Keeps what people type from becoming special tokens; it knows texts, not tokens.

A special token's text inside a message gets a mark behind its first character. After rendering the text is
cut at the marks: each segment is tokenised on its own, so the halves can never join into the token, while a
prompt without such texts stays one segment and is tokenised as ever.
"""

import re
import secrets
from collections.abc import Collection, Iterable

_SURROGATES = re.compile("[\ud800-\udfff]")
_PRIVATE_USE = range(0xF0000, 0xFFFFE)
"""A plane of characters that no text means anything by."""


class SpecialTexts:
    """The texts that only the chat template may write."""

    def __init__(self, texts: Iterable[str]) -> None:
        # White space and single characters are ordinary text even where a vocabulary lists them as special.
        self._texts = frozenset(text for text in texts if len(text) > 1 and text.strip())
        self._lengths = sorted({len(text) for text in self._texts})
        firsts = "".join(map(re.escape, {text[0] for text in self._texts}))
        self._first = re.compile(f"[{firsts}]" if firsts else r"(?!)")

    def broken(self, content: str, mark: str) -> str:
        """The content with a mark inside every special text, also where two overlap."""
        cuts = [
            found.end() for found in self._first.finditer(content) if self._begins(content, found.start())
        ]
        edges = [0, *cuts, len(content)]
        return mark.join(content[edges[i] : edges[i + 1]] for i in range(len(edges) - 1))

    def _begins(self, content: str, at: int) -> bool:
        return any(content[at : at + length] in self._texts for length in self._lengths)


def without_surrogates(content: str) -> str:
    """Lone halves of a character, which no encoding can write, become U+FFFD."""
    return _SURROGATES.sub("\ufffd", content)


def new_mark(texts: Collection[str]) -> str:
    """One random character that occurs in none of the texts; one, so that no template can cut it in two."""
    used = {character for text in texts for character in text}
    while (mark := chr(secrets.choice(_PRIVATE_USE))) in used:
        continue
    return mark


def segments(rendered: str, mark: str) -> tuple[str, ...]:
    """The rendered text cut at the marks."""
    return tuple(segment for segment in rendered.split(mark) if segment)
