r"""Makes the LaTeX in an answer readable Markdown, and leaves what it cannot read as it is. Pure."""

import re

from chatui.chat.maths.formula import BOX_CLOSE, BOX_OPEN, unicode_formula
from chatui.chat.maths.spans import Formula, first_open, formulas_in

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&$!])")
_LINE_START = re.compile(r"^(\d*)([-+=]|(?<=\d)[.)])")
_BOX = re.compile(rf"{BOX_OPEN}([^{BOX_OPEN}{BOX_CLOSE}]*){BOX_CLOSE}")


def readable_math(markdown: str) -> str:
    r"""Write formulas as text, `\boxed{x}` as bold x; code, money and what cannot be read are left alone."""
    parts: list[str] = []
    at = 0
    for formula in formulas_in(markdown):
        text = unicode_formula(formula.latex)
        if text is not None:
            before = markdown[at : formula.start]
            parts += [before, _as_markdown(text, formula, markdown)]
            at = formula.end
    return "".join([*parts, markdown[at:]])


def stable_length(markdown: str) -> int:
    """How much of a growing text can be shown now: all but what may still become a formula.

    That is the last line from its first sign of a formula or of code on, and a formula of several lines that
    is still open.
    """
    start = markdown.rfind("\n") + 1
    opened = re.search(r"[\\$`]", markdown[start:])
    stable = start + opened.start() if opened else len(markdown)
    unclosed = first_open(markdown)
    return stable if unclosed is None else min(stable, unclosed)


def _as_markdown(text: str, formula: Formula, markdown: str) -> str:
    if "\n" in text and not formula.is_display:
        text = text.replace("\n", " ")
    lines = [_bold(_escaped(line), formula, markdown) for line in text.split("\n")]
    # A backslash at its end breaks a line of Markdown.
    return "\\\n".join(lines)


def _escaped(line: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", line))


def _bold(line: str, formula: Formula, markdown: str) -> str:
    if not _BOX.search(line):
        return line
    line = _BOX.sub(lambda found: f"**{found[1]}**" if found[1].strip() else "", line)
    # Stars close nothing between a sign and a letter.
    before, after = markdown[: formula.start][-1:], markdown[formula.end : formula.end + 1]
    begins = line.startswith("**") and before.isalnum()
    ends = line.endswith("**") and after.isalnum()
    return f"{' ' if begins else ''}{line}{' ' if ends else ''}"
