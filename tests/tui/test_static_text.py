"""Texts that are changed on the screen, and when the screen is laid out anew."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from chatui.tui.static_text import set_text


class CountedStatic(Static):
    """Counts the updates that lay the screen out."""

    updates = 0
    layouts = 0

    def update(self, content: object = "", *, layout: bool = True) -> None:
        self.updates += 1
        self.layouts += layout
        assert isinstance(content, Content)
        super().update(content, layout=layout)


class TextHost(App[None]):
    CSS = "#wraps { width: 20; height: auto; } #line { height: 1; } #hugs { width: auto; height: auto; }"

    def compose(self) -> ComposeResult:
        for name in ("wraps", "line", "hugs"):
            yield CountedStatic("", id=name, markup=False)


@pytest.mark.parametrize(
    ("name", "texts", "updates", "layouts"),
    [
        ("wraps", ["three words here", "three more words"], 2, 0),
        ("wraps", ["one row", "words that take more than one row"], 2, 1),
        ("wraps", ["the same", "the same"], 1, 0),
        ("line", ["short", "words that take more than one row, but are cut"], 2, 0),
        ("hugs", ["short", "longer than it"], 2, 2),
    ],
)
async def test_the_screen_is_laid_out_only_where_the_size_changes(
    name: str, texts: list[str], updates: int, layouts: int
) -> None:
    app = TextHost()
    async with app.run_test(size=(60, 20)) as pilot:
        widget = app.query_one(f"#{name}", CountedStatic)
        set_text(widget, "a beginning")
        await pilot.pause()
        widget.updates = widget.layouts = 0
        for text in texts:
            set_text(widget, text)
            await pilot.pause()
        assert (widget.updates, widget.layouts) == (updates, layouts)
        assert str(widget.content) == texts[-1]


async def test_markup_is_text() -> None:
    app = TextHost()
    async with app.run_test(size=(60, 20)):
        widget = app.query_one("#line", CountedStatic)
        set_text(widget, "[red]not red[/]")
        assert str(widget.content) == "[red]not red[/]"
