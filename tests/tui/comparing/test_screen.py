"""The compare screen in the whole app, with lanes that are scripted."""

from collections.abc import Sequence
from functools import partial

import pytest

from chatui.comparison.contestants import Variant
from chatui.comparison.plan import Plan
from chatui.comparison.planning import Misfit, Offer, Wish
from chatui.engine.script import Piece, PieceKind, Script
from chatui.errors import EngineCrashed
from chatui.store.values import MessageState
from chatui.tui.app import ChatApp
from chatui.tui.comparing.kept_lanes import KeptLanes
from chatui.tui.comparing.views import View
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.compare_form import CompareFormScreen
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.screens.kept_comparisons import KeptComparisonsScreen, KeptList
from chatui.tui.turn import Phase
from chatui.tui.widgets.compare.lane_reader import AnswerPane, LaneReader
from chatui.tui.widgets.compare.lane_strip import LaneStrip
from chatui.tui.widgets.compare.lanes_view import LanesView
from chatui.tui.widgets.thought_log import ThoughtLog
from tests.tui.comparing.app import (
    asked,
    cards,
    compare_app,
    ended,
    kept,
    phases,
    planned,
    shelf,
    shown,
    started,
    status,
    vote,
)
from tests.tui.comparing.talking import said, together
from tests.tui.conftest import Gate
from tests.tui.driving import ask, until
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

THREE = together(said(0, "42"), said(1, "41"), said(2, "42", 3))
LATE = Piece(" And more.", PieceKind.THOUGHT, 1, 2)
ONE_IS_LATE = together(said(0, "42"), said(1, "41"), [*[Piece("Hm. ", PieceKind.THOUGHT, 0, 2)] * 50, LATE])
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


async def test_a_lane_is_stopped_and_the_others_go_on() -> None:
    gate = Gate()
    lanes = [
        [Piece("Hm", PieceKind.THOUGHT, 0, n), Piece(" so it is.", PieceKind.THOUGHT, 1, n)] for n in range(2)
    ]
    app = compare_app(together(*lanes), sleep=gate.sleep)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 2)
        await wait_until(pilot, lambda: all(lane.tokens for lane in screen.lanes))
        await pilot.press("0", "x")
        gate.open(2)
        await ended(pilot, screen)
        assert phases(screen) == [Phase.STOPPED, Phase.DONE]
        assert screen.lanes[1].turn.thought.text == "Hm so it is."


async def test_all_lanes_are_stopped_but_those_that_are_over() -> None:
    gate = Gate()
    app = compare_app(ONE_IS_LATE, sleep=gate.sleep)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await wait_until(pilot, lambda: screen.lanes[0].is_over and screen.lanes[1].is_over)
        await pilot.press("X")
        gate.open()
        await ended(pilot, screen)
        assert phases(screen) == [Phase.DONE, Phase.DONE, Phase.STOPPED]
        reasons = [lane.answer.outcome.finish_reason for lane in kept(app)[0].lanes]
        assert reasons == ["stop", "stop", "cancelled"]


async def test_lanes_stopped_within_the_prompt_are_kept_as_stopped_and_the_others_as_they_are() -> None:
    gate = Gate()
    slow = Script((Piece("Hm", PieceKind.THOUGHT),), prompt_steps=4, prompt_pause_s=1)
    app = compare_app(together(said(0, "42")), slow, sleep=gate.sleep)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 1)
        await ended(pilot, screen)
        await pilot.press("r")
        gate.open()
        await wait_until(pilot, lambda: len(screen.lanes) == 2 and 0 < screen.lanes[1].turn.fraction < 1)
        await pilot.press("x")
        gate.open(4)
        await ended(pilot, screen)
        assert phases(screen) == [Phase.DONE, Phase.STOPPED]
        assert screen.lanes[1].turn.is_empty
        outcomes = [lane.answer.outcome.finish_reason for lane in kept(app)[0].lanes]
        assert outcomes == ["stop", "cancelled"]


