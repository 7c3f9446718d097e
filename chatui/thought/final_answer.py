r"""Finds the final answer in an answer's text; whether it is right is not known here.

The rules, the first that finds something counts:

1. The last closed `\boxed{…}` or `\fbox{…}`.
2. The last line that names it: "The final answer is X", "Answer: X", "**Answer**" with X on the next line,
   "答案是 X", and "#### X" as in GSM8K. X is at most MAX_WORDS words and MAX_CHARS characters, up to the
   end of its sentence.
3. Bold text that ends the last line behind "is", "are", "was", "equals", "=" or ":".
4. The number that ends the last line behind one of these, with its unit.
5. The whole answer, if it is one number with or without its unit, one choice letter, or yes or no.
6. The only number of an answer of one line of at most MAX_WORDS + 4 words.

Anything else is free text and has no final answer. Lines of code do not count for rules 2 to 6.
"""

import re

from chatui.thought.boxed import boxed

MAX_WORDS = 8
MAX_CHARS = 100
_MAX_LINE = 2000
"""Characters; nobody writes a longer line around a final answer."""

_EDGES = " \t*_`\"'“”"
_NAMED = re.compile(
    r"(?:^#{4}\s*|\banswer\b[*_\s]*(?:is\b[*_\s]*:?|[:=])|答案(?:是|为|：|:))[*_\s]*", re.IGNORECASE
)
_HEADING = re.compile(r"[#*_\s]*(?:the\s+)?(?:final\s+)?answer[*_\s:]*", re.IGNORECASE)
_NOT_AN_ANSWER = re.compile(r"(?:not|that|in|on|to|a matter)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。](?:\s|$)|[,;]?\s(?:because|since|as)\b")
_SAYS = r"(?:\b(?:is|are|was|equals|has|have)|[=:≈])\s*"
_BOLD_AT_END = re.compile(_SAYS + r"(\*\*|__)([^*_]+)\1[\s.!]*$", re.IGNORECASE)
_AMOUNT = r"[-+−]?[$€£]?\d[\d.,]{0,40}(?:/\d{1,20})?(?:\s*%|\s?[^\W\d_]{1,12}(?:/[^\W\d_]{1,4})?[²³]?)?"
_NUMBER_AT_END = re.compile(_SAYS + rf"[*_$\\(\[]*({_AMOUNT})[*_$\\)\].!\s]*$", re.IGNORECASE)
_WHOLE = re.compile(rf"{_AMOUNT}|\(?[A-Ha-h][).]?|yes|no|true|false", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d.,]{0,40}(?:/\d{1,20})?(?![\w/])")


def final_answer(answer: str) -> str | None:
    """The final answer as it is written, or None where the text names none."""
    in_box = boxed(answer)
    if in_box is not None:
        return in_box
    lines = _prose(answer)
    if not lines:
        return None
    return _named(lines) or _at_end(lines[-1]) or _whole(lines)


def _prose(answer: str) -> list[str]:
    """The lines that are neither blank nor code, none of them long."""
    lines, in_code = [], False
    for line in map(str.strip, answer.splitlines()):
        if line.startswith(("```", "~~~")):
            in_code = not in_code
        elif line and not in_code and len(line) <= _MAX_LINE:
            lines.append(line)
    return lines


def _named(lines: list[str]) -> str | None:
    behind = ""
    for line in reversed(lines):
        if _HEADING.fullmatch(line):
            found, behind = _short(behind), ""
        else:
            names = list(_NAMED.finditer(line))
            found, behind = _short(line[names[-1].end() :]) if names else None, line
        if found:
            return found
    return None


def _short(text: str) -> str | None:
    """The text up to the end of its sentence, if it is short enough to be an answer."""
    sentence = _SENTENCE_END.split(text.strip(_EDGES), maxsplit=1)[0].strip(_EDGES)
    sentence = sentence.removeprefix("\\(").removesuffix("\\)").strip("$ ")
    if _NOT_AN_ANSWER.match(sentence) or len(sentence) > MAX_CHARS or len(sentence.split()) > MAX_WORDS:
        return None
    return sentence or None


def _at_end(line: str) -> str | None:
    bold = _BOLD_AT_END.search(line)
    if bold:
        return _short(bold[2])
    number = _NUMBER_AT_END.search(line)
    return number[1].rstrip(".,") if number else None


def _whole(lines: list[str]) -> str | None:
    if len(lines) != 1:
        return None
    text = lines[0].strip(_EDGES + ".!$")
    if _WHOLE.fullmatch(text):
        return text
    numbers: list[str] = _NUMBER.findall(lines[0])
    is_short = len(lines[0].split()) <= MAX_WORDS + 4
    return numbers[0].rstrip(".,") if is_short and len(numbers) == 1 else None
