"""Finds what LaTeX boxes in a text; what an answer is, is not known here."""

import re

_TOKEN = re.compile(
    r"(?P<box>\\(?:boxed|fbox)\s*\{)"
    r"|\\(?:boxed|fbox)\s*(?P<bare>-?\d[\d.,/]*\d|-?\d|[A-Za-z]\b)"
    r"|\\.|[{}]",
    re.DOTALL,
)


def boxed(text: str) -> str | None:
    r"""What stands in the last closed box, `\boxed{…}`, `\fbox{…}` or `\boxed 5` that is not empty.

    Braces nest, and of a box in a box the outer counts. One pass, however many boxes are never closed.
    """
    open_braces: list[tuple[bool, int]] = []
    closed: list[tuple[int, str]] = []
    for token in _TOKEN.finditer(text):
        if token["box"]:
            open_braces.append((True, token.end()))
        elif token["bare"]:
            closed.append((token.start(), token["bare"]))
        elif token.group() == "{":
            open_braces.append((False, token.end()))
        elif token.group() == "}" and open_braces:
            is_box, start = open_braces.pop()
            if is_box:
                _close(closed, start, text[start : token.start()].strip())
    return closed[-1][1] if closed else None


def _close(closed: list[tuple[int, str]], start: int, content: str) -> None:
    """Note a box that ends; those that ended inside it no longer count."""
    if not content:
        return
    while closed and closed[-1][0] > start:
        closed.pop()
    closed.append((start, content))
