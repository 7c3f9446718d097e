"""Pictures of the thought panel in its states, in an app of its own."""

import math
from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest
from textual.pilot import Pilot

from chatui.chat.events import FinishReason
from chatui.tui.pace import FIGURES_S
from tests.tui.widgets.thought_host import THOUGHT, PanelHost

SIZES = [(36, 20), (90, 32)]
MIXED = "首先，我需要把这两个数相加。\n\nWait, 🙂 let me check \tthe tabs, é and שלום.\n\n"
LOOP = "But what if the number is nine, or is it ten after all? Let me see. "


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: PanelHost,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


def picture(
    compare: Compare, size: tuple[int, int], reach: Callable[[PanelHost, Pilot[None]], Awaitable[None]]
) -> None:
    app = PanelHost()

    async def run_before(pilot: Pilot[None]) -> None:
        await reach(app, pilot)
        await pilot.pause()

    assert compare(app, terminal_size=size, run_before=run_before)


def told(app: PanelHost, thought: str = MIXED + THOUGHT, reason: FinishReason | None = None) -> None:
    """The thought came in 3.2 seconds, and ended so."""
    app.think(thought[:20], 100)
    app.now = 3.2
    app.think(thought[20:], 112)
    if reason is not None:
        app.end(reason)
    app.panel.log_widget.focus()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_yet(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        await pilot.pause()

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_thinking(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        told(app)

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_cut_off_with_one_step_folded(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        told(app, reason=FinishReason.LENGTH)
        await pilot.pause()
        await pilot.press("B", "space")

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_all_folded(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        told(app, reason=FinishReason.CANCELLED)
        await pilot.pause()
        await pilot.press("z")

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_outline(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        told(app)
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("k", "k")

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_search(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        told(app)
        await pilot.pause()
        await pilot.press("slash", *"tens", "enter", "n")

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_loop(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        told(app, LOOP * 10)

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_confidence(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        app.panel.log_widget.focus()
        await pilot.press("p")
        for number, word in enumerate(THOUGHT.split(" ")):
            app.now = number * FIGURES_S  # so that the last word's figures are shown, too
            app.think(f"{word} ", 1, (math.log((0.95, 0.7, 0.4, 0.1)[number % 4]),), (len(word) + 1,))

    picture(snap_compare, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_without_steps_and_wrapping(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def reach(app: PanelHost, pilot: Pilot[None]) -> None:
        told(app, reason=FinishReason.ERROR)
        await pilot.pause()
        await pilot.press("s", "w", "g")

    picture(snap_compare, size, reach)
