"""Markdown that streams; the one module that knows which ways of streaming Textual's widget draws wrong.

Seen with Textual 8.2.8: text given at the start and then appended to is drawn wrong, so it starts empty;
loose ordered lists and link definitions are drawn wrong while they stream, so the whole is drawn at the end.
"""

from markdown_it import MarkdownIt
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownStream

from chatui.tui.long_lines import LongLines
from chatui.tui.readable_math import readable_math, stable_length


def _parser() -> MarkdownIt:
    # With HTML on, the widget leaves out every tag that a model writes.
    return MarkdownIt("gfm-like", {"html": False})


def _drawn(text: str) -> str:
    return LongLines().add(readable_math(text))


class StreamingMarkdown(Markdown):
    """An answer while it grows and once it is whole. Links are not opened."""

    def __init__(self, text: str = "") -> None:
        """With a text, it is whole and nothing is added."""
        super().__init__(_drawn(text) or None, parser_factory=_parser, open_links=False)
        self._text = text
        self._shown = 0
        self._lines = LongLines()
        self._writer: MarkdownStream | None = None

    @property
    def written(self) -> str:
        """The text as the model wrote it."""
        return self._text

    async def add(self, text: str) -> None:
        """Add text; what may still become a formula is shown once its line is whole."""
        self._text += text
        rest = self._text[self._shown :]
        in_code = self._text.count("```", 0, self._shown) % 2 == 1
        # In code nothing becomes a formula; its last line may be the one that ends it.
        ready = rest[: rest.rfind("\n") + 1 if in_code else stable_length(rest)]
        if not ready:
            return
        self._shown += len(ready)
        if self._writer is None:
            self._writer = Markdown.get_stream(self)
        await self._writer.write(self._lines.add(ready if in_code else readable_math(ready)))

    async def finish(self) -> None:
        """Draw the whole text once more, right."""
        await self._stop_writer()
        if self._text:
            await self.update(_drawn(self._text))

    async def on_unmount(self) -> None:
        """Stop the stream's task, which would outlive the widget."""
        await self._stop_writer()

    async def _stop_writer(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            await writer.stop()
