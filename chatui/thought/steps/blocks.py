r"""Follows code and LaTeX through a text, and knows a table by its lines; what is cut is not known here.

A fence ends at a fence of the same sign that is at least as long, as in CommonMark. Models forget to close
fences, so behind FENCE_LIMIT characters of an open one the text counts as prose again. LaTeX is `\[ \]`,
`$$ $$`, `\( \)` and environments; as in TeX a blank line ends it, and the end of a line ends `\( \)`.
"""

import re

from chatui.thought.steps.segments import Segment

FENCE_LIMIT = 8000
"""Characters; longer code in a thought is rarer than a fence that was never closed."""

_FENCE = re.compile(r"\s*(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)\n?")
_ROW = re.compile(r"\s*\|.*\S")
_DISPLAY = re.compile(r"\s*(?:\\\[|\$\$|\\begin\{|```|~~~|\|)")
_LATEX = re.compile(r"\\begin\{|\\end\{|\\[^a-z]|\$\$", re.DOTALL)
_UNFINISHED = re.compile(r"(?:\\[a-z]{0,5}|\$)\Z")
_CLOSED_BY = {"\\[": "\\]", "\\(": "\\)", "$$": "$$"}


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return bool(_ROW.match(line))


def opens_block(line: str) -> bool:
    """Whether a line begins with code, display LaTeX or a row of a table."""
    return bool(_DISPLAY.match(line))


class BlockTracker:
    """Reads segments in their order; each character is looked at once."""

    def __init__(self) -> None:
        self._fence = ""
        self._fenced_chars = 0
        self._closes = ""
        """The sign that ends the LaTeX that is open."""
        self._environments = 0
        self._carry = ""
        """The end of the last segment where it may be half a sign."""

    @property
    def is_inside(self) -> bool:
        """Whether the text read so far ends inside code or LaTeX."""
        if self._fence:
            return self._fenced_chars <= FENCE_LIMIT
        return bool(self._closes) or self._environments > 0

    def take(self, segment: Segment) -> None:
        """Read on."""
        fence = _FENCE.fullmatch(segment.text) if segment.place.starts_line else None
        if fence:
            self._take_fence(fence["fence"], fence["info"].strip())
        elif not self._fence:
            self._take_latex(segment)
        self._fenced_chars += len(segment.text)

    def _take_fence(self, fence: str, info: str) -> None:
        if not self._fence:
            self._fence, self._fenced_chars = fence, 0
            self._end_latex()
        elif fence.startswith(self._fence) and not info:
            self._fence = ""

    def _take_latex(self, segment: Segment) -> None:
        if segment.place.starts_line and segment.is_blank:
            self._end_latex()
            return
        text = self._carry + segment.text
        unfinished = _UNFINISHED.search(text, max(0, len(text) - 6))
        whole = unfinished.start() if unfinished else len(text)
        # A backslash that ends `\\` is used up: it may not be kept as the start of `\[`.
        last = 0
        for sign in _LATEX.finditer(text):
            self._act(sign.group())
            last = sign.end()
        self._carry = text[max(whole, last) :]
        if segment.text.endswith("\n") and self._closes == "\\)":
            self._closes = ""

    def _act(self, sign: str) -> None:
        if sign == self._closes:
            self._closes = ""
        elif sign == "\\begin{":
            self._environments += 1
        elif sign == "\\end{":
            self._environments = max(0, self._environments - 1)
        elif not self._closes:
            self._closes = _CLOSED_BY.get(sign, "")

    def _end_latex(self) -> None:
        self._closes, self._environments, self._carry = "", 0, ""
