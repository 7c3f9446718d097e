import pytest
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from chatui.tui.widgets.streaming_markdown import StreamingMarkdown
from tests.tui.waiting import wait_until
from tests.tui.widgets.host import Host

DOCUMENTS = [
    "Loose list:\n\n1. one\n\n2. two\n\n   ```\n   code\n   ```\n\n3. three\n\nEnd.",
    "A [link][1] here.\n\n[1]: https://example.org\n\nMore.",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n- y\n",
    "```python\nprint(1)\n```\n\nSo it is $\\boxed{845}$.",
]


def blocks(markdown: Markdown) -> list[tuple[str, str]]:
    return [
        (type(block).__name__, (getattr(block, "_content", None) and block._content.plain) or "")
        for block in markdown.query(MarkdownBlock)
    ]


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
