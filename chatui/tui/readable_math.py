r"""Makes `\boxed{…}` in an answer readable Markdown; other LaTeX is left as it is. Pure."""

import re

_CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]+`)", re.DOTALL)
_BOXED = re.compile(r"(\\\[|\\\(|\$\$|\$)?(\s*)\\boxed\s*\{")
_CLOSERS = {"\\[": "\\]", "\\(": "\\)", "$$": "$$", "$": "$"}


def readable_math(markdown: str) -> str:
    r"""Write `\boxed{x}` as bold x, with the maths delimiters around it dropped; code is left alone."""
    parts = _CODE.split(markdown)
    return "".join(part if index % 2 else _without_boxes(part) for index, part in enumerate(parts))


def stable_length(markdown: str) -> int:
    """How much of a growing text can be shown now: all but what may still become a box in its last line."""
    start = markdown.rfind("\n") + 1
    opened = re.search(r"[\\$`]", markdown[start:])
    return start + opened.start() if opened else len(markdown)


def _without_boxes(text: str) -> str:
    done = ""
    while match := _BOXED.search(text):
        end = _closing_brace(text, match.end())
        if end is None:
            break
        before, inside, text = text[: match.start()], text[match.end() : end], text[end + 1 :]
        opener, space = match.group(1) or "", match.group(2)
        closed = re.match(r"\s*" + re.escape(_CLOSERS[opener]), text) if opener else None
        if closed:
            text, opener = text[closed.end() :], ""
        done += f"{before}{opener}{space}{_bold(inside)}"
    return done + text


def _bold(inside: str) -> str:
    value = re.sub(r"\\text\s*\{([^{}]*)\}", r"\1", inside).strip()
    return f"**{value}**" if value else ""


def _closing_brace(text: str, start: int) -> int | None:
    """Where the brace that was opened before `start` closes, or None."""
    depth = 1
    for index in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index
    return None
