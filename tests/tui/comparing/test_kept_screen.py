"""Kept comparisons in the whole app: listed, changed, opened, exported."""

from pathlib import Path

from chatui.tui.comparing.kept_lanes import KeptLanes
from chatui.tui.screens.compare_form import CompareFormScreen
from chatui.tui.screens.export_chat import ExportScreen
from chatui.tui.screens.kept_comparisons import KeptComparisonsScreen, KeptList
from chatui.tui.widgets.compare.lanes_view import LanesView
from chatui.tui.widgets.models.line_input import LineInput
from tests.tui.comparing.app import (
    cards,
    compare_app,
    ended,
    kept,
    shown,
    started,
    vote,
)
from tests.tui.comparing.talking import said, together
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

THREE = together(said(0, "42"), said(1, "41"), said(2, "42", 3))
WIDE = (140, 40)


async def test_kept_comparisons_are_listed_changed_and_opened_without_running() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        await pilot.press("ctrl+b")
        await wait_until(pilot, lambda: "42, 2 of 3" in screen_text(app))
        listed = app.screen
        assert isinstance(listed, KeptComparisonsScreen)
        await pilot.press("s")
        await wait_until(pilot, lambda: "★" in screen_text(app))
        await pilot.press("n")
        await pilot.press(*"odd one", "enter")
        await wait_until(pilot, lambda: "odd one" in screen_text(app))
        await pilot.press("r", *"Sums", "enter")
        await wait_until(pilot, lambda: kept(app)[0].conversation.title == "Sums")
        await pilot.press("slash", *"double-check")
        await wait_until(pilot, lambda: "lane 0, thought" in screen_text(app))
        await pilot.press("enter", "down", "enter")
        again = await shown(pilot, app)
        await wait_until(pilot, lambda: app.screen is not screen and isinstance(again.source, KeptLanes))
        [comparison] = kept(app)
        assert (comparison.note, comparison.is_starred) == ("odd one", True)


async def test_a_kept_lane_is_what_it_was() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        before = [(lane.turn.thought.text, lane.turn.answer.text, lane.final_answer) for lane in screen.lanes]
        figures, standing = cards(screen), vote(screen)
        await pilot.press("ctrl+b")
        await wait_until(pilot, lambda: app.screen.query(KeptList).first().option_count == 1)
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is not screen and len(app.screen.query(LanesView)) == 1)
        again = await shown(pilot, app)
        await wait_until(pilot, lambda: len(cards(again)) == 3)
        assert isinstance(again.source, KeptLanes)
        assert [
            (each.turn.thought.text, each.turn.answer.text, each.final_answer) for each in again.lanes
        ] == before
        assert (cards(again), vote(again)) == (figures, standing)
        await pilot.press("plus")
        assert len(again.lanes) == 3
        await pilot.press("ctrl+n")
        await wait_until(pilot, lambda: isinstance(app.screen, CompareFormScreen))


async def test_deleted_comparisons_come_back() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        await pilot.press("ctrl+b")
        await wait_until(pilot, lambda: "42, 2 of 3" in screen_text(app))
        await pilot.press("delete")
        await wait_until(pilot, lambda: "No comparison is kept yet" in screen_text(app))
        await pilot.press("u")
        await wait_until(pilot, lambda: "42, 2 of 3" in screen_text(app))


async def test_a_comparison_is_starred_and_exported_from_its_screen(tmp_path: Path) -> None:
    app = compare_app(THREE)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        await pilot.press("asterisk")
        await wait_until(pilot, lambda: kept(app)[0].is_starred)
        await wait_until(pilot, lambda: "★" in screen_text(app))
        await pilot.press("f7")
        await wait_until(pilot, lambda: isinstance(app.screen, ExportScreen))
        file = tmp_path / "out.html"
        await pilot.press("tab")
        app.screen.query_one(LineInput).value = str(file)
        await pilot.press("enter")
        await wait_until(pilot, file.exists)
        page = file.read_text("utf-8")
        assert page.lower().startswith("<!doctype html>")
        assert "12 + 30" in page
