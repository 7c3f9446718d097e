"""The views of a comparison are filled the moment they come into sight, before they have a size."""

import pytest
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ContentSwitcher, OptionList, Static

from chatui.comparison.numbers import numbers_of, step_confidences
from chatui.comparison.tally import tally_of
from chatui.tui.widgets.compare.alignment_view import AlignmentView, ThoughtSide
from chatui.tui.widgets.compare.length_view import LengthView
from chatui.tui.widgets.compare.numbers_table import NumbersTable
from chatui.tui.widgets.compare.numbers_view import NumbersView
from chatui.tui.widgets.compare.vote_bar import VoteBar
from chatui.tui.widgets.compare.vote_table import VoteTable
from tests.tui.waiting import wait_until
from tests.tui.widgets.compare_host import LEFT, RIGHT, CompareHost, steps
from tests.tui.widgets.numbers import eight_lanes


class Switched(CompareHost):
    """All views, of which none is in sight."""

    def compose(self) -> ComposeResult:
        """As the screen has them."""
        with ContentSwitcher(initial="nothing"):
            yield Static(id="nothing")
            for view in (VoteTable, AlignmentView, NumbersView):
                with Vertical(id=view.__name__):
                    yield view()

    def switch_to(self, kind: type[VoteTable | AlignmentView | NumbersView]) -> None:
        """Bring a view into sight, and fill it at once."""
        view = self.query_one(kind)
        self.query_one(ContentSwitcher).current = kind.__name__
        lanes = eight_lanes()
        tally = tally_of(lanes, {}, "845")
        match view:
            case VoteTable():
                view.show(tally)
                view.focus_list()
            case AlignmentView():
                view.show([ThoughtSide(0, steps(LEFT)), ThoughtSide(1, steps(RIGHT))])
                view.log_widget.focus()
            case NumbersView():
                view.show([numbers_of(lane) for lane in lanes], tally, {0: step_confidences(lanes[0])})
                view.focus_table()


@pytest.mark.parametrize("width", [60, 130])
async def test_the_vote(width: int) -> None:
    app = Switched(Static())
    async with app.run_test(size=(width, 24)) as pilot:
        app.switch_to(VoteTable)
        await wait_until(pilot, lambda: app.query_one(OptionList).highlighted == 0)
        await wait_until(pilot, lambda: "A██" in app.query_one(VoteBar).text)
        assert len(app.query_one(VoteTable).rows) == 13


@pytest.mark.parametrize("width", [60, 130])
async def test_the_alignment(width: int) -> None:
    app = Switched(Static())
    async with app.run_test(size=(width, 24)) as pilot:
        app.switch_to(AlignmentView)
        log = app.query_one(AlignmentView).log_widget
        await wait_until(pilot, lambda: log.virtual_size.height > 6)
        rows = [log.render_line(y).text.rstrip() for y in range(log.size.height)]
        assert rows[0].count("First, I need") == (2 if width > 100 else 1)


@pytest.mark.parametrize("width", [60, 130])
async def test_the_figures(width: int) -> None:
    app = Switched(Static())
    async with app.run_test(size=(width, 24)) as pilot:
        app.switch_to(NumbersView)
        await wait_until(pilot, lambda: app.query_one(NumbersTable).row_count == 8)
        await wait_until(pilot, lambda: "median" in app.query_one(LengthView).text)
        assert app.query_one(LengthView).text.splitlines()[-1].startswith("lane 0, sure by step")
