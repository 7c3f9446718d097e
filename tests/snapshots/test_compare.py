"""Pictures of lanes beside each other; `pytest --snapshot-update tests/snapshots` takes them anew."""

import pytest
from textual.pilot import Pilot

from chatui.comparison.planning import Misfit, Offer
from chatui.engine.script import Piece, PieceKind, Script
from chatui.errors import EngineCrashed
from chatui.tui.app import ChatApp
from chatui.tui.comparing.views import View
from chatui.tui.screens.compare import CompareScreen
from tests.snapshots.test_screens import Compare, picture
from tests.tui.comparing.app import asked, compare_app, ended, started
from tests.tui.comparing.talking import said, together
from tests.tui.conftest import Gate
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

SIZES = [(60, 20), (80, 24), (160, 50)]
LANES = together(said(0, "42"), said(1, "41", 2), said(2, "42", 3), said(3, "42", 4))
LATE = [
    [*said(lane, "42")[:24], Piece(" And so on.", PieceKind.THOUGHT, 1 if lane == 0 else 0, lane)]
    for lane in range(8)
]


@pytest.mark.parametrize("size", SIZES)
def test_lanes_that_think(snap_compare: Compare, size: tuple[int, int]) -> None:
    gate = Gate()
    app = compare_app(together(*LATE), sleep=gate.sleep)

    async def reach(pilot: Pilot[None]) -> None:
        screen = await started(pilot, app, 8)
        await wait_until(pilot, lambda: all(lane.tokens == 24 for lane in screen.lanes))
        await settled(pilot, app, "0 of 8 over · 192 tokens")

    picture(snap_compare, app, size, reach)
    gate.open(9)


@pytest.mark.parametrize("size", SIZES)
def test_lanes_that_are_over(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = compare_app(LANES)

    async def reach(pilot: Pilot[None]) -> None:
        await over(pilot, app)
        await pilot.press("right")

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_one_lane(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = compare_app(LANES)

    async def reach(pilot: Pilot[None]) -> None:
        screen = await over(pilot, app)
        await pilot.press("1", "enter")
        await wait_until(pilot, lambda: screen.view is View.READER)
        await settled(pilot, app, "So it is 41.")

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_the_vote_of_the_screen(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = compare_app(LANES)

    async def reach(pilot: Pilot[None]) -> None:
        screen = await over(pilot, app)
        await pilot.press("g")
        await wait_until(pilot, lambda: screen.view is View.VOTE)
        await settled(pilot, app, "lane 3")

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_a_lane_that_failed(snap_compare: Compare, size: tuple[int, int]) -> None:
    error = EngineCrashed("The engine ended by SIGKILL.", "Run the lane again.")
    app = compare_app(together(said(0, "42")), Script((Piece("Hm", PieceKind.THOUGHT),), error=error))

    async def reach(pilot: Pilot[None]) -> None:
        screen = await started(pilot, app, 1)
        await ended(pilot, screen)
        await pilot.press("r")
        await wait_until(pilot, lambda: len(screen.lanes) == 2)
        await ended(pilot, screen)
        await settled(pilot, app, "SIGKILL")
        await wait_until(pilot, lambda: "runs behind" not in screen_text(app))

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_the_form(snap_compare: Compare, size: tuple[int, int]) -> None:
    refused = Misfit("4 lanes need 9.1 GB, and 8.0 GB are free.", (Offer("", at_once=2, n_ctx=4096),))
    app = compare_app(LANES, plan=lambda variants, wish: refused)

    async def reach(pilot: Pilot[None]) -> None:
        await asked(pilot, app, 4)
        await settled(pilot, app, "9.1 GB")
        await settled(pilot, app, "DeepSeek" if size[1] > 30 else "Demo model")

    picture(snap_compare, app, size, reach)


async def over(pilot: Pilot[None], app: ChatApp) -> CompareScreen:
    """Four lanes, all of them over."""
    screen = await started(pilot, app, 4)
    await ended(pilot, screen)
    await settled(pilot, app, "all 4 over")
    return screen


async def settled(pilot: Pilot[None], app: ChatApp, what: str) -> None:
    """Wait until it is to be seen."""
    await wait_until(pilot, lambda: what in screen_text(app), what)
    await pilot.pause()
