"""The app on a scripted engine: moving about in it."""

import pytest
from textual.widgets import Static

from chatui.engine.script import Piece, PieceKind, Script, script_of, words
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.help import HelpScreen
from chatui.tui.widgets.panes import Panes, Shown
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.thought_panel import ThoughtPanel
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.turn_view import TurnView
from chatui.tui.widgets.welcome import EXAMPLES
from tests.tui.conftest import ANSWER, THOUGHT, Gate, app_of
from tests.tui.driving import GATED, ask, thought, until
from tests.tui.waiting import wait_until


async def test_an_earlier_turn_shows_its_thought_again() -> None:
    app = app_of([script_of("first thought", "one"), script_of("second thought", "two")])
    async with app.run_test() as pilot:
        await ask(pilot, app, "a")
        await until(pilot, app, "done")
        await ask(pilot, app, "b")
        await wait_until(pilot, lambda: thought(app) == "second thought")
        await until(pilot, app, "done")
        await pilot.press("ctrl+up")
        await wait_until(pilot, lambda: thought(app) == "first thought")
        app.query_one(Transcript).focus()
        await pilot.press("down")
        await wait_until(pilot, lambda: thought(app) == "second thought")
        await pilot.press("up")
        await wait_until(pilot, lambda: thought(app) == "first thought")
        await pilot.click(app.query(TurnView).last())
        await wait_until(pilot, lambda: thought(app) == "second thought")


async def test_the_thought_that_streams_does_not_push_away_the_one_that_is_read() -> None:
    gate = Gate()
    app = app_of([script_of("first thought", "one"), GATED], sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "a")
        await until(pilot, app, "done")
        await ask(pilot, app, "b")
        await wait_until(pilot, lambda: thought(app) == "Thinking about it")
        await pilot.press("ctrl+up")
        await wait_until(pilot, lambda: thought(app) == "first thought")
        gate.open()
        await until(pilot, app, "answering")
        assert thought(app) == "first thought"
        await pilot.press("ctrl+down")
        await wait_until(pilot, lambda: thought(app) == "Thinking about it still")
        gate.open()


async def test_new_conversation_begins_empty_and_forgets() -> None:
    gate = Gate()
    app = app_of([GATED, script_of(THOUGHT, ANSWER)], sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "first")
        await until(pilot, app, "thinking")
        await pilot.press("ctrl+n")
        gate.open()
        await until(pilot, app, "ready")
        assert len(app.query(TurnView)) == 0
        assert thought(app) == ""
        await ask(pilot, app, "second")
        await until(pilot, app, "done")
        assert len(app.query(TurnView)) == 1


async def test_an_example_is_asked_when_chosen() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        app.query_one("#examples").focus()
        await pilot.press("down", "down", "enter")
        await until(pilot, app, "done")
        assert app.query_one(TurnView).turn.question == EXAMPLES[2]
        await pilot.press("up")
        assert app.query_one(Prompt).text == EXAMPLES[2]


async def test_the_thought_panel_hides_and_comes_back() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+t")
        assert not app.query_one(ThoughtPanel).display or app.query_one(ThoughtPanel).size.width == 0
        await pilot.press("ctrl+t")
        await wait_until(pilot, lambda: app.query_one(ThoughtPanel).size.width > 0)


async def test_the_thought_is_beside_the_conversation_and_below_it_on_a_narrow_terminal() -> None:
    app = app_of()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, app, "q")
        await until(pilot, app, "done")
        panel, conversation = app.query_one(ThoughtPanel), app.query_one("#conversation")
        assert panel.region.x >= conversation.region.right
        await pilot.resize_terminal(60, 20)
        await wait_until(pilot, lambda: panel.region.y >= conversation.region.bottom)
        assert panel.region.x == conversation.region.x


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (300, 80)])
async def test_every_size_is_usable(size: tuple[int, int]) -> None:
    app = app_of()
    async with app.run_test(size=size) as pilot:
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "done")
        assert app.query_one(Prompt).size.height >= 1


async def test_help_shows_the_keys_of_what_has_the_focus() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))
        names = [str(widget.render()) for widget in app.screen.query(".group").results(Static)]
        assert names == ["In the prompt", "Everywhere", "In the prompt, also"]
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        app.query_one(Transcript).focus()
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_the_palette_runs_a_command() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await pilot.press("ctrl+p")
        await pilot.press(*"hide or show", "enter")
        await wait_until(pilot, lambda: app.query_one(Panes).shown is Shown.CONVERSATION)


async def test_copying_sends_the_answer_as_the_model_wrote_it() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+y")
        assert app.clipboard == ""
        await ask(pilot, app, "q")
        await until(pilot, app, "done")
        await pilot.press("ctrl+y")
        assert app.clipboard == ANSWER


async def test_quitting_while_it_thinks() -> None:
    gate = Gate()
    app = app_of([GATED], sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "first")
        await until(pilot, app, "thinking")
        gate.open(2)
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_a_reader_who_scrolled_up_stays_there_and_sees_a_mark() -> None:
    gate = Gate()
    long = Script(
        (
            *words("\n\n".join(f"line {n}" for n in range(60)), PieceKind.ANSWER),
            Piece("\n\nmore\n\nmore\n\nmore", PieceKind.ANSWER, pause_s=1),
        )
    )
    app = app_of([long], sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "long")
        transcript = app.query_one(Transcript)
        await wait_until(pilot, lambda: transcript.max_scroll_y > 40 and transcript.is_vertical_scroll_end)
        transcript.scroll_to(y=5, animate=False)
        await wait_until(pilot, lambda: transcript.scroll_y == 5)
        gate.open()
        await until(pilot, app, "done")
        await wait_until(pilot, lambda: transcript.has_new_below)
        assert transcript.scroll_y == 5
        transcript.scroll_end(animate=False)
        await wait_until(pilot, lambda: not transcript.has_new_below)


async def test_clicks_while_the_answer_streams_do_not_end_the_app() -> None:
    table = "\n".join(["| a | b |", "|---|---|", *(f"| {n} | {n} |" for n in range(40))])
    app = app_of([script_of("hm", table)])
    async with app.run_test() as pilot:
        await ask(pilot, app, "table")
        for y in range(2, 14):
            await pilot.click(offset=(10, y))
        await until(pilot, app, "done")
        assert app.is_running
