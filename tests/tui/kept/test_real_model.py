"""The app with the bundled model in its real process: kept, gone on with in another run, answered again."""

from chatui.launch import Choices, Launcher, open_engine
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.opening_chat import store_choice
from chatui.tui.widgets.transcript import Transcript
from tests.tui.driving import answers, ask, thought, until
from tests.tui.kept.driving import pane_title, shows, versions
from tests.tui.library import library_of
from tests.tui.waiting import wait_until


def app_with(session: StoredSession, launcher: Launcher, *, continues: bool) -> ChatApp:
    return ChatApp(
        session,
        library_of(),
        launcher.open,
        model_title="tiny",
        is_demo=True,
        store=store_choice(continues=continues, chat=None),
    )


def close(session: StoredSession) -> None:
    session.close()
    if session.database is not None:
        session.database.close()


async def test_a_conversation_goes_on_in_another_run() -> None:
    launcher = Launcher(Choices(model="tiny", temperature=0.0), 1)
    session = StoredSession(open_engine(), launcher.latest.options)
    app = app_with(session, launcher, continues=False)
    try:
        async with app.run_test() as pilot:
            await until(pilot, app, "ready")
            await ask(pilot, app, "What is 47 + 85?")
            await until(pilot, app, "done")
            before = thought(app)
            assert "132" in answers(app)[0]
    finally:
        close(session)
    session = StoredSession(open_engine(), launcher.latest.options)
    app = app_with(session, launcher, continues=True)
    try:
        async with app.run_test() as pilot:
            await shows(pilot, app, "What is 47 + 85?")
            assert thought(app) == before
            assert pane_title(app) == "What is 47 + 85?"
            await pilot.press("ctrl+g")
            await wait_until(pilot, lambda: versions(app) == ["‹ 2/2 ›"])
            assert "132" in app.query_one(Transcript).turns[0].answer.text
    finally:
        close(session)
