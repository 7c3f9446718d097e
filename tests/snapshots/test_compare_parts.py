"""Pictures of the parts of a comparison: vote, alignment and figures, each in an app of its own."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest
from textual.pilot import Pilot

from chatui.comparison.numbers import numbers_of, step_confidences
from chatui.comparison.tally import tally_of
from chatui.tui.widgets.compare.alignment_view import AlignmentView, ThoughtSide
from chatui.tui.widgets.compare.numbers_view import NumbersView
from chatui.tui.widgets.compare.vote_table import VoteTable
from tests.tui.waiting import wait_until
from tests.tui.widgets.compare_host import LEFT, RIGHT, CompareHost, steps
from tests.tui.widgets.numbers import eight_lanes

SIZES = [(50, 30), (130, 24)]
MIXED = "首先，我需要把这两个数相加。\n\nWait, 🙂 let me check \tthe tabs, é and שלום.\n\n"
AGREED = "".join(f"Now I add {at} + {at} = {2 * at}.\n\n" for at in range(1, 8))


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: CompareHost,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["tokyo-night", "textual-light", "terminal"])
def test_the_vote(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    table = VoteTable()
    app = CompareHost(table, theme)

    async def reach(pilot: Pilot[None]) -> None:
        table.show(tally_of(eight_lanes(), {}, "845"))
        table.focus_list()
        await pilot.press("down", "space")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=reach)


@pytest.mark.parametrize("size", SIZES)
def test_naming_a_group(snap_compare: Compare, size: tuple[int, int]) -> None:
    table = VoteTable()

    async def reach(pilot: Pilot[None]) -> None:
        table.show(tally_of(eight_lanes()))
        table.focus_list()
        await pilot.press("g")
        await pilot.pause()

    assert snap_compare(CompareHost(table), terminal_size=size, run_before=reach)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["tokyo-night", "textual-light", "terminal"])
def test_two_thoughts_aligned(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    view = AlignmentView()

    async def reach(pilot: Pilot[None]) -> None:
        view.show([ThoughtSide(0, steps(AGREED + LEFT)), ThoughtSide(3, steps(AGREED + MIXED + RIGHT))])
        view.show_pair(0, 3)
        await wait_until(pilot, lambda: view.pair == (0, 3))
        view.log_widget.focus()
        await pilot.press("z", "n")
        await pilot.pause()

    assert snap_compare(CompareHost(view, theme), terminal_size=size, run_before=reach)


@pytest.mark.parametrize("size", [(50, 24), (80, 24), (130, 24)])
def test_the_figures(snap_compare: Compare, size: tuple[int, int]) -> None:
    view = NumbersView()
    lanes = eight_lanes()

    async def reach(pilot: Pilot[None]) -> None:
        view.show(
            [numbers_of(lane, "845", 1.0) for lane in lanes],
            tally_of(lanes, {}, "845"),
            {lane.number: step_confidences(lane) for lane in lanes},
        )
        view.focus_table()
        await pilot.press("down", "s", "s")
        await pilot.pause()

    assert snap_compare(CompareHost(view), terminal_size=size, run_before=reach)
