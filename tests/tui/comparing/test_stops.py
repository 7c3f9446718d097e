"""Lanes that are stopped, added, run again, or fail, on the screen of the whole app."""

from chatui.engine.script import Piece, PieceKind, Script
from chatui.errors import EngineCrashed
from chatui.store.values import MessageState
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.turn import Phase
from tests.tui.comparing.app import (
    cards,
    compare_app,
    ended,
    kept,
    phases,
    started,
)
from tests.tui.comparing.talking import said, together
from tests.tui.conftest import Gate
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

THREE = together(said(0, "42"), said(1, "41"), said(2, "42", 3))
LATE = Piece(" And more.", PieceKind.THOUGHT, 1, 2)
ONE_IS_LATE = together(said(0, "42"), said(1, "41"), [*[Piece("Hm. ", PieceKind.THOUGHT, 0, 2)] * 50, LATE])
WIDE = (140, 40)


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
        await pilot.press("y")
        gate.open(9)
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await wait_until(pilot, lambda: not screen.is_running)
        lanes = kept(app)[0].lanes
        reasons = [lane.answer.outcome.finish_reason for lane in lanes]
        assert reasons == ["stop", "stop", "cancelled"]
        assert lanes[1].answer.text.startswith("So it is")
