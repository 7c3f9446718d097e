"""Finds tags, whole or begun, in a piece of text; what a tag does is not known here."""

import re
from collections.abc import Iterable


class TagScan:
    """Looks for any of some tags, none of which contains another."""

    def __init__(self, tags: Iterable[str]) -> None:
        self._tags = tuple(tags)
        self._longest = max(map(len, self._tags), default=0)
        # An empty alternation would match everywhere; this one matches nowhere.
        self._pattern = re.compile("|".join(map(re.escape, self._tags)) or r"(?!)")

    @property
    def has_tags(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._tags)

    def first(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first whole tag at or behind `start`."""
        return self._pattern.search(text, start)

    def at_start(self, text: str) -> str:
        """The tag with which the text begins, else nothing."""
        found = self._pattern.match(text)
        return found.group() if found else ""

    def may_become(self, text: str) -> bool:
        """Whether the whole text is the beginning of a tag."""
        return any(tag.startswith(text) for tag in self._tags)

    def partial(self, text: str, start: int = 0) -> int:
        """Where the text's end begins that may still become a tag; the text's length if there is none."""
        nearest = max(start, len(text) - self._longest + 1)
        return next((at for at in range(nearest, len(text)) if self.may_become(text[at:])), len(text))
