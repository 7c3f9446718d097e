import pytest
from textual.geometry import Offset
from textual.selection import Selection

from chatui.tui import wrapping
from chatui.tui.widgets import thought_log
from chatui.tui.widgets.thought_log import ThoughtLog
from tests.tui.waiting import wait_until
from tests.tui.widgets.host import Host


def shown(log: ThoughtLog) -> list[str]:
    return [log.render_line(y).text.rstrip() for y in range(log.size.height)]


async def test_it_wraps_and_follows_the_end() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        for number in range(30):
            log.append(f"line {number}\n")
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y)
        assert shown(log)[-2:] == ["line 29", ""]
        assert not log.has_new_below


async def test_a_reader_who_scrolled_away_stays_there_and_sees_a_mark() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        log.append("\n".join(map(str, range(40))))
        await pilot.pause()
        log.scroll_to(y=3, animate=False)
        await wait_until(pilot, lambda: log.scroll_y == 3)
        log.append("\nmore\nand\nmore")
        await pilot.pause()
        assert log.scroll_y == 3
        assert log.has_new_below
        log.scroll_end(animate=False)
        await wait_until(pilot, lambda: not log.has_new_below)


async def test_text_that_comes_does_not_fight_a_reader_who_pages_up() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 10)) as pilot:
        log.focus()
        log.append("\n".join(map(str, range(100))))
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y > 0)
        before = log.scroll_y
        log.action_page_up()
        for _ in range(5):
            log.append("\nmore")
        await wait_until(pilot, lambda: log.scroll_y == log.scroll_target_y < before - 5)
        assert log.has_new_below


async def test_near_the_end_it_still_follows() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        log.append("\n".join(map(str, range(40))))
        await pilot.pause()
        log.scroll_to(y=log.max_scroll_y - 2, animate=False)
        await pilot.pause()
        log.append("\nmore")
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y)


async def test_another_width_wraps_again_and_keeps_the_end_in_sight() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(40, 6)) as pilot:
        log.append("some words to wrap, 你好 🙂, " * 20)
        await pilot.pause()
        rows = log.virtual_size.height
        await pilot.resize_terminal(20, 6)
        await wait_until(pilot, lambda: log.virtual_size.height > rows)
        assert log.scroll_y == log.max_scroll_y
        assert "".join(log._wrapped.rows) == log.text


async def test_a_place_in_the_middle_is_kept_over_a_resize() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(40, 6)) as pilot:
        log.append("some words to wrap " * 200)
        await pilot.pause()
        log.scroll_to(y=log.max_scroll_y / 2, animate=False)
        await pilot.pause()
        await pilot.resize_terminal(20, 6)
        await wait_until(pilot, lambda: 0.4 < log.scroll_y / log.max_scroll_y < 0.6)


async def test_set_text_replaces() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        log.append("first")
        log.set_text("second")
        await pilot.pause()
        assert log.text == "second"
        assert shown(log)[0] == "second"


async def test_selected_text_can_be_copied() -> None:
    log = ThoughtLog()
    async with Host(log).run_test(size=(20, 5)) as pilot:
        log.append("first line\nsecond line")
        await pilot.pause()
        selection = Selection(Offset(6, 0), Offset(6, 1))
        pilot.app.screen.selections = {log: selection}
        await pilot.pause()
        assert shown(log)[:2] == ["first line", "second line"]
        assert log.get_selection(selection) == ("line\nsecond", "\n")


async def test_a_20k_token_thought_costs_the_same_at_its_end_as_at_its_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = 0

    class Counting(wrapping.WrappedText):
        def __init__(self, width: int) -> None:
            super().__init__(width, self._counted)

        def _counted(self, line: str, width: int) -> list[str]:
            nonlocal work
            work += len(line)
            return wrapping.wrap_line(line, width)

    monkeypatch.setattr(thought_log, "WrappedText", Counting)
    log = ThoughtLog()
    async with Host(log).run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        costs = []
        for number in range(500):
            before = work
            log.append(" token" * 40 + ("\n" if number % 10 == 0 else ""))
            costs.append(work - before)
        assert max(costs[-50:]) <= max(costs[:50]) + 60
        await wait_until(pilot, lambda: log.scroll_y == log.max_scroll_y)
        assert len(log.text.split()) == 20_000
