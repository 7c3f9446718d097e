"""Markdown that streams; the one module that knows which ways of streaming Textual's widget draws wrong.

Seen with Textual 8.2.8: text given at the start and then appended to is drawn wrong, so it starts empty; a
number that turns out to begin the next item of a list ends the list, so it is held back; in rows that a table
grew by, links do nothing, so it is drawn again at the end; link definitions are not seen from further down,
so the whole is.
"""

import asyncio
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock, MarkdownStream

from chatui.tui.long_lines import LongLines
from chatui.tui.readable_math import readable_math, stable_length
from chatui.tui.widgets.code_block import CodeBlock

_ITEM_PERHAPS = re.compile(r"[ \t]*(?:\d{1,9}[.)]?)?[ \t]*")
"""The beginning of a line that may become the next item of a list."""


def parser() -> MarkdownIt:
    """A parser of Markdown as it is drawn."""
    # With HTML on, the widget leaves out every tag that a model writes.
    return MarkdownIt("gfm-like", {"html": False})


def _drawn(text: str) -> str:
    return LongLines().add(readable_math(text))


class StreamingMarkdown(Markdown):
    """An answer while it grows and once it is whole. Links are not opened."""

    BLOCKS = Markdown.BLOCKS | dict.fromkeys(("fence", "code_block"), CodeBlock)

    def __init__(self, text: str = "") -> None:
        """With a text, it is whole and nothing is added."""
        super().__init__(_drawn(text) or None, parser_factory=parser, open_links=False)
        self._text = text
        self._shown = 0
        self._lines = LongLines()
        self._writer: MarkdownStream | None = None

    @property
    def written(self) -> str:
        """The text as the model wrote it."""
        return self._text

    async def add(self, text: str) -> None:
        """Add text; what may still become something else is shown once it is clear what it is."""
        self._text += text
        while part := self._ready_part():
            in_code, self._shown = self._in_code, self._shown + len(part)
            if self._writer is None:
                self._writer = Markdown.get_stream(self)
            await self._writer.write(self._lines.add(part if in_code else readable_math(part)))

    async def finish(self) -> None:
        """Draw what is held back, and again what was drawn wrong."""
        await self._stop_writer()
        drawn = _drawn(self._text)
        rest = drawn.removeprefix(self.source) if drawn.startswith(self.source) else None
        if rest:
            await self.append(rest)
        if rest is None or not await self._mend(drawn):
            await self.update(drawn)

    async def on_unmount(self) -> None:
        """Stop the stream's task, which would outlive the widget."""
        await self._stop_writer()

    @property
    def _in_code(self) -> bool:
        """Whether what is shown ends in a block of code."""
        return self._text.count("```", 0, self._shown) % 2 == 1

    def _ready_part(self) -> str:
        """What can be shown next: some of a block of code up to its end, or text outside of one."""
        rest = self._text[self._shown :]
        if self._in_code:
            # In code nothing becomes a formula; its last line may be the one that ends it.
            closing = rest.find("```")
            end_of_code = rest.find("\n", closing) + 1 if closing >= 0 else 0
            return rest[: end_of_code or rest.rfind("\n") + 1]
        return self._without_item(rest[: stable_length(rest)])

    def _without_item(self, text: str) -> str:
        """The text but for its last line, where that may become the next item of a list."""
        line = text.rfind("\n") + 1
        begins_line = line > 0 or self._text[max(0, self._shown - 1) : self._shown] in ("", "\n")
        return text[:line] if begins_line and _ITEM_PERHAPS.fullmatch(text, line) else text

    async def _mend(self, drawn: str) -> bool:
        """Draw tables with links again; False where more than that is wrong."""
        references: dict[str, Any] = {}
        wholes = _wholes(await asyncio.to_thread(parser().parse, drawn, references))
        async with self.lock:  # what came last may be on its way still
            blocks = [child for child in self.children if isinstance(child, MarkdownBlock)]
        outlines = [(block.name, block.source_range) for block in blocks]
        if references.get("references") or outlines != [_outline(whole[0]) for whole in wholes]:
            return False
        for whole, block in zip(wholes, blocks, strict=True):
            if block.name == "table_open" and any(map(_has_link, whole)):
                with self.app.batch_update():
                    await self.mount(*self._parse_markdown(whole), before=block)
                    await block.remove()
        return True

    async def _stop_writer(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            await writer.stop()


def _wholes(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens of each block that stands in no other."""
    begins = [at for at, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    return [tokens[begin:end] for begin, end in pairwise([*begins, len(tokens)])]


def _outline(token: Token) -> tuple[str, tuple[int, int]]:
    first, end = token.map or (0, 0)
    return token.type, (first, end)


def _has_link(token: Token) -> bool:
    return any(child.type == "link_open" for child in token.children or ())
