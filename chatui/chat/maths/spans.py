r"""Finds formulas in Markdown, past what looks like them, as code and amounts of money do; it reads none.

A formula stands in \( \), \[ \], $ $, $$ $$, in an environment, or is a bare \boxed{…}. It has no blank line,
as in TeX. Dollars enclose one as in Pandoc: no space inside them, no digit behind them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatui.chat.maths.symbols import MATRICES, ROWS

_LONGEST = 4000
"""Characters; what is still open after that was never meant as a formula."""

_ENVIRONMENTS = "|".join(map(re.escape, sorted({*ROWS, *MATRICES, "cases", "dcases", "rcases"})))
_FENCED = r"(?:^|(?<=\n))[ \t]*(?P<fence>`{3,}|~{3,})[\s\S]*?(?:\n[ \t]*(?P=fence)[^\n]*|\Z)"
_CODE = rf"(?P<code>{_FENCED}|(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))"
_ESCAPED = r"(?P<escaped>\\[\\$`])"
_INSIDE = rf"(?:(?!\n[ \t]*\n)[\s\S]){{0,{_LONGEST}}}?"
_DISPLAY = rf"\\\[(?P<bracket>{_INSIDE})\\\]|\$\$(?P<dollars>{_INSIDE})\$\$"
_INLINE = rf"\\\((?P<paren>{_INSIDE})\\\)|\$(?P<dollar>(?![\s$])[^$\n]*?(?<![\s\\]))\$(?![\d$])"
_WHOLE = rf"(?P<environment>\\begin\{{(?P<name>{_ENVIRONMENTS})\}}{_INSIDE}\\end\{{(?P=name)\}})"
_BOX = r"(?P<box>\\(?:boxed|fbox)\s*\{)"
_TOKEN = re.compile("|".join([_CODE, _WHOLE, _DISPLAY, _INLINE, _BOX, _ESCAPED]))

_OPENER = re.compile(rf"\\\[|\$\$|\\\(|\\begin\{{(?:{_ENVIRONMENTS})\}}|\\(?:boxed|fbox)\s*\{{")
_BLANK = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LATEX_SIGN = re.compile(r"[\\^_]")


@dataclass(frozen=True, slots=True)
class Formula:
    """Where a formula stands, its delimiters included, and what is inside them."""

    start: int
    end: int
    latex: str
    is_display: bool


def formulas_in(markdown: str) -> Iterator[Formula]:
    """The formulas, in order."""
    at = 0
    while found := _TOKEN.search(markdown, at):
        at = found.end()
        formula = _formula(markdown, found)
        if formula is not None:
            at = formula.end
            yield formula


def first_open(markdown: str) -> int | None:
    """Where a formula begins that more text may still close; None where there is none."""
    at = 0
    while True:
        opener, found = _OPENER.search(markdown, at), _TOKEN.search(markdown, at)
        if opener is None:
            return None
        if found is not None and found.start() <= opener.start():
            formula = _formula(markdown, found)
            at = formula.end if formula is not None else found.end()
            if found["box"] is None or formula is not None:
                continue
        is_lost = len(markdown) - opener.start() > _LONGEST or _BLANK.search(markdown, opener.start())
        if not is_lost:
            return opener.start()
        at = max(at, opener.end())


def _formula(markdown: str, found: re.Match[str]) -> Formula | None:
    start, end = found.span()
    if found["box"] is not None:
        closing = _closing_brace(markdown, end)
        return None if closing is None else Formula(start, closing + 1, markdown[start : closing + 1], False)
    for name, is_display in (("environment", True), ("bracket", True), ("dollars", True), ("paren", False)):
        if found[name] is not None:
            return Formula(start, end, found[name], is_display)
    if found["dollar"] is not None and _is_maths(found["dollar"]):
        return Formula(start, end, found["dollar"], False)
    return None


def _is_maths(inside: str) -> bool:
    """Whether text between dollars is a formula; "$5, so that you have 3$" is none."""
    return bool(_LATEX_SIGN.search(inside)) or not _WORD.search(inside)


def _closing_brace(text: str, start: int) -> int | None:
    """Where the brace that was opened before `start` closes, or None."""
    depth = 1
    for found in re.finditer(r"\\.|[{}]|\n[ \t]*\n", text[start : start + _LONGEST]):
        if found.group().isspace():
            return None
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth == 0:
            return start + found.start()
    return None
