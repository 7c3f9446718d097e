"""The parts of a turn that can be copied by themselves, as values; it copies nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from chatui.tui.turn import Turn


@dataclass(frozen=True, slots=True)
class CopyPart:
    """One part of a turn."""

    name: str
    """At the beginning of a sentence: "The question"."""
    text: str

    @property
    def first_line(self) -> str:
        """The first line that says something."""
        return self.text.strip().partition("\n")[0]


def copy_parts(turn: Turn) -> list[CopyPart]:
    """What there is of a turn, the code blocks first: they are what is asked for most, after the answer."""
    parts = [
        *_code_blocks(turn.answer.text),
        CopyPart("The answer", turn.answer.text),
        CopyPart("The question", turn.question),
        CopyPart("The thought", turn.thought.text.strip("\n")),
    ]
    return [part for part in parts if part.text.strip()]


def _code_blocks(markdown: str) -> Iterator[CopyPart]:
    """Fenced and indented blocks, also those in lists and quotes, without what marks them."""
    tokens = MarkdownIt("gfm-like", {"html": False}).parse(markdown)
    blocks = [token for token in tokens if token.type in ("fence", "code_block")]
    for number, block in enumerate(blocks, 1):
        # `info` is the language and may be anything that a model wrote.
        language = f" ({block.info.split()[0][:20]})" if block.info.split() else ""
        yield CopyPart(f"Code block {number}{language}", block.content)
