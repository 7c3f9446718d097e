"""Sums a step of a thought up in one line, by cutting out its first words that say something; a heuristic."""

import re

from chatui.thought.latex import plain
from chatui.thought.steps.cues import is_interjection
from chatui.thought.steps.widths import cells, cut_to_cells

GIST_CELLS = 60
"""Columns of a terminal."""
_LOOKED_AT = 600
"""Characters of the step's start."""
_ENOUGH = 12
"""Cells; a shorter first sentence takes the next one with it."""

_SILENT_LINE = re.compile(
    r"[#*\s]*(?i:final answer)[*:\s]*|[`~]{3,}\S*|[|\s:+=_*-]*|\\[\[\]]|\$\$|\\(?:begin|end)\{\w+\*?\}"
)
_MARKS = re.compile(r"^[\s>#*_•|\-–—]+|\*\*|__|`|[\s|*_]+$")
_NUMBERING = re.compile(r"^\(?\d{1,3}[.)、．]\s*(?=\S)")
_LEAD_IN = re.compile(
    r"^(?:(?:okay|ok|alright|all right|wait(?: a (?:second|minute|moment))?|hmm+|hm|well|so|now|but|and"
    r"|oh|ah|hold on|好的?|嗯+|等等|哦|啊|那么|所以)"
    r"(?:[,，.…!。：—-]+\s*|\s+(?=(?:so|then|wait|now|but|hold)\b))|so\s+(?=\S))+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:(?<=[.?])|(?<=[A-Za-z]!))\s|(?<=[。！？])")
# As in Pandoc, so that amounts of money are none.
_LATEX = re.compile(r"\\[A-Za-z(\[]|\$(?!\s)[^$\n]*[^$\s]\$(?!\d)")
_BOX = re.compile(r"\\(?:boxed|fbox)\s*(?=\{)")


def gist(text: str, width: int = GIST_CELLS) -> str:
    """One line of at most `width` cells; empty only where the step has no letter, digit or sign to show."""
    stripped = map(str.strip, text[:_LOOKED_AT].splitlines())
    lines = [_cleaned(line) for line in stripped if not _SILENT_LINE.fullmatch(line)]
    said = next((line for line in lines if line and not is_interjection(line)), "")
    line = said or next(filter(None, lines), "") or " ".join(text[:_LOOKED_AT].split())
    return cut_to_cells(_first_sentence(line), width)


def _cleaned(line: str) -> str:
    bare = _NUMBERING.sub("", _MARKS.sub("", line))
    bare = " ".join((plain(_BOX.sub("", bare)) if _LATEX.search(bare) else bare).split())
    without = _LEAD_IN.sub("", bare)
    if without == bare or not any(map(str.isalnum, without)):
        return bare
    # A single letter is a name in a formula, and its case says which.
    return without if without[1:2].isspace() else without[0].upper() + without[1:]


def _first_sentence(line: str) -> str:
    ends = (found.start() for found in _SENTENCE_END.finditer(line))
    return line[: next((end for end in ends if cells(line[:end]) >= _ENOUGH), len(line))].strip()
