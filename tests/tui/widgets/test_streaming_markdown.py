import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.await_complete import AwaitComplete
from textual.widgets import Markdown, Static
from textual.widgets.markdown import MarkdownBlock, MarkdownFence

from chatui.tui.widgets.streaming_markdown import StreamingMarkdown
from tests.tui.waiting import wait_until
from tests.tui.widgets.host import Host

DOCUMENTS = [
    "Loose list:\n\n1. one\n\n2. two\n\n   ```\n   code\n   ```\n\n3. three\n\nEnd.",
    "A [link][1] here.\n\n[1]: https://example.org\n\nMore.",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y\n",
    "```python\nprint(1)\n```\n\nSo it is $\\boxed{845}$.",
    "| a | b |\n|---|---|\n| [x](https://example.org) | 2 |\n| 3 | **4** |\n\nAfter.",
    "10 apples\n\n7. seven\n\n8. eight\n\n9 is no item.\n\n12",
]


def blocks(markdown: Markdown) -> list[tuple[str, str]]:
    """Every block in order, cells of tables too, and what it says."""
    return [
        (type(block).__name__ if isinstance(block, MarkdownBlock) else "", str(block.render()))
        for block in markdown.query(Static)
    ]


class Redrawn(StreamingMarkdown):
    """Counts how often the whole was drawn again."""

    times = 0

    def update(self, markdown: str) -> AwaitComplete:
        """Draw the whole."""
        self.times += 1
        return super().update(markdown)


@pytest.mark.parametrize("text", DOCUMENTS)
@pytest.mark.parametrize("size", [1, 3, 7])
async def test_at_the_end_it_is_what_the_whole_text_gives(text: str, size: int) -> None:
    streamed, whole = StreamingMarkdown(), StreamingMarkdown()
    async with Host(streamed).run_test() as pilot:
        await pilot.app.mount(whole)
        for start in range(0, len(text), size):
            await streamed.add(text[start : start + size])
        await streamed.finish()
        await whole.add(text)
        await whole.finish()
        await pilot.pause()
        assert blocks(streamed) == blocks(whole)
        assert streamed.source == whole.source


PARTS = st.sampled_from([
    "One line.\n\n",
    "1. first\n\n2. second\n\n   more of it\n\n",
    "- a\n- b\n  - c\n\n",
    "```python\nx = 1\n\ny = 2\n```\n",
    "```\nplain $a$\n```\nSo $x^2$.\n\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n",
    "\\[ \\frac{1}{2} \\]\n\n",
    "> quoted\n> more\n\n",
    "# Head\n\n",
    "a\n---\n",
    "12\n\n",
    "and \\(a_1\\), \\boxed{7}.\n",
])  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(parts=st.lists(PARTS, min_size=1, max_size=8), sizes=st.lists(st.integers(1, 40), min_size=1))
def test_what_streams_is_what_the_whole_text_gives(parts: list[str], sizes: list[int]) -> None:
    async def compare() -> None:
        text, streamed, whole = "".join(parts), StreamingMarkdown(), StreamingMarkdown("".join(parts))
        async with Host(streamed).run_test() as pilot:
            await pilot.app.mount(whole)
            at = 0
            while at < len(text):
                size = sizes[at % len(sizes)]
                await streamed.add(text[at : at + size])
                at += size
            await streamed.finish()
            await pilot.pause()
            assert blocks(streamed) == blocks(whole)

    asyncio.run(compare())


@pytest.mark.parametrize("size", [1, 2, 5, 9, 30])
async def test_a_usual_answer_is_not_drawn_twice(size: int) -> None:
    text = "Digit by digit:\n\n1. ones\n\n2. tens\n\n- a\n- b\n\n```\n\\(x\\)\n```\nSo \\(2 \\cdot 3\\).\n"
    markdown = Redrawn()
    async with Host(markdown).run_test() as pilot:
        before = markdown.times
        for start in range(0, len(text), size):
            await markdown.add(text[start : start + size])
        await markdown.finish()
        await pilot.pause()
        assert markdown.times == before
        assert "2·3" in markdown.source.replace(" ", "")


async def test_formulas_behind_code_are_read_at_once() -> None:
    markdown = StreamingMarkdown()
    async with Host(markdown).run_test() as pilot:
        await markdown.add("```\n$a$\n")
        await markdown.add("```\nIt is $x^2$.\n")
        await wait_until(pilot, lambda: markdown.source == "```\n$a$\n```\nIt is x².\n")


async def test_code_of_no_language_has_no_colours() -> None:
    markdown = StreamingMarkdown()
    async with Host(markdown).run_test() as pilot:
        await markdown.add("```\ndef f(): pass\n```\n\n```python\ndef f(): pass\n```\n")
        await wait_until(pilot, lambda: len(markdown.query(MarkdownFence)) == 2)
        plain, python = (len(fence._highlighted_code.spans) for fence in markdown.query(MarkdownFence))
        assert plain == 1 < python


async def test_a_box_is_bold_while_it_streams() -> None:
    markdown = StreamingMarkdown()
    async with Host(markdown).run_test() as pilot:
        for piece in ("It is ", "\\box", "ed{84", "5}", ".\nNext"):
            await markdown.add(piece)
        await wait_until(pilot, lambda: markdown.source == "It is **845**.\nNext")


async def test_html_and_markup_are_shown_as_they_are() -> None:
    markdown = StreamingMarkdown()
    async with Host(markdown).run_test() as pilot:
        await markdown.add("a <b>x</b> [red]y[/blue] [@click=app.exit]z[/]\n\n<div>w</div>")
        await markdown.finish()
        await pilot.pause()
        text = " ".join(content for _, content in blocks(markdown))
        assert "a <b>x</b> [red]y[/blue] [@click=app.exit]z[/]" in text
        assert "<div>w</div>" in text


async def test_removing_it_mid_stream_leaves_no_task() -> None:
    markdown = StreamingMarkdown()
    async with Host(markdown).run_test() as pilot:
        await markdown.add("unfinished")
        await markdown.remove()
        await pilot.pause()
        assert markdown._writer is None
