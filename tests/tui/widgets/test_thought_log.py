from collections.abc import Callable
from functools import partial

import pytest
from textual.geometry import Offset
from textual.selection import Selection

from chatui.thought.reading import ThoughtReading
from chatui.tui.thought import rows
from chatui.tui.thought.confidence import Confidence
from chatui.tui.widgets.thought_log import ThoughtLog
from chatui.tui.wrapping import WrappedText, wrap_line
from tests.tui.waiting import wait_until
from tests.tui.widgets.host import Host


def read(log: ThoughtLog, text: str) -> None:
    log.view.reading.feed(text)
    log.grow()


def show(log: ThoughtLog, text: str) -> None:
    reading = ThoughtReading()
    reading.feed(text)
    log.show(reading, Confidence())


def shown(log: ThoughtLog) -> list[str]:
    gutter = log.view.gutter.width
    return [log.render_line(y).text[gutter:].rstrip() for y in range(log.size.height)]


async def test_it_wraps_and_follows_the_end() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        for number in range(30):
            read(log, f"line {number}\n")
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y)
        assert shown(log)[-2:] == ["line 29", ""]
        assert not log.has_new_below


async def test_a_reader_who_scrolled_away_stays_there_and_sees_a_mark() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        read(log, "\n".join(map(str, range(40))))
        await pilot.pause()
        log.scroll_to(y=3, animate=False)
        await wait_until(pilot, lambda: log.scroll_y == 3)
        read(log, "\nmore\nand\nmore")
        await pilot.pause()
        assert log.scroll_y == 3
        assert log.has_new_below
        log.scroll_end(animate=False)
        await wait_until(pilot, lambda: not log.has_new_below)


async def test_text_that_comes_does_not_fight_a_reader_who_pages_up() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 10)) as pilot:
        log.focus()
        read(log, "\n".join(map(str, range(100))))
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y > 0)
        before = log.scroll_y
        log.action_page_up()
        for _ in range(5):
            read(log, "\nmore")
        await wait_until(pilot, lambda: log.scroll_y == log.scroll_target_y < before - 5)
        assert log.has_new_below


async def test_near_the_end_it_still_follows() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        read(log, "\n".join(map(str, range(40))))
        await pilot.pause()
        log.scroll_to(y=log.max_scroll_y - 2, animate=False)
        await pilot.pause()
        read(log, "\nmore")
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y)


async def test_another_width_wraps_again_and_keeps_the_end_in_sight() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(40, 6)) as pilot:
        read(log, "some words to wrap, 你好 🙂, " * 20)
        await pilot.pause()
        before = log.virtual_size.height
        await pilot.resize_terminal(20, 6)
        await wait_until(pilot, lambda: log.virtual_size.height > before)
        assert log.scroll_y == log.max_scroll_y
        assert log.text == "some words to wrap, 你好 🙂, " * 20


async def test_a_place_in_the_middle_is_kept_over_a_resize() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(40, 6)) as pilot:
        read(log, "".join(f"{number} some words to wrap\n" for number in range(200)))
        await pilot.pause()
        log.scroll_to(y=100, animate=False)
        await wait_until(pilot, lambda: log.scroll_y == 100)
        before = shown(log)[0]
        await pilot.resize_terminal(22, 6)
        await wait_until(pilot, lambda: log.view.rows.width < 20)
        assert before.startswith(shown(log)[0])


async def test_show_replaces() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        read(log, "first")
        show(log, "second")
        await pilot.pause()
        assert log.text == "second"
        assert shown(log)[0] == "second"


async def test_selected_text_is_copied_as_it_was_written() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        read(log, "one long first line\n\tsecond")
        await pilot.pause()
        assert shown(log)[:4] == ["one long first", "line", "    second", ""]
        selection = Selection(Offset(4, 0), Offset(7, 2))
        pilot.app.screen.selections = {log: selection}
        await pilot.pause()
        assert log.get_selection(selection) == ("long first line\n\tsec", "\n")
        assert log.get_selection(Selection(None, None)) == (log.text, "\n")


async def test_without_wrapping_it_scrolls_to_the_side() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(40, 5)) as pilot:
        read(log, "a long line that needs more than the window has, 你好 at its end")
        await pilot.pause()
        log.show_as(has_steps=True, wraps=False)
        log.focus()
        await wait_until(pilot, lambda: log.max_scroll_x > 0)
        assert log.virtual_size.height == 1
        await pilot.press("l")
        await wait_until(pilot, lambda: log.scroll_x > 0)
        assert "a long line that needs"[round(log.scroll_x) :] in shown(log)[0]
        log.scroll_to(x=log.max_scroll_x, animate=False)
        await wait_until(pilot, lambda: shown(log)[0].endswith("end"))


async def test_vim_keys_move() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(30, 10)) as pilot:
        read(log, "\n".join(f"line {number}" for number in range(100)))
        log.focus()
        # A first layout that comes after the key would follow the end again.
        await wait_until(pilot, lambda: log.has_focus and 0 < log.max_scroll_y == log.scroll_y)

        def stands_at(row: int) -> bool:
            return round(log.scroll_y) == row

        for key, row in [("g", 0), ("j", 1), ("ctrl+d", 6), ("ctrl+u", 1), ("k", 0)]:
            await pilot.press(key)
            await wait_until(pilot, partial(stands_at, row), key)
        assert not log.is_following
        await pilot.press("G")
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y and log.is_following)


def _counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[int, int]]:
    """Characters wrapped and rows drawn so far."""
    counts = {"wrapped": 0, "drawn": 0}

    class Counting(WrappedText):
        def __init__(self, width: int, wrap: object, start: int) -> None:
            super().__init__(width, self._count, start)

        def _count(self, line: str, width: int) -> list[str]:
            counts["wrapped"] += len(line)
            return wrap_line(line, width)

    draw = ThoughtLog.render_line

    def drawing(log: ThoughtLog, y: int) -> object:
        counts["drawn"] += 1
        return draw(log, y)

    monkeypatch.setattr(rows, "WrappedText", Counting)
    monkeypatch.setattr(ThoughtLog, "render_line", drawing)
    return lambda: (counts["wrapped"], counts["drawn"])


@pytest.mark.parametrize("scrolled", [False, True])
async def test_a_32k_token_thought_costs_the_same_at_its_end_as_at_its_start(
    monkeypatch: pytest.MonkeyPatch, scrolled: bool
) -> None:
    count = _counted(monkeypatch)
    log = ThoughtLog()
    async with Host(log).run_test(size=(60, 20)) as pilot:
        costs: list[tuple[int, int]] = []
        for number in range(800):
            before = count()
            read(log, "Wait, so " + "more tokens " * 20 + ("\n\n" if number % 3 == 0 else ". "))
            await pilot.pause()
            costs.append((count()[0] - before[0], count()[1] - before[1]))
            if scrolled and number == 100:
                log.scroll_to(y=5, animate=False)
        wrapped, drawn = zip(*costs, strict=True)
        assert max(wrapped[-100:]) <= max(wrapped[50:150])
        assert max(drawn[-100:]) <= max(drawn[50:150])
        assert len(log.text.split()) > 32_000
        assert log.view.rows.height > 4_000
