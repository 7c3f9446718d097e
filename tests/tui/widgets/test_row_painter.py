from collections.abc import Callable

import pytest
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

from chatui.tui.widgets.thought_log import ThoughtLog
from tests.tui.widgets.host import Host
from tests.tui.widgets.thought_host import THOUGHT


def read(log: ThoughtLog, text: str) -> None:
    log.view.reading.feed(text)
    log.grow()


def drawn(log: ThoughtLog) -> list[Strip]:
    return [log.render_line(y) for y in range(log.size.height)]


def shade_all(log: ThoughtLog) -> None:
    log.view.has_shades = True
    log.refresh()


def select(log: ThoughtLog) -> None:
    log.screen.selections = {log: Selection(Offset(0, 0), Offset(7, 2))}
    log.selection_updated(log.text_selection)


CHANGES: dict[str, Callable[[ThoughtLog], object]] = {
    "more of a step": lambda log: read(log, " and so on"),
    "another step": lambda log: read(log, "\n\nWait, that is not right. Let me check: 8 + 7 = 15."),
    "a fold": lambda log: log.action_fold(),
    "all folded": lambda log: log.action_fold_all(),
    "a search": lambda log: log.find("carry"),
    "a match": lambda log: log.show_match(1),
    "another current step": lambda log: log.action_jump("", -1),
    "no steps": lambda log: log.show_as(has_steps=False, wraps=True),
    "no wrapping": lambda log: log.show_as(has_steps=True, wraps=False),
    "shades": shade_all,
    "a selection": select,
    "a scroll": lambda log: log.scroll_to(y=1, animate=False, immediate=True, force=True),
    "another theme": lambda log: setattr(log.app, "theme", "textual-light"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
async def test_rows_that_are_kept_look_as_if_they_were_drawn_anew(
    change: Callable[[ThoughtLog], object],
) -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(60, 8)) as pilot:
        read(log, THOUGHT)
        await pilot.pause()
        drawn(log)
        change(log)
        await pilot.pause()
        kept = drawn(log)
        log.painter.forget_looks()
        assert kept == drawn(log)


async def test_rows_are_kept_while_nothing_about_them_changes() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(60, 8)) as pilot:
        read(log, THOUGHT)
        await pilot.pause()
        before = drawn(log)
        read(log, "?")
        await pilot.pause()
        after = drawn(log)
        assert any(old is new for old, new in zip(before, after, strict=True))
        assert after[-1] is not before[-1]
