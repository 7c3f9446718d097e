"""The app on a scripted engine: turns, stops, limits and faults."""

import pytest
from textual.widgets import Static

from chatui.chat.events import FinishReason
from chatui.engine.script import LoadScript, PieceKind, Script, script_of, words
from chatui.errors import EngineCrashed, ModelError
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.turn_view import TurnView
from tests.tui.conftest import ANSWER, THOUGHT, Gate, app_of, cut_script
from tests.tui.driving import GATED, answers, ask, header, notes, thought, until
from tests.tui.waiting import wait_until


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
