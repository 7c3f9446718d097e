"""Tells thought from answer in the replies of other programs; which program wrote one is not known here."""

import re
from dataclasses import replace
from html import unescape

from chatui.thought.conventions import CONVENTIONS, SplitState
from chatui.thought.splitter import PieceKind, ThoughtSplitter

_DETAILS = re.compile(
    r"\s*<details\b(?P<head>[^>]*\btype=\"reasoning\"[^>]*)>\s*(?:<summary>.*?</summary>)?(?P<body>.*?)</details>\s*",
    re.DOTALL,
)
_DURATION = re.compile(r'\bduration="(\d+(?:\.\d+)?)"')
_QUOTE = re.compile(r"^>[ ]?", re.MULTILINE)


def split_tags(reply: str) -> tuple[str, str]:
    """Thought and answer of a reply that begins with the opening tag of any family's thought."""
    bare = reply.lstrip()
    for convention in CONVENTIONS:
        if convention.open_tags and bare.startswith(convention.open_tags):
            as_text = replace(convention, control=False)  # of a token only its text is left
            splitter = ThoughtSplitter(as_text, SplitState.START)
            pieces = [*splitter.feed(bare), *splitter.finish()]
            thought, answer = ("".join(p.text for p in pieces if p.kind is kind) for kind in PieceKind)
            return thought, answer
    return "", reply


def split_details(reply: str) -> tuple[str, str, float | None]:
    """Thought, answer and the thought's seconds of a reply that has its thought in `<details>`.

    The seconds are None where the reply does not say them.
    """
    thoughts: list[str] = []
    seconds: list[float] = []

    def take(found: re.Match[str]) -> str:
        thoughts.append(_QUOTE.sub("", unescape(found["body"].strip())))
        seconds.extend(float(number) for number in _DURATION.findall(found["head"]))
        return "\n\n" if found.start() else ""

    answer = _DETAILS.sub(take, reply)
    return "\n\n".join(thoughts), answer, sum(seconds) if seconds else None
