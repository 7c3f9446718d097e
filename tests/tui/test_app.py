import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from chatui.chat.events import FinishReason
from chatui.engine.script import LoadScript, Piece, PieceKind, Script, script_of, words
from chatui.errors import EngineCrashed, ModelError
from chatui.tui.app import ChatApp
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.help import HelpScreen
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.status_line import StatusLine
from chatui.tui.widgets.streaming_markdown import StreamingMarkdown
from chatui.tui.widgets.thought_log import ThoughtLog
from chatui.tui.widgets.thought_panel import ThoughtPanel
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.turn_view import TurnView
from chatui.tui.widgets.welcome import EXAMPLES
from tests.tui.conftest import ANSWER, THOUGHT, Gate, app_of, cut_script
from tests.tui.waiting import wait_until

GATED = Script(
    (
        *words("Thinking about it", PieceKind.THOUGHT),
        Piece(" still", PieceKind.THOUGHT, pause_s=1),
        *words("The answer", PieceKind.ANSWER),
        Piece(" is here", PieceKind.ANSWER, pause_s=1),
    )
)


def state(app: ChatApp) -> str:
    return app.query_one(StatusLine).text


def header(app: ChatApp) -> str:
    return str(app.query_one("#thought-header", Static).render())


def thought(app: ChatApp) -> str:
    return app.query_one(ThoughtLog).text


def answers(app: ChatApp) -> list[str]:
    return [markdown.source for markdown in app.query(StreamingMarkdown)]


def notes(app: ChatApp) -> str:
    return "\n".join(str(note.render()) for note in app.query(Note))


async def until(pilot: Pilot[None], app: ChatApp, beginning: str) -> None:
    await wait_until(pilot, lambda: state(app).startswith(beginning), f"{beginning!r}, not {state(app)!r}")


async def ask(pilot: Pilot[None], app: ChatApp, question: str) -> None:
    app.query_one(Prompt).insert(question)
    await pilot.press("enter")


async def test_a_question_is_thought_about_and_answered() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "done")
        assert thought(app) == THOUGHT
        assert answers(app) == [ANSWER.replace("\\boxed{845}", "**845**")]
        assert header(app).startswith("thought ")
        assert app.query_one(Prompt).text == ""
        assert app.query_one("#context", Static).render()


async def test_the_prompt_can_be_typed_and_sent_while_the_model_loads() -> None:
    gate = Gate()
    app = app_of(load=LoadScript(steps=5, pause_s=1), sleep=gate.sleep)
    async with app.run_test() as pilot:
        gate.open(2)
        await until(pilot, app, "loading 40 %")
        await ask(pilot, app, "early")
        assert len(app.query(TurnView)) == 1
        gate.open(3)
        await until(pilot, app, "done")


async def test_states_follow_one_another_and_both_panes_stream() -> None:
    gate = Gate()
    app = app_of([GATED], sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "hm")
        await until(pilot, app, "thinking")
        await wait_until(pilot, lambda: thought(app) == "Thinking about it")
        gate.open()
        await until(pilot, app, "answering")
        await wait_until(pilot, lambda: answers(app) == ["The answer"])
        gate.open()
        await until(pilot, app, "done")


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_stop_keeps_what_came(key: str) -> None:
    gate = Gate()
    app = app_of([GATED, script_of(THOUGHT, ANSWER)], sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "first")
        await wait_until(pilot, lambda: thought(app) == "Thinking about it")
        await pilot.press(key)
        await until(pilot, app, "stopping")
        gate.open()
        await until(pilot, app, "stopped")
        assert header(app).startswith("stopped in the thought")
        assert thought(app) == "Thinking about it"
        await ask(pilot, app, "second")
        await until(pilot, app, "done")
        assert thought(app) == THOUGHT


async def test_ctrl_c_with_nothing_to_stop_says_how_to_quit() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await pilot.press("ctrl+c")
        await wait_until(pilot, lambda: [note.message for note in app._notifications] == ["Ctrl+Q quits."])


async def test_a_question_too_early_stays_in_the_prompt() -> None:
    gate = Gate()
    app = app_of([GATED], sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "first")
        await until(pilot, app, "thinking")
        await ask(pilot, app, "too soon")
        await wait_until(pilot, lambda: len(app._notifications) == 1)
        assert app.query_one(Prompt).text == "too soon"
        assert len(app.query(TurnView)) == 1
        gate.open(2)


async def test_a_crash_keeps_the_answer_and_the_next_question_works() -> None:
    error = EngineCrashed("The engine's process ended (SIGSEGV).", "Ask again to start it anew.")
    crash = Script((*words("Half an answer", PieceKind.ANSWER),), error=error)
    app = app_of([crash, script_of(THOUGHT, ANSWER)])
    async with app.run_test() as pilot:
        await ask(pilot, app, "first")
        await until(pilot, app, "interrupted")
        await wait_until(pilot, lambda: "SIGSEGV" in notes(app))
        assert "Ask again to start it anew." in notes(app)
        assert answers(app) == ["Half an answer"]
        await ask(pilot, app, "second")
        await until(pilot, app, "done")


async def test_a_model_that_does_not_load_is_told_where_the_reader_looks() -> None:
    app = app_of(load=LoadScript(error=ModelError("x.gguf is not a model.", "Download it again.")))
    async with app.run_test() as pilot:
        await until(pilot, app, "the model is not loaded")
        assert notes(app) == "x.gguf is not a model.\nDownload it again."
        await ask(pilot, app, "my question")
        await until(pilot, app, "interrupted")
        await wait_until(pilot, lambda: app.query_one(Prompt).text == "my question")


@pytest.mark.parametrize(
    ("reason", "beginning"),
    [(FinishReason.LENGTH, "cut off: max tokens"), (FinishReason.CONTEXT, "context full")],
)
async def test_a_limit_inside_the_thought_is_explained(reason: FinishReason, beginning: str) -> None:
    app = app_of([cut_script(reason)])
    async with app.run_test() as pilot:
        await ask(pilot, app, "long")
        await until(pilot, app, beginning)
        await wait_until(pilot, lambda: "gave no answer" in notes(app))
        assert header(app).startswith(f"{beginning} in the thought")


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
        app.query_one(OptionList).focus()
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
        await wait_until(pilot, lambda: app.query_one(Transcript).screen.has_class("-no-thought"))


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
