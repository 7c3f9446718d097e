"""Pictures of the screens in their states; `pytest --snapshot-update tests/snapshots` takes them anew."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot

from chatui.chat.events import FinishReason
from chatui.engine.script import Piece, PieceKind, Script, script_of, words
from chatui.errors import EngineCrashed
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.thought_log import ThoughtLog
from tests.tui.conftest import ANSWER, THOUGHT, Clock, Gate, app_of, cut_script
from tests.tui.driving import ask, notes, until
from tests.tui.waiting import wait_until

SIZES = [(80, 24), (160, 50), (60, 20)]
MIXED = "CJK 数字相加, emoji 🙂 and é:\n8 + 7 = 15, write 5.\n"


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


def picture(
    compare: Compare, app: App[None], size: tuple[int, int], reach: Callable[[Pilot[None]], Awaitable[None]]
) -> None:
    assert compare(app, terminal_size=size, run_before=reach)


@pytest.mark.parametrize("size", SIZES)
def test_empty_start(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await until(pilot, app, "ready")

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_thinking(snap_compare: Compare, size: tuple[int, int]) -> None:
    gate, clock = Gate(), Clock()
    pieces = (*words(MIXED + THOUGHT, PieceKind.THOUGHT), Piece(" end", PieceKind.THOUGHT, pause_s=1))
    app = app_of([Script(pieces)], sleep=gate.sleep, clock=clock)

    async def reach(pilot: Pilot[None]) -> None:
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "thinking")
        await wait_until(pilot, lambda: "845." in app.query_one(ThoughtLog).text)
        clock.now += 3.2
        await until(pilot, app, "thinking 3.2 s")

    picture(snap_compare, app, size, reach)
    gate.open()


@pytest.mark.parametrize("size", SIZES)
def test_done(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = app_of([script_of(MIXED + THOUGHT, f"{ANSWER}\n\n```python\nprint(478 + 367)\n```")])

    async def reach(pilot: Pilot[None]) -> None:
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "done")

    picture(snap_compare, app, size, reach)


def test_stopped(snap_compare: Compare) -> None:
    gate = Gate()
    pieces = (*words(THOUGHT, PieceKind.THOUGHT), Piece(" more", PieceKind.THOUGHT, pause_s=1))
    app = app_of([Script(pieces)], sleep=gate.sleep)

    async def reach(pilot: Pilot[None]) -> None:
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "thinking")
        await pilot.press("escape")
        gate.open()
        await until(pilot, app, "stopped")

    picture(snap_compare, app, (80, 24), reach)


def test_error(snap_compare: Compare) -> None:
    error = EngineCrashed("The engine's process ended (SIGSEGV).", "Ask again to start it anew.")
    app = app_of([Script((*words("8 + 7 is", PieceKind.ANSWER),), error=error)])

    async def reach(pilot: Pilot[None]) -> None:
        await ask(pilot, app, "What is 478 + 367?")
        await wait_until(pilot, lambda: "SIGSEGV" in notes(app))

    picture(snap_compare, app, (80, 24), reach)


def test_cut_off_inside_the_thought(snap_compare: Compare) -> None:
    app = app_of([cut_script(FinishReason.LENGTH)])

    async def reach(pilot: Pilot[None]) -> None:
        await ask(pilot, app, "What is 478 + 367?")
        await wait_until(pilot, lambda: "gave no answer" in notes(app))

    picture(snap_compare, app, (80, 24), reach)


def test_two_turns_and_a_prompt_of_three_lines(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        for question in ("What is 478 + 367?", "Which is larger, 9.9 or 9.11?"):
            await ask(pilot, app, question)
            await until(pilot, app, "done")
        await pilot.press("ctrl+up")
        app.query_one(Prompt).insert("three\nlines\nhere")
        await wait_until(pilot, lambda: app.query_one(Prompt).size.height == 3)

    picture(snap_compare, app, (160, 50), reach)


def test_help(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await until(pilot, app, "ready")
        await pilot.press("f1")
        await pilot.pause()

    picture(snap_compare, app, (80, 24), reach)


def test_light_theme(snap_compare: Compare) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        app.theme = "textual-light"
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "done")

    picture(snap_compare, app, (80, 24), reach)
