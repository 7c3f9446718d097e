"""What is typed and not sent stays with its conversation, through switches, ends and crashes."""

from textual.pilot import Pilot

from chatui.config.new_draft import keep_new_draft, new_draft
from chatui.store import conversations
from chatui.tui.app import ChatApp
from chatui.tui.screens.kept import KeptScreen
from chatui.tui.widgets.prompt import Prompt
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.kept.conftest import Kept
from tests.tui.waiting import wait_until


def _text(app: ChatApp) -> str:
    return app.query_one(Prompt).text


async def _opened(pilot: Pilot[None], app: ChatApp, key: str | None) -> None:
    screen = app.screen
    assert isinstance(screen, KeptScreen)
    if key is not None:
        screen.kept.open_chat(key)
    await wait_until(pilot, lambda: screen.kept.chat_id == key and screen.kept.shelf.is_open)


def _draft(kept: Kept, key: str) -> str:
    return conversations.get(kept.open().database, key).draft


async def test_every_conversation_has_a_draft_of_its_own(kept: Kept) -> None:
    tea, coffee = kept.ask("about tea"), kept.ask("about coffee")
    app = app_of(store=kept.choice())
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await _opened(pilot, app, tea)
        await pilot.press(*"green")
        await _opened(pilot, app, coffee)
        await wait_until(pilot, lambda: _text(app) == "")
        await pilot.press(*"black")
        await _opened(pilot, app, tea)
        await wait_until(pilot, lambda: _text(app) == "green")
        await _opened(pilot, app, coffee)
        await wait_until(pilot, lambda: _text(app) == "black")
    assert (_draft(kept, tea), _draft(kept, coffee)) == ("green", "black")


async def test_a_draft_comes_back_at_the_next_start(kept: Kept) -> None:
    tea = kept.ask("about tea")
    app = app_of(store=kept.choice(tea))
    async with app.run_test() as pilot:
        await _opened(pilot, app, tea)
        await pilot.press(*"half a q")
        await pilot.press("ctrl+q")
    app = app_of(store=kept.choice(tea))
    async with app.run_test() as pilot:
        await _opened(pilot, app, tea)
        await wait_until(pilot, lambda: _text(app) == "half a q")
        await ask(pilot, app, "uestion")
        await until(pilot, app, "done")
        assert _text(app) == ""
    assert _draft(kept, tea) == ""


async def test_what_is_begun_in_a_new_conversation_is_kept_without_a_store() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await pilot.press(*"begun")
        await wait_until(pilot, lambda: new_draft() == "begun")
    app = app_of()
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: _text(app) == "begun")
        await until(pilot, app, "ready")
        await pilot.press("enter")
        await until(pilot, app, "done")
    assert new_draft() == ""


async def test_what_is_typed_goes_along_into_a_new_conversation(kept: Kept) -> None:
    tea = kept.ask("about tea")
    app = app_of(store=kept.choice(tea))
    async with app.run_test() as pilot:
        await _opened(pilot, app, tea)
        await pilot.press(*"other")
        await pilot.press("ctrl+n")
        await _opened(pilot, app, None)
        assert _text(app) == "other"
    assert _draft(kept, tea) == ""
    assert new_draft() == "other"


async def test_a_hostile_draft_is_shown_and_not_obeyed() -> None:
    keep_new_draft("x\x1b]52;c;aGk=\x07[red]")
    app = app_of()
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: _text(app) == "x]52;c;aGk=[red]")
        await pilot.pause()
