"""The thought panel in the whole app: what it asks of the engine, what is remembered, who has the room."""

from textual.command import CommandPalette

from chatui.config.ui_state import load_ui_state
from chatui.engine.script import Piece, PieceKind, Script, script_of
from chatui.tui.widgets.assistant_message import AssistantMessage
from chatui.tui.widgets.panes import Panes, Shown
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.thought_log import ThoughtLog
from chatui.tui.widgets.thought_panel import ThoughtPanel
from tests.tui.conftest import ANSWER, THOUGHT, app_of
from tests.tui.driving import ask, header, until
from tests.tui.waiting import wait_until


async def test_confidence_comes_with_the_next_question() -> None:
    script = Script((Piece("So it", PieceKind.THOUGHT, logprob=-3.0), Piece(" is.", PieceKind.ANSWER)))
    app = app_of([script])
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "first?")
        await until(pilot, app, "done")
        view = app.query_one(ThoughtLog).view
        app.query_one(ThoughtLog).focus()
        await pilot.press("p")
        await pilot.pause()
        assert len(view.confidence) == 0
        app.query_one(Prompt).focus()
        await ask(pilot, app, "second?")
        await wait_until(pilot, lambda: len(view.confidence) == 1)
        assert view.line(0).marks
        await until(pilot, app, "done")
        await pilot.press("ctrl+n")
        await wait_until(pilot, lambda: len(view.confidence) == 0)
        await ask(pilot, app, "in another conversation?")
        await wait_until(pilot, lambda: len(view.confidence) == 1)


async def test_the_room_is_remembered_over_starts() -> None:
    app = app_of()
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "first?")
        await until(pilot, app, "done")
        app.query_one(ThoughtLog).focus()
        await pilot.press("less_than_sign", "less_than_sign")
        await wait_until(pilot, lambda: load_ui_state().thought_width == 55)
        await pilot.press("ctrl+t")
        await wait_until(pilot, lambda: load_ui_state().shows_thought is False)
        assert app.query_one(Prompt).has_focus
    again = app_of()
    async with again.run_test(size=(120, 30)) as pilot:
        panes = again.query_one(Panes)
        await wait_until(pilot, lambda: not again.query_one(ThoughtPanel).display)
        assert (panes.shares.width, panes.shown) == (55, Shown.CONVERSATION)


async def test_one_key_gives_the_thought_the_whole_screen_of_a_small_terminal() -> None:
    app = app_of()
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, app, "first?")
        await until(pilot, app, "done")
        before = app.query_one(ThoughtPanel).size.height
        await pilot.press("f6")
        await wait_until(pilot, lambda: app.query_one(ThoughtPanel).size.height > before + 3)
        await pilot.press("f6")
        await wait_until(pilot, lambda: not app.query_one(ThoughtPanel).display)
        await pilot.press("f6")
        await wait_until(pilot, lambda: app.query_one(ThoughtPanel).size.height == before)


async def test_the_source_of_the_chosen_answer_is_one_key_away() -> None:
    app = app_of([script_of(THOUGHT, ANSWER)])
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "first?")
        await until(pilot, app, "done")
        answer = app.query_one(AssistantMessage)
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: answer.has_class("-source"))
        assert r"\boxed{845}" in str(answer.query_one(".source").render())
        await pilot.press("ctrl+l")
        await wait_until(pilot, lambda: not answer.has_class("-source"))


async def test_the_menu_knows_what_can_be_done_with_the_thought() -> None:
    app = app_of()
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "first?")
        await until(pilot, app, "done")
        titles = {command.title for command in app.get_system_commands(app.screen)}
        assert {"Outline of the thought's steps", "Give the thought more room"} <= titles
        assert "Close the search or the outline" not in titles
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPalette))


async def test_a_thought_ends_in_the_header_whatever_ends_it() -> None:
    app = app_of([script_of(THOUGHT, "")])
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "first?")
        await until(pilot, app, "done")
        await wait_until(pilot, lambda: header(app).startswith("done in the thought"))
        assert app.query_one(ThoughtLog).view.reading.is_over
