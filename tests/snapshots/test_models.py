"""Pictures of the models screen in its states; `pytest --snapshot-update tests/snapshots` takes them anew."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from chatui.library.scripted import ScriptedLibrary
from chatui.models.download.progress import PullProgress, PullState
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.screens.open_file import OpenFileScreen
from tests.snapshots.test_screens import Compare, picture
from tests.tui.conftest import app_of
from tests.tui.driving import until
from tests.tui.library import R1_LARGE, R1_MIDDLE, R1_SMALL, RECOMMENDATION, TINY, library_of
from tests.tui.models_driving import choose, chosen, details, line_of, models, notice, open_models
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

SIZES = [(80, 24), (160, 50), (60, 20)]
_TOTAL = 1_117_320_736
_PROGRESS = PullProgress(PullState.DOWNLOADING, _TOTAL * 2 // 5, _TOTAL, 5_200_000, 129)


@pytest.mark.parametrize("size", SIZES)
def test_models(snap_compare: Compare, size: tuple[int, int]) -> None:
    library = library_of()
    app = app_of(library=library)

    async def reach(pilot: Pilot[None]) -> None:
        library.pull("r1-qwen-1.5b").progress = _PROGRESS
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-1.5b")
        await wait_until(pilot, lambda: "39 %" in details(app) or "40 %" in details(app))
        if size[0] >= 110:
            await wait_until(pilot, lambda: "F16" in screen_text(app))

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_first_start(snap_compare: Compare, size: tuple[int, int]) -> None:
    rows = (TINY, R1_SMALL, R1_MIDDLE, R1_LARGE)
    app = app_of(library=ScriptedLibrary(rows, recommendation=RECOMMENDATION))

    async def reach(pilot: Pilot[None]) -> None:
        await until(pilot, app, "ready")
        await wait_until(pilot, lambda: "For this machine" in screen_text(app))

    picture(snap_compare, app, size, reach)


def test_details_on_a_page_of_their_own(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-32b")
        await pilot.press("right")
        await wait_until(pilot, lambda: app.screen.query_one("#quantizations").has_focus)
        await wait_until(pilot, lambda: "IQ2_XS" in screen_text(app))

    picture(snap_compare, app, (80, 24), reach)


def test_a_search_of_the_hub(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await open_models(pilot, app)
        await pilot.press("s", *"deepseek", "enter")
        await wait_until(pilot, lambda: chosen(app).startswith("unsloth/"))
        await wait_until(pilot, lambda: models(app).has_focus)
        await wait_until(pilot, lambda: "Q2_K" in screen_text(app))

    picture(snap_compare, app, (160, 50), reach)


def test_offline_notice(snap_compare: Compare) -> None:
    app = app_of(library=library_of(is_offline=True))

    async def reach(pilot: Pilot[None]) -> None:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-7b")
        await pilot.press("d")
        await wait_until(pilot, lambda: "offline" in notice(app))

    picture(snap_compare, app, (80, 24), reach)


def test_a_question_before_removing(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await wait_until(pilot, lambda: app.screen.query_one("#no").has_focus)

    picture(snap_compare, app, (80, 24), reach)


def test_opening_a_file(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await open_models(pilot, app)
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, OpenFileScreen))
        app.screen.query_one("#path", Input).value = "/no/such/folder/"
        await wait_until(pilot, lambda: "such/folder/" in screen_text(app))

    picture(snap_compare, app, (80, 24), reach)


def test_models_in_a_light_theme(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        app.theme = "textual-light"
        await open_models(pilot, app)
        assert line_of(app, "Demo model")
        await wait_until(pilot, lambda: "The chat uses it." in details(app))

    picture(snap_compare, app, (80, 24), reach)
