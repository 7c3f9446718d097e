"""Cuts lines too long to be laid out quickly, for the screen only; it knows no Markdown but fences."""

LONGEST = 4000
"""Characters. Textual lays a whole paragraph out again whenever it grows; one of 100,000 took 0.15 s
each time, one of a million a second. No prose has such lines."""

_FENCES = ("```", "~~~")


class LongLines:
    """Takes a text in pieces of any length and gives it back with breaks in lines longer than `LONGEST`."""

    def __init__(self) -> None:
        self._length = 0
        self._begin = ""
        self._in_code = False

    def add(self, text: str) -> str:
        """The next piece, with breaks: paragraphs outside of code, lines in it."""
        return "".join(self._part(part) for part in text.splitlines(keepends=True))

    def _part(self, part: str) -> str:
        done = []
        while self._length + len(part) > LONGEST:
            room = max(0, LONGEST - self._length)
            # At a space where there is one, so that no word and no link is cut.
            cut = part.rfind(" ", 0, room) + 1 or room
            done += [part[:cut], "\n" if self._in_code else "\n\n"]
            part, self._length = part[cut:], 0
        self._length += len(part)
        self._begin = (self._begin + part.lstrip())[:3]
        if part.endswith("\n"):
            self._in_code ^= self._begin in _FENCES
            self._length, self._begin = 0, ""
        return "".join([*done, part])
