"""Nothing that lanes say is markup or reaches the terminal as an escape, in any view, live or kept."""

import pytest
from textual.widgets import OptionList

from chatui.engine.script import Piece, PieceKind, Script
from chatui.errors import EngineCrashed
from chatui.tui.comparing.kept_lanes import KeptLanes
from chatui.tui.comparing.views import View
from chatui.tui.screens.compare import CompareScreen
from tests.tui.comparing.app import compare_app, ended, kept, started
from tests.tui.test_injection import ESCAPES, FORBIDDEN, MARKUP, screen_text, split_over_tokens
from tests.tui.waiting import wait_until

TEXT = f"{MARKUP} {ESCAPES}"
SIZES = [(80, 24), (160, 50)]


def hostile(error: EngineCrashed | None = None) -> Script:
    """Two lanes that think and answer the same, and then fail or not."""
    answer = [Piece(f"The answer is \\boxed{{{TEXT}}}", PieceKind.ANSWER)]
    return Script((*split_over_tokens(TEXT, PieceKind.THOUGHT), *answer), notices=(TEXT,), error=error)


@pytest.mark.parametrize("size", SIZES)
async def test_lanes_are_shown_and_not_obeyed(size: tuple[int, int]) -> None:
    app = compare_app(hostile())
    async with app.run_test(size=size) as pilot:
        screen = await started(pilot, app, 2, MARKUP)
        await ended(pilot, screen)
        for view in (View.LANES, View.READER, View.VOTE, View.ALIGN, View.NUMBERS):
            screen.ask_for(view)
            await pilot.pause()
            assert screen.view is view
            await pilot.pause()
            assert not FORBIDDEN & set(screen_text(app)), view
        screen.ask_for(View.LANES)
        await pilot.pause()
        await pilot.press("ctrl+b")
        await wait_until(pilot, lambda: bool(app.screen.query(OptionList)) and "2 lanes" in screen_text(app))
        assert not FORBIDDEN & set(screen_text(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(getattr(app.screen, "source", None), KeptLanes))
        assert isinstance(app.screen, CompareScreen)
        await wait_until(pilot, lambda: "all 2 over" in screen_text(app))
        assert MARKUP[:9] in screen_text(app)
        assert not FORBIDDEN & set(screen_text(app))


@pytest.mark.parametrize("size", SIZES)
async def test_what_an_engine_fails_with_is_shown_and_not_obeyed(size: tuple[int, int]) -> None:
    app = compare_app(hostile(EngineCrashed(TEXT, TEXT)))
    async with app.run_test(size=size) as pilot:
        screen = await started(pilot, app, 2)
        await ended(pilot, screen)
        for view in (View.LANES, View.READER):
            screen.ask_for(view)
            await pilot.pause()
            assert screen.view is view
            await pilot.pause()
            assert not FORBIDDEN & set(screen_text(app)), view
        assert len(kept(app)[0].lanes) == 2
