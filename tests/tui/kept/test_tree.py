"""Other answers, other questions and going back, with the model's context following what is in view."""

from chatui.chat.messages import Role
from chatui.engine.script import script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.tui.app import ChatApp
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.version_mark import VersionMark
from tests.tui.conftest import app_of
from tests.tui.driving import answers, ask, thought, until
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import shows, tells, versions
from tests.tui.waiting import wait_until

SCRIPTS = [script_of(f"thought {n}", f"answer {n}") for n in range(1, 6)]


def told(app: ChatApp) -> list[str]:
    """What the model was told in its last turn."""
    engine = app._chat._flow._session.engine
    assert isinstance(engine, ScriptedEngine)
    return [message.content for message in engine.requests[-1].messages if message.role is not Role.SYSTEM]


async def test_answering_again_puts_an_answer_beside_the_old_one(kept: Kept) -> None:
    app = app_of(SCRIPTS, store=kept.choice())
    async with app.run_test() as pilot:
        await ask(pilot, app, "q")
        await until(pilot, app, "done")
        await pilot.press("ctrl+g")
        await wait_until(pilot, lambda: versions(app) == ["‹ 2/2 ›"])
        assert told(app) == ["q"]
        assert (answers(app), thought(app)) == (["answer 2"], "thought 2")
        app.query_one(Transcript).focus()
        await pilot.press("left")
        await wait_until(pilot, lambda: versions(app) == ["‹ 1/2 ›"])
        assert (answers(app), thought(app)) == (["answer 1"], "thought 1")
        mark = next(mark for mark in app.query(VersionMark) if not mark.of_question)
        await pilot.click(mark, offset=(7, 0))
        await wait_until(pilot, lambda: thought(app) == "thought 2")
        await pilot.press("right")
        await tells(pilot, app, "no other one")


async def test_an_edited_question_becomes_a_sibling_and_the_context_follows(kept: Kept) -> None:
    app = app_of(SCRIPTS, store=kept.choice())
    async with app.run_test() as pilot:
        for question in ("one", "two"):
            await ask(pilot, app, question)
            await until(pilot, app, "done")
        app.query_one(Prompt).insert("a draft")
        await pilot.press("ctrl+up")
        app.query_one(Transcript).focus()
        await pilot.press("e")
        prompt = app.query_one(Prompt)
        await wait_until(pilot, lambda: prompt.text == "one" and prompt.has_focus)
        await pilot.press(*" more", "enter")
        await until(pilot, app, "done")
        await shows(pilot, app, "one more")
        await wait_until(pilot, lambda: versions(app) == ["‹ 2/2 ›"])
        assert told(app) == ["one more"]
        assert prompt.text == "a draft"
        app.query_one(Transcript).focus()
        await pilot.press("left_square_bracket")
        await shows(pilot, app, "one", "two")
        prompt.clear()
        prompt.focus()
        await ask(pilot, app, "three")
        await shows(pilot, app, "one", "two", "three")
        await until(pilot, app, "done")
        assert told(app) == ["one", "answer 1", "two", "answer 2", "three"]


async def test_esc_leaves_an_edit(kept: Kept) -> None:
    app = app_of(SCRIPTS, store=kept.choice())
    async with app.run_test() as pilot:
        await ask(pilot, app, "one")
        await until(pilot, app, "done")
        app.query_one(Transcript).focus()
        await pilot.press("e", "escape")
        await wait_until(pilot, lambda: app.query_one(Prompt).text == "")
        await ask(pilot, app, "two")
        await until(pilot, app, "done")
        await shows(pilot, app, "one", "two")


async def test_going_back_takes_later_turns_out_of_the_view_and_brings_them_back(kept: Kept) -> None:
    app = app_of(SCRIPTS, store=kept.choice())
    async with app.run_test() as pilot:
        for question in ("one", "two", "three"):
            await ask(pilot, app, question)
            await until(pilot, app, "done")
        await pilot.press("ctrl+up", "ctrl+up")
        app.query_one(Transcript).focus()
        await pilot.press("b")
        await shows(pilot, app, "one")
        await pilot.press("b")
        await shows(pilot, app, "one", "two", "three")
        await pilot.press("up", "up", "b")
        await shows(pilot, app, "one")
        app.query_one(Prompt).focus()
        await ask(pilot, app, "other")
        await shows(pilot, app, "one", "other")
        await until(pilot, app, "done")
        assert told(app) == ["one", "answer 1", "other"]
        await wait_until(pilot, lambda: versions(app) == ["‹ 2/2 ›"])


async def test_two_apps_on_one_chat_make_branches(kept: Kept) -> None:
    key = kept.ask("one")
    first, second = app_of(SCRIPTS, store=kept.choice(key)), app_of(SCRIPTS, store=kept.choice(key))
    async with first.run_test() as pilot:
        await shows(pilot, first, "one")
        async with second.run_test() as other:
            await shows(other, second, "one")
            await ask(other, second, "from the second")
            await until(other, second, "done")
        await ask(pilot, first, "from the first")
        await until(pilot, first, "done")
        await shows(pilot, first, "one", "from the first")
        await wait_until(pilot, lambda: versions(first) == ["‹ 2/2 ›"])
    with kept.open().database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
