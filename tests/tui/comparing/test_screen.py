"""The compare screen in the whole app: views, keys and the vote, with lanes that are scripted."""

from functools import partial

import pytest

from chatui.engine.script import Piece, PieceKind, Script
from chatui.tui.app import ChatApp
from chatui.tui.comparing.views import View
from chatui.tui.widgets.compare.lane_reader import AnswerPane, LaneReader
from chatui.tui.widgets.compare.lane_strip import LaneStrip
from chatui.tui.widgets.compare.lanes_view import LanesView
from chatui.tui.widgets.thought_log import ThoughtLog
from tests.tui.comparing.app import (
    cards,
    compare_app,
    ended,
    kept,
    started,
    status,
    vote,
)
from tests.tui.comparing.talking import said, together
from tests.tui.conftest import Gate
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

THREE = together(said(0, "42"), said(1, "41"), said(2, "42", 3))
WIDE = (140, 40)


async def test_lanes_run_side_by_side_and_vote() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        assert cards(screen) == ["0 ✓ done | A = 42", "1 ✓ done | B = 41", "2 ✓ done | A = 42"]
        assert vote(screen) == "2 of 3 lanes agree on 42 (67 %)."
        assert status(screen).startswith("all 3 over")
        assert "Therefore, the answer is 41." in screen_text(app)
        [comparison] = kept(app)
        assert [lane.answer.final_answer for lane in comparison.lanes] == ["42", "41", "42"]
        assert comparison.lanes[0].drawn is not None
        assert comparison.lanes[0].drawn.thought_logprobs


async def test_a_narrow_terminal_has_a_line_for_each_lane_and_one_box() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        strip = screen.query_one(LaneStrip)
        lines = [strip.render_line(y).text for y in range(3)]
        assert lines[1].startswith("✓ 1   done")
        assert lines[1].rstrip().endswith("B = 41")
        assert screen_text(app).count("Therefore") == 1
        await pilot.press("down")
        assert screen.chosen == 1
        assert "Therefore, the answer is 41." in screen_text(app)


@pytest.mark.parametrize(("keys", "lane"), [(["2"], 2), (["right"], 1), (["l", "l"], 2), (["end", "h"], 1)])
async def test_keys_move_among_lanes(keys: list[str], lane: int) -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await pilot.press(*keys)
        assert screen.chosen == screen.query_one(LanesView).chosen == lane


async def test_one_lane_is_read_in_the_panel_of_the_chat() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        await pilot.press("right", "enter")
        await wait_until(pilot, lambda: screen.view is View.READER)
        assert screen.query_one(ThoughtLog).text == screen.lanes[1].turn.thought.text
        assert screen.query_one(ThoughtLog).has_focus
        await wait_until(pilot, lambda: "So it is 41." in screen_text(app))
        await pilot.press("f6")
        assert screen.query_one(AnswerPane).has_focus
        await pilot.press("2")
        await wait_until(pilot, lambda: "lane 2" in str(screen.query_one("ThoughtPanel").border_title))
        await pilot.press("escape")
        await wait_until(pilot, lambda: screen.view is View.LANES)
        assert screen.query_one(LanesView).chosen == 2


async def test_a_lane_that_streams_is_read_as_it_comes() -> None:
    gate = Gate()
    pieces = [
        Piece("First.", PieceKind.THOUGHT),
        Piece(" Second.", PieceKind.THOUGHT, 1),
        Piece("It is 5.", PieceKind.ANSWER),
        Piece(" Done.", PieceKind.ANSWER, 1),
    ]
    app = compare_app(Script(tuple(pieces)), sleep=gate.sleep)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 1)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "First." in screen_text(app))
        gate.open()
        await wait_until(pilot, lambda: "It is 5." in screen_text(app))
        gate.open()
        await ended(pilot, screen)
        await wait_until(pilot, lambda: "It is 5. Done." in screen_text(app))
        assert screen.query_one(LaneReader).is_mounted


async def test_the_app_knows_that_lanes_run() -> None:
    """Else it would look for garbage while they stream, which holds the screen up."""
    gate = Gate()
    pieces = (Piece("First.", PieceKind.THOUGHT), Piece(" Done.", PieceKind.ANSWER, 1))
    app = compare_app(Script(pieces), sleep=gate.sleep)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 1)
        assert app._comparing.is_running
        await pilot.press("f1")
        assert app._comparing.is_running
        gate.open()
        await ended(pilot, screen)
        assert not app._comparing.is_running


async def test_views_go_round_with_tab() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        for view, what in (
            (View.VOTE, "[ ] lane 1"),
            (View.ALIGN, "medoid"),
            (View.NUMBERS, "final answer"),
            (View.LANES, "1 ✓ done"),
        ):
            await pilot.press("tab")
            await wait_until(pilot, partial(shows, app, what), what)
            assert screen.view is view


async def test_answers_are_grouped_by_hand_and_stay_so() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        await pilot.press("g")
        await wait_until(pilot, lambda: screen.view is View.VOTE)
        await pilot.press("end", "g")
        await pilot.press(*"42", "enter")
        await wait_until(pilot, lambda: vote(screen).startswith("3 of 3 lanes agree on 42"), vote(screen))
        await wait_until(pilot, lambda: kept(app)[0].by_hand == {1: "42"})
        await pilot.press("U")
        await wait_until(pilot, lambda: kept(app)[0].by_hand == {})
        assert vote(screen).startswith("2 of 3")


def shows(app: ChatApp, what: str) -> bool:
    return what in screen_text(app)