async def test_lanes_are_added_and_run_again() -> None:
    app = compare_app(THREE, together(said(0, "43")))
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await ended(pilot, screen)
        await pilot.press("plus")
        await wait_until(pilot, lambda: len(screen.lanes) == 4)
        await ended(pilot, screen)
        await pilot.press("1", "r")
        await wait_until(pilot, lambda: len(screen.lanes) == 5)
        await ended(pilot, screen)
        assert cards(screen)[3] == "3 ✓ done | C = 43"
        assert cards(screen)[4].startswith("4 again 1 ✓ done")
        seeds = [lane.lane.spec.seed for lane in screen.lanes]
        assert seeds == [1, 2, 3, 4, 2]
        assert [lane.repeats for lane in kept(app)[0].lanes] == [None, None, None, None, 1]


async def test_a_lane_that_fails_says_so_and_keeps_what_it_said() -> None:
    error = EngineCrashed("The engine ended by SIGKILL.", "Run the lane again.")
    broken = Script((Piece("Hm", PieceKind.THOUGHT),), error=error)
    app = compare_app(together(said(0, "42")), broken)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 1)
        await ended(pilot, screen)
        await pilot.press("r")
        await wait_until(pilot, lambda: len(screen.lanes) == 2)
        await ended(pilot, screen)
        await wait_until(pilot, lambda: "The engine ended by SIGKILL." in screen_text(app))
        assert phases(screen) == [Phase.DONE, Phase.INTERRUPTED]
        lanes = kept(app)[0].lanes
        assert [lane.answer.outcome.state for lane in lanes] == [MessageState.DONE, MessageState.ERROR]
        assert lanes[1].answer.thought == "Hm"


async def test_leaving_lanes_that_run_asks_and_keeps_them() -> None:
    gate = Gate()
    app = compare_app(ONE_IS_LATE, sleep=gate.sleep)
    async with app.run_test(size=WIDE) as pilot:
        screen = await started(pilot, app, 3)
        await wait_until(pilot, lambda: screen.lanes[0].is_over and screen.lanes[1].is_over)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("n")
        assert app.screen is screen
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        gate.open(9)
        await pilot.press("y")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await wait_until(pilot, lambda: not screen.is_running)
        lanes = kept(app)[0].lanes
        reasons = [lane.answer.outcome.finish_reason for lane in lanes]
        assert reasons == ["stop", "stop", "cancelled"]
        assert lanes[1].answer.text.startswith("So it is")


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


async def test_what_does_not_fit_is_refused_and_something_smaller_is_offered() -> None:
    def plan(variants: Sequence[Variant], wish: Wish) -> Plan | Misfit:
        if wish.at_once == 2:
            return planned(variants, wish)
        return Misfit("3 lanes need 9 GB, and 8 GB are free.", (Offer("", at_once=2, n_ctx=1024),))

    app = compare_app(THREE, plan=plan)
    async with app.run_test(size=(80, 50)) as pilot:
        form = await asked(pilot, app, 3)
        await wait_until(pilot, lambda: "9 GB, and 8 GB are free" in screen_text(app))
        assert "What would fit: 2 lanes at once, a context of 1,024 tokens. F8 takes that." in flat(
            screen_text(app)
        )
        await pilot.press("ctrl+s")
        assert app.screen is form
        await pilot.press("f8")
        await wait_until(
            pilot, lambda: "3 lanes in" in screen_text(app) or "3 lanes together" in screen_text(app)
        )
        await pilot.press("ctrl+s")
        await ended(pilot, await shown(pilot, app))


async def test_what_is_typed_wrong_is_said_and_not_run() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=(80, 50)) as pilot:
        form = await asked(pilot, app, 3)
        await pilot.press(*"0")
        await wait_until(pilot, lambda: "Lanes cannot be '0'" in screen_text(app))
        await pilot.press("ctrl+s")
        assert app.screen is form
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_the_question_comes_from_the_prompt_or_from_the_chosen_turn() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=(80, 50)) as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, "How now?")
        await until(pilot, app, "done")
        await pilot.press("f10")
        await wait_until(pilot, lambda: isinstance(app.screen, CompareFormScreen))
        await wait_until(pilot, lambda: "How now?" in screen_text(app))
        await pilot.press("escape", *"Typed", "f10")
        await wait_until(pilot, lambda: isinstance(app.screen, CompareFormScreen))
        await wait_until(pilot, lambda: "Typed" in screen_text(app))
        assert shelf(app).is_open


def shows(app: ChatApp, what: str) -> bool:
    return what in screen_text(app)


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())
