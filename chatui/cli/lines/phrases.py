"""Cuts streaming text into phrases, so that a screen reader reads no half words; it prints nothing."""

import re

LONGEST = 400
"""Characters; a phrase without an end is cut at a space near here, one without spaces just here."""

_END = re.compile(r"\n|[.!?:;,](?=\s)|[。！？；，]")


class Phrases:
    """Takes pieces of any length and gives whole phrases back; joined, they are what was put in."""

    def __init__(self) -> None:
        self._rest = ""

    def add(self, text: str) -> str:
        """The phrases that are whole now; empty while none is."""
        self._rest += text
        end = max((match.end() for match in _END.finditer(self._rest)), default=0)
        if not end and len(self._rest) > LONGEST:
            end = self._rest.rfind(" ") + 1 or len(self._rest)
        return self._take(end)

    def flush(self) -> str:
        """What is left, whole or not."""
        return self._take(len(self._rest))

    def _take(self, end: int) -> str:
        taken, self._rest = self._rest[:end], self._rest[end:]
        return taken
