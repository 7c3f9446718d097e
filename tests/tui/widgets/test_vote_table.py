from collections.abc import Sequence

from textual.pilot import Pilot
from textual.widgets import OptionList

from chatui.comparison.lane import Lane
from chatui.comparison.tally import tally_of
from chatui.tui.comparing.vote_messages import GroupAsked, GroupsResetAsked, GroupTaken, LaneTaken
from chatui.tui.widgets.compare.vote_bar import VoteBar
from chatui.tui.widgets.compare.vote_table import VoteTable
from tests.comparison.spoken_lanes import boxed, lane_of
from tests.tui.waiting import wait_until
from tests.tui.widgets.compare_host import CompareHost

FREE = "There are many ways to look at this question, and each of them has its merits."
DONE = [lane_of(0, boxed("845")), lane_of(1, boxed("844")), lane_of(2, boxed("845"))]
RUNNING = lane_of(3, "", "Well", reason=None)


async def shown(pilot: Pilot[None], table: VoteTable, lanes: Sequence[Lane]) -> None:
    table.show(tally_of(lanes))
    table.focus_list()
    await pilot.pause()


async def test_it_follows_lanes_that_end_and_keeps_the_cursor() -> None:
    table = VoteTable()
    async with CompareHost(table).run_test(size=(80, 20)) as pilot:
        await shown(pilot, table, [DONE[1], RUNNING])
        assert table.query_one(VoteBar).text.startswith("One lane answered: 844. 1 still running.")
        await pilot.press("down")
        await shown(pilot, table, [*DONE, RUNNING])
        assert table.query_one(VoteBar).text.startswith("2 of 3 lanes agree on 845 (67 %).")
        at = table.query_one(OptionList).highlighted
        assert at is not None
        assert "lane 1" in table.rows[at]


async def test_choosing_a_lane_or_a_group() -> None:
    table = VoteTable()
    app = CompareHost(table)
    async with app.run_test(size=(80, 20)) as pilot:
        await shown(pilot, table, DONE)
        await pilot.press("enter", "j", "j", "enter")
        await wait_until(pilot, lambda: len(app.heard) == 2)
        assert app.heard == [GroupTaken((0, 2)), LaneTaken(2)]
        await pilot.click(VoteBar, offset=(3, 1))
        await wait_until(pilot, lambda: len(app.heard) == 3)
        assert app.heard[2] == GroupTaken((0, 2))


async def test_grouping_by_hand() -> None:
    table = VoteTable()
    app = CompareHost(table)
    async with app.run_test(size=(80, 20)) as pilot:
        await shown(pilot, table, [lane_of(0, FREE), lane_of(1, FREE), lane_of(2, boxed("7"))])
        await pilot.press("end", "space", "up", "space")
        assert table.marked == {0, 1}
        await pilot.press("g")
        await pilot.press(*"up to you", "enter")
        await wait_until(pilot, lambda: len(app.heard) == 1)
        assert app.heard == [GroupAsked((0, 1), "up to you")]
        assert table.marked == set()
        await pilot.press("home", "g")
        await pilot.pause()
        await pilot.press("escape")
        assert not table.has_class("-naming")
        await pilot.press("u", "U")
        await wait_until(pilot, lambda: len(app.heard) == 3)
        assert app.heard[1] == GroupAsked((2,), None)
        assert isinstance(app.heard[2], GroupsResetAsked)


async def test_the_name_begins_with_the_answer_of_the_group() -> None:
    table = VoteTable()
    app = CompareHost(table)
    async with app.run_test(size=(80, 20)) as pilot:
        await shown(pilot, table, DONE)
        await pilot.press("g", "enter")
        await wait_until(pilot, lambda: len(app.heard) == 1)
        assert app.heard == [GroupAsked((0, 2), "845")]


async def test_a_lane_without_a_vote_cannot_be_grouped() -> None:
    table = VoteTable()
    app = CompareHost(table)
    async with app.run_test(size=(80, 20)) as pilot:
        await shown(pilot, table, [RUNNING])
        await pilot.press("g")
        await pilot.pause()
        assert not table.has_class("-naming")
        assert [toast.message for toast in app._notifications] == [
            "Only a lane that has answered, and is no repetition of another, can be grouped."
        ]


async def test_markup_of_a_model_is_text() -> None:
    table = VoteTable()
    async with CompareHost(table).run_test(size=(80, 20)) as pilot:
        await shown(pilot, table, [lane_of(at, boxed("[bold]list[int][/x]")) for at in range(2)])
        assert "list[int]" in table.query_one(VoteBar).text
        assert "list[int]" in table.rows[0]
