"""A chat that was held with another model than the loaded one says so, and loads nothing by itself."""

from chatui.engine.requests import LoadRequest
from chatui.engine.script import script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.library.base import Library
from chatui.session import SessionOptions
from chatui.store import conversations
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from tests.tui.conftest import app_of
from tests.tui.driving import ask, notes, state, until
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import shows
from tests.tui.library import OLLAMAS, library_of
from tests.tui.waiting import wait_until

GOOD = script_of("Hm.", "Yes.")


def session_with(ref: str) -> StoredSession:
    return StoredSession(ScriptedEngine([GOOD]), SessionOptions(LoadRequest("/models/x.gguf"), model_ref=ref))


def held_with(kept: Kept, ref: str) -> str:
    """The id of a chat that was held with a model."""
    session = session_with(ref)
    session.keep_in(kept.open().database)
    list(session.send("Well?"))
    assert session.conversation_id
    return session.conversation_id


def app_on(kept: Kept, key: str, library: Library | None = None) -> ChatApp:
    return app_of(session=session_with("tiny"), store=kept.choice(key), library=library or library_of())


def held(kept: Kept, key: str) -> str:
    return conversations.get(kept.open().database, key).settings.model_ref


async def test_the_key_loads_the_model_of_the_chat(kept: Kept) -> None:
    key = held_with(kept, OLLAMAS.ref)
    app = app_on(kept, key)
    async with app.run_test() as pilot:
        await shows(pilot, app, "Well?")
        await wait_until(pilot, lambda: "was held with deepseek-r1:8b" in notes(app))
        assert "tiny is loaded, and answers from here on." in notes(app)
        assert "F3 loads deepseek-r1:8b (5.03 GB)." in notes(app)
        await until(pilot, app, "ready")
        assert app._chat._flow.options.model_ref == "tiny"
        await pilot.press("f3")
        await wait_until(pilot, lambda: app._chat._flow.options.model_ref == OLLAMAS.ref)
        await wait_until(pilot, lambda: state(app) == "ready")
        await pilot.press("f3")
        assert notes(app).count("From here on") == 1
        await ask(pilot, app, "And?")
        await until(pilot, app, "done")
        assert held(kept, key) == OLLAMAS.ref


async def test_a_question_makes_it_the_loaded_models_chat(kept: Kept) -> None:
    key = held_with(kept, OLLAMAS.ref)
    app = app_on(kept, key)
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: "F3 loads" in notes(app))
        await ask(pilot, app, "And?")
        await until(pilot, app, "done")
        assert held(kept, key) == "tiny"
    app = app_on(kept, key)
    async with app.run_test() as pilot:
        await shows(pilot, app, "Well?", "And?")
        await until(pilot, app, "ready")
        assert notes(app) == ""


async def test_a_model_that_is_not_here_is_not_offered(kept: Kept) -> None:
    key = held_with(kept, "gone\x1b[31m-7b")
    app = app_on(kept, key)
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: "It is not on this disk. Ctrl+O shows what is." in notes(app))
        assert "\x1b" not in notes(app)
        await pilot.press("f3")
        await pilot.press("ctrl+n")
        await wait_until(pilot, lambda: notes(app) == "")
        assert app._chat._flow.options.model_ref == "tiny"
