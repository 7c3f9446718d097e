"""The line of the vote below the lanes, on the whole screen."""

from chatui.tui.widgets.compare.vote_bar import VoteBar
from tests.tui.comparing.app import compare_app, ended, started
from tests.tui.comparing.talking import said, together
from tests.tui.conftest import Gate
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

SIZE = (100, 30)


async def test_lanes_that_still_run_are_open_in_the_bar_before_any_has_answered() -> None:
    gate = Gate()
    app = compare_app(together(said(0, "42"), said(1, "41"), pause_s=1.0), sleep=gate.sleep)
    async with app.run_test(size=SIZE) as pilot:
        screen = await started(pilot, app, 2)
        await wait_until(pilot, lambda: "·" * 12 in screen_text(app))
        gate.open(1000)
        await ended(pilot, screen)
        await wait_until(pilot, lambda: "A█████B█████" in screen_text(app))


async def test_the_vote_is_said_once_on_its_view() -> None:
    app = compare_app(together(said(0, "42"), said(1, "42")))
    async with app.run_test(size=SIZE) as pilot:
        screen = await started(pilot, app, 2)
        await ended(pilot, screen)
        await pilot.press("g")
        await wait_until(pilot, lambda: "[ ] lane 1" in screen_text(app))
        assert screen_text(app).count("2 of 2 lanes agree on 42") == 1
        assert [bar.is_on_screen for bar in screen.query(VoteBar)].count(True) == 1
