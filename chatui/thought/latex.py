"""Writes LaTeX as the plain text that it stands for; what the text means is not known here."""

import re

SET_OPEN, SET_CLOSE = "⦃", "⦄"
"""Braces that are read as a set's, unlike those that only group."""

_DELIMITERS = re.compile(
    r"\\[()\[\]]|\$|\\(?:left|right|big|Big|bigg|Bigg|displaystyle|limits)(?![A-Za-z])\.?"
)
_THIN = re.compile(r"\\[,;:!]|\{,\}")
_SPACES = re.compile(r"\\(?:quad|qquad|space)(?![A-Za-z])|\\ |~|\\\\")
_DEGREES = re.compile(r"\^?\s*\{?\s*\\circ(?![A-Za-z])(?:\s*\})?|°|\\degree(?![A-Za-z])|\bdegrees?\b")
_WORDS = re.compile(
    r"\\(?:text|textbf|textit|textrm|texttt|mathrm|mathbf|mathit|mathsf|mathbb|mbox|operatorname)\*?\s*\{([^{}]*)\}"
)
_POWER = re.compile(r"\^\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SIGNS = {
    "cdot": "*", "times": "*", "div": "/", "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "ne": "!=",
    "neq": "!=", "pm": "+-", "infty": "inf", "approx": "≈", "to": "->", "cup": "∪", "cap": "∩", "in": "∈",
}  # fmt: skip
_PLAIN = str.maketrans(
    {"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "∞": "inf", "π": "pi", "⁄": "/"}
)
_SIMPLE = re.compile(r"-?[\w.]+|sqrt\([^()]*\)")


def plain(text: str) -> str:
    """The text without delimiters, spacing and fonts; fractions as a/b, roots as sqrt(a), sets in ⦃ ⦄."""
    text = text.translate(_PLAIN)
    if text.startswith("{") and text.endswith("}"):
        text = SET_OPEN + text[1:-1] + SET_CLOSE
    text = text.replace("\\{", SET_OPEN).replace("\\}", SET_CLOSE)
    text = _THIN.sub("", text)
    text = text.replace(r"\%", "%").replace(r"\$", "")
    text = _SPACES.sub(" ", _DELIMITERS.sub("", text))
    text = _DEGREES.sub("", text)
    text = _WORDS.sub(r" \1 ", text)
    for name in (r"\dfrac", r"\tfrac", r"\cfrac"):
        text = text.replace(name, r"\frac")
    text = _fractions(_roots(text))
    text = _POWER.sub(lambda found: "^" + _grouped(found[1]), text)
    text = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[1]), text)
    return " ".join(text.replace("{", "").replace("}", "").split())


def _fractions(text: str) -> str:
    while (at := text.rfind(r"\frac")) >= 0:
        top, middle = _argument(text, at + len(r"\frac"))
        bottom, end = _argument(text, middle)
        whole = " " if text[:at][-1:].isdigit() else ""
        text = f"{text[:at]}{whole}{_grouped(top)}/{_grouped(bottom)}{text[end:]}"
    return text


def _roots(text: str) -> str:
    while (at := text.rfind(r"\sqrt")) >= 0:
        start = at + len(r"\sqrt")
        degree = ""
        if text.startswith("[", start) and (end := text.find("]", start)) > 0:
            degree, start = text[start : end + 1], end + 1
        content, end = _argument(text, start)
        text = f"{text[:at]}sqrt{degree}({content}){text[end:]}"
    return text


def _argument(text: str, start: int) -> tuple[str, int]:
    """A command's argument, in braces or one character, and where it ends."""
    while text.startswith(" ", start):
        start += 1
    if not text.startswith("{", start):
        return text[start : start + 1], min(start + 1, len(text))
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return text[start + 1 : at].strip(), at + 1
    return text[start + 1 :].strip(), len(text)


def _grouped(content: str) -> str:
    content = content.strip()
    return content if _SIMPLE.fullmatch(content) else f"({content})"
