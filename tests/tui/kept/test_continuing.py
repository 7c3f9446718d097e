"""An answer that was cut short is gone on with in its place, in the app."""

from chatui.chat.events import FinishReason
from chatui.engine.script import Piece, PieceKind, Script, script_of, words
from chatui.errors import EngineCrashed
from chatui.launch import Choices, Launcher, open_engine
from chatui.store import tree
from chatui.stored_session import StoredSession
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.transcript import Transcript
from tests.tui.conftest import Gate, app_of
from tests.tui.driving import answers, ask, thought, until
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import noted, notes, shows, tells
from tests.tui.kept.test_real_model import app_with, close
from tests.tui.waiting import wait_until

CUT = script_of("Let me", "", finish_reason=FinishReason.LENGTH)
REST = script_of(" add.", "It is")
CRASH = Script(
    tuple(words("Let me", PieceKind.THOUGHT)), error=EngineCrashed("The engine ended.", "Ask again.")
)
GATED = Script((*words("It is", PieceKind.ANSWER), Piece(" not", PieceKind.ANSWER, pause_s=1)))


async def test_a_key_goes_on_in_the_thought_and_then_in_the_answer(kept: Kept) -> None:
    app = app_of([CUT, REST], store=kept.choice())
    async with app.run_test() as pilot:
        await ask(pilot, app, "2 + 3?")
        await until(pilot, app, "cut off")
        await wait_until(pilot, lambda: "F12 goes on from here" in "".join(noted(app)))
        await pilot.press("f12")
        await until(pilot, app, "done")
        assert (answers(app), thought(app)) == (["It is"], "Let me add.")
        await notes(pilot, app)
        await shows(pilot, app, "2 + 3?")
        turn = app.query_one(Transcript).turns[0]
        assert turn.usage is not None
        assert (turn.thought.tokens, turn.reading.text) == (3, "Let me add.")
        await pilot.press("f12")
        await tells(pilot, app, "This answer is complete: the model ended it itself.")


async def test_a_slash_command_goes_on_with_an_answer_that_was_stopped(kept: Kept) -> None:
    gate = Gate()
    app = app_of([GATED, script_of("", " 5.")], store=kept.choice(), sleep=gate.sleep)
    async with app.run_test() as pilot:
        await ask(pilot, app, "2 + 3?")
        await until(pilot, app, "answering")
        await pilot.press("escape")
        gate.open()
        await until(pilot, app, "stopped")
        await notes(pilot, app, "F12 goes on from here.")
        app.query_one(Prompt).insert("/continue")
        await pilot.press("enter")
        await until(pilot, app, "done")
        assert answers(app) == ["It is 5."]


async def test_another_run_goes_on_with_what_a_crash_left(kept: Kept) -> None:
    app = app_of([CRASH], store=kept.choice())
    async with app.run_test() as pilot:
        await ask(pilot, app, "2 + 3?")
        await until(pilot, app, "interrupted")
        sentence = "The engine ended.\nAsk again. F12 goes on from here."
        await wait_until(pilot, lambda: noted(app)[-1:] == [sentence])
        key = app._chat.kept.chat_id
    app = app_of([REST], store=kept.choice(key))
    async with app.run_test() as pilot:
        await shows(pilot, app, "2 + 3?")
        ways = "F12 goes on from here, Ctrl+G answers again."
        await wait_until(pilot, lambda: ways in "".join(noted(app)[-1:]))
        await pilot.press("f12")
        await until(pilot, app, "done")
        assert (answers(app), thought(app)) == (["It is"], "Let me add.")


async def test_only_the_last_answer_is_gone_on_with(kept: Kept) -> None:
    app = app_of([CUT, REST], store=kept.choice())
    async with app.run_test() as pilot:
        await pilot.press("f12")
        await tells(pilot, app, "no answer to continue")
        await ask(pilot, app, "one")
        await until(pilot, app, "cut off")
        await ask(pilot, app, "two")
        await until(pilot, app, "done")
        await pilot.press("ctrl+up")
        await wait_until(pilot, lambda: thought(app) == "Let me")
        await pilot.press("f12")
        await tells(pilot, app, "Only the last answer")


async def test_the_bundled_model_ends_as_it_would_have() -> None:
    launcher = Launcher(Choices(model="tiny", temperature=0.0), 1)
    question = "What is 47 + 85?"
    session = StoredSession(open_engine(), launcher.latest.options)
    app = app_with(session, launcher, continues=False)
    try:
        async with app.run_test() as pilot:
            await until(pilot, app, "ready")
            await ask(pilot, app, question)
            await until(pilot, app, "done")
            whole = (answers(app), thought(app))
            await pilot.press("ctrl+n")
            for command in ("/max-tokens 40", question):
                app.query_one(Prompt).insert(command)
                await pilot.press("enter")
            await until(pilot, app, "cut off")
            app.query_one(Prompt).insert("/max-tokens 600")
            await pilot.press("enter", "f12")
            await until(pilot, app, "done")
            assert (answers(app), thought(app)) == whole
            assert session.database is not None
            assert session.leaf_id is not None
            kept = tree.message(session.database, session.leaf_id)
            turn = app.query_one(Transcript).turns[0]
            assert (kept.text, kept.thought) == (turn.answer.text, thought(app))
    finally:
        close(session)
