"""Thoughts in the style of R1, written for the tests, and a way to count what reading one costs."""

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType

from hypothesis import strategies as st

_FOLDER = Path(__file__).parent / "traces"
NAMES = sorted(path.stem for path in _FOLDER.glob("*.txt"))
TRACES = {name: (_FOLDER / f"{name}.txt").read_text("utf-8") for name in NAMES}

_SCRAPS = [
    *(
        "Wait, ",
        "So ",
        "Let me check. ",
        "Okay.\n\n",
        "Therefore",
        "1. ",
        "12. ",
        "x = 3",
        ". ",
        "。",
        "\n",
        "\n\n",
        "   ",
    ),
    *(
        "```",
        "```python\n",
        "~~~\n",
        "\\[",
        "\\]",
        "\\\\",
        "\\(",
        "\\)",
        "$$",
        "$",
        "\\begin{align}",
        "\\end{align}",
    ),
    *(
        "| a | b |\n",
        "|",
        "等等，",
        "所以",
        "9.11",
        "a",
        "#",
        "**",
        "words without an end " * 3,
        "é̂",
        "\r\n",
        "?)",
        "…",
    ),
]


def thoughts() -> st.SearchStrategy[str]:
    """Texts made of what the rules look for."""
    return st.one_of(
        st.lists(st.sampled_from(_SCRAPS), max_size=40).map("".join), st.sampled_from(list(TRACES.values()))
    )


@st.composite
def chunked(draw: st.DrawFn) -> list[str]:
    """A text in pieces."""
    text = draw(thoughts())
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]


def tokens(text: str) -> list[str]:
    """The text in pieces of four characters, as a tokenizer would cut English on average."""
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def work_of(action: Callable[[], object]) -> tuple[int, int]:
    """How many functions of chatui returned, and how many characters their variables held then."""
    calls = characters = 0

    def watch(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls, characters
        if event == "return" and "chatui" in frame.f_code.co_filename:
            calls += 1
            characters += sum(len(value) for value in frame.f_locals.values() if isinstance(value, str))

    sys.setprofile(watch)
    try:
        action()
    finally:
        sys.setprofile(None)
    return calls, characters
