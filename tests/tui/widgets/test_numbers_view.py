from textual.pilot import Pilot

from chatui.comparison.lane import Lane
from chatui.comparison.numbers import numbers_of, step_confidences
from chatui.comparison.tally import tally_of
from chatui.tui.comparing.vote_messages import LaneTaken
from chatui.tui.widgets.compare.length_view import LengthView
from chatui.tui.widgets.compare.numbers_table import NumbersTable
from chatui.tui.widgets.compare.numbers_view import NumbersView
from tests.comparison.spoken_lanes import boxed, lane_of
from tests.tui.waiting import wait_until
from tests.tui.widgets.compare_host import LEFT, CompareHost
from tests.tui.widgets.numbers import eight_lanes


async def shown(pilot: Pilot[None], view: NumbersView, lanes: list[Lane]) -> NumbersTable:
    view.show(
        [numbers_of(lane, "845", 1.0) for lane in lanes],
        tally_of(lanes, {}, "845"),
        {lane.number: step_confidences(lane) for lane in lanes},
    )
    view.focus_table()
    await pilot.pause()
    return view.query_one(NumbersTable)


def titles(table: NumbersTable) -> list[str]:
    return [str(column.label) for column in table.ordered_columns]


def order(table: NumbersTable) -> list[str]:
    return [str(table.get_row_at(row)[0]) for row in range(table.row_count)]


async def test_sorting_by_keys_and_by_the_mouse_keeps_the_cursor_on_its_lane() -> None:
    view = NumbersView()
    async with CompareHost(view).run_test(size=(130, 24)) as pilot:
        table = await shown(pilot, view, eight_lanes())
        assert order(table) == list("01234567")
        await pilot.press("j", "j")
        assert table.lane == 2
        await pilot.press("s", "s", "s")
        assert titles(table)[3] == "thought ▴"
        assert order(table) == list("73024516")
        assert table.lane == 2
        await pilot.press("v")
        assert titles(table)[3] == "thought ▾"
        assert order(table) == list("61540237")
        await pilot.press("S")
        assert titles(table)[2] == "state ▴"
        await pilot.click(table, offset=(2, 0))
        assert titles(table)[0] == "lane ▴"
        await pilot.click(table, offset=(2, 0))
        assert order(table) == list("76543210")
        assert table.lane == 2


async def test_narrow_terminals_have_fewer_columns_and_none_is_cut() -> None:
    view = NumbersView()
    async with CompareHost(view).run_test(size=(80, 24)) as pilot:
        table = await shown(pilot, view, eight_lanes())
        assert table.max_scroll_x == 0
        assert titles(table) == [
            "lane ▴",
            "state",
            "thought",
            "≈steps",
            "≈checks",
            "s",
            "sure",
            "final answer",
            "right?",
        ]
        await pilot.resize_terminal(130, 24)
        await wait_until(pilot, lambda: "seed" in titles(table))


async def test_where_not_even_these_fit_it_scrolls_to_the_side() -> None:
    view = NumbersView()
    async with CompareHost(view).run_test(size=(20, 24)) as pilot:
        table = await shown(pilot, view, eight_lanes())
        assert titles(table) == ["lane ▴", "thought", "final answer"]
        await pilot.press("l")
        await wait_until(pilot, lambda: table.scroll_x > 0)


async def test_figures_of_a_lane_that_runs_are_brought_up_to_date_in_place() -> None:
    view = NumbersView()
    async with CompareHost(view).run_test(size=(130, 24)) as pilot:
        lanes = [lane_of(0, boxed("845"), LEFT), lane_of(1, "", LEFT, tokens=12, reason=None)]
        table = await shown(pilot, view, lanes)
        columns = table.ordered_columns
        lanes[1] = lane_of(1, "", LEFT, tokens=99, reason=None)
        await shown(pilot, view, lanes)
        assert str(table.get_row_at(1)[3]) == "99"
        assert table.ordered_columns == columns
        lanes[1] = lane_of(1, boxed("845"), LEFT, tokens=12_345_678)
        await shown(pilot, view, lanes)
        assert str(table.get_row_at(1)[3]) == "12,345,678"
        assert table.ordered_columns[3].width == len("12,345,678")


async def test_choosing_a_lane_and_its_confidence() -> None:
    view = NumbersView()
    app = CompareHost(view)
    async with app.run_test(size=(130, 24)) as pilot:
        await shown(pilot, view, eight_lanes())
        plot = view.query_one(LengthView)
        assert "lane 0, sure by step" in plot.text
        await pilot.press("j", "j", "enter")
        await wait_until(pilot, lambda: len(app.heard) == 1)
        assert app.heard == [LaneTaken(2)]
        assert "lane 2, sure by step" in plot.text
        assert "least at step 5: 29 %" in plot.text


async def test_two_lanes_without_confidence_have_no_plot() -> None:
    view = NumbersView()
    async with CompareHost(view).run_test(size=(130, 24)) as pilot:
        await shown(pilot, view, [lane_of(at, boxed("845"), LEFT) for at in range(2)])
        assert view.query_one(LengthView).text == ""
        await shown(pilot, view, eight_lanes())
        assert "median 130" in view.query_one(LengthView).text
        await shown(pilot, view, [])
        assert view.query_one(LengthView).text == ""


async def test_markup_of_a_model_is_text() -> None:
    view = NumbersView()
    async with CompareHost(view).run_test(size=(130, 24)) as pilot:
        table = await shown(pilot, view, [lane_of(at, boxed("[red]7[/x]"), LEFT) for at in range(3)])
        assert "[red]7[/x]" in [str(cell) for cell in table.get_row_at(0)]
        assert "A [red]7[/x]" in view.query_one(LengthView).text
