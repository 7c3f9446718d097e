"""Says where a step of a thought begins, from the first words of a sentence and what precedes it.

A heuristic. The rules, the first that fits counts:

1. Nothing begins inside code, LaTeX or a table, nor at blank lines.
2. A step that is nothing but an interjection ("Okay.", "Hmm, wait.") goes on.
3. Words that turn, check or close begin a step wherever a sentence may begin.
4. In the middle of a line, words that plan or follow ("So", "Next", "Let me") begin one once the step before
   has PLAIN_WEIGHT, and any sentence does once it has LONG_WEIGHT.
5. At a line's start, words of either kind and headings begin one.
6. Code, display LaTeX and tables belong to the step before them, until that has LONG_WEIGHT.
7. Lines lighter than LINE_WEIGHT belong to the step before them, but for an equation that is a paragraph and
   does not follow a colon.
8. Any other paragraph begins one, and so do an item of a numbered list, and a line that is not indented and
   follows one that ended in a full stop, a colon or the like.
"""

import re
from dataclasses import dataclass

from chatui.thought.steps.blocks import is_row, opens_block
from chatui.thought.steps.cues import CHECKING, CLOSING, PLANNING, SETTING_UP, SO, TURN, is_interjection
from chatui.thought.steps.segments import Place, Segment
from chatui.thought.steps.widths import weight

LINE_WEIGHT = 24
"""Characters, as `weight` counts them; a lighter line without a cue is data, such as a letter of a count."""
PLAIN_WEIGHT = 120
LONG_WEIGHT = 600

_LINE_ENDS = ".!?:;…。！？：；"
_COLONS = ":："
_NUMBERED = re.compile(r"(?:\*\*)?\(?\d{1,3}[.)、．]")
_HEADING = re.compile(r"#{1,6} \S")
_BULLET = re.compile(r"[-*+•] ")


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a sentence."""

    opening: str
    """The step so far, cut where it is too long to be an interjection."""
    weight: int
    """Of the step so far."""
    last: str
    """The last character that is no white space."""
    is_inside_block: bool
    is_behind_row: bool
    """Whether the line before is a row of a table."""


def starts_step(segment: Segment, before: Before) -> bool:
    """Whether a step begins with this head of a segment."""
    if segment.is_blank or segment.place is Place.INSIDE or before.is_inside_block:
        return False
    in_table = before.is_behind_row and (segment.place is Place.SENTENCE or is_row(segment.text))
    if in_table or is_interjection(before.opening):
        return False
    if any(cue.match(segment.text) for cue in (TURN, CHECKING, CLOSING)):
        return True
    has_cue = any(cue.match(segment.text) for cue in (SO, PLANNING, SETTING_UP))
    if segment.place is Place.SENTENCE:
        return before.weight >= (PLAIN_WEIGHT if has_cue else LONG_WEIGHT)
    return has_cue or _starts_at_line(segment, before)


def _starts_at_line(segment: Segment, before: Before) -> bool:
    line = segment.text.strip()
    if _HEADING.match(line):
        return True
    if opens_block(segment.text):
        return before.weight >= LONG_WEIGHT
    is_paragraph = segment.place is Place.PARAGRAPH
    if weight(line) < LINE_WEIGHT:
        return is_paragraph and "=" in line and before.last not in _COLONS
    if is_paragraph:
        return True
    if segment.text[0].isspace() or _BULLET.match(line):
        return before.weight >= LONG_WEIGHT
    return bool(_NUMBERED.match(line)) or before.last in _LINE_ENDS
