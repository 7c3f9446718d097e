"""The list of chats: open, filter, rename, pin, delete and undo, and what another instance did."""

from functools import partial

import pytest

from chatui.config.ui_state import load_ui_state
from chatui.store import conversations
from chatui.store.conversations import create
from chatui.store.messages import add_question
from chatui.store.values import ConversationSettings
from chatui.tui.screens.rename import RenameScreen
from chatui.tui.widgets.chats.chat_list import ChatList
from chatui.tui.widgets.chats.filter_input import FilterInput
from chatui.tui.widgets.chats.sidebar import ChatsSidebar
from chatui.tui.widgets.models.line_input import LineInput
from chatui.tui.widgets.prompt import Prompt
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import listed, lists, pane_title, questions, shows, tells
from tests.tui.waiting import wait_until

WIDE = (140, 40)


async def test_the_list_opens_chats_by_key_and_by_mouse(kept: Kept) -> None:
    for question in ("oldest", "middle", "newest"):
        kept.ask(question)
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await lists(pilot, app, "newest", "middle", "oldest")
        await pilot.press("ctrl+b", "ctrl+b")
        chats = app.query_one(ChatList)
        await wait_until(pilot, lambda: chats.has_focus)
        await pilot.press("j", "enter")
        await shows(pilot, app, "middle")
        await wait_until(pilot, lambda: pane_title(app) == "middle")
        assert app.query_one(Prompt).has_focus
        # The list is made anew to mark what was opened, and a click just then meets no line.
        await wait_until(pilot, lambda: chats.chosen is not None and chats.in_view == chats.chosen.id)
        await pilot.click(ChatList, offset=(3, 3))
        await shows(pilot, app, "oldest")


async def test_on_a_narrow_terminal_it_stands_over_the_conversation_until_it_is_left(kept: Kept) -> None:
    kept.ask("one")
    app = app_of(store=kept.choice())
    async with app.run_test(size=(80, 24)) as pilot:
        sidebar = app.query_one(ChatsSidebar)
        await pilot.press("ctrl+b")
        await wait_until(pilot, lambda: sidebar.display and bool(listed(app)))
        assert app.query_one("#conversation").region.x == 0
        await pilot.press("escape")
        await wait_until(pilot, lambda: not sidebar.display)
        await pilot.press("ctrl+b")
        await wait_until(pilot, lambda: app.query_one(ChatList).has_focus)
        await pilot.press("enter")
        await shows(pilot, app, "one")
        assert not sidebar.display


async def test_a_hidden_list_stays_hidden(kept: Kept) -> None:
    kept.ask("one")
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await wait_until(pilot, lambda: app.query_one(ChatsSidebar).display)
        await pilot.press("ctrl+b")
        await wait_until(pilot, lambda: load_ui_state().shows_chats is False)
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await lists(pilot, app, "one")
        assert not app.query_one(ChatsSidebar).display


async def test_the_list_is_filtered_as_one_types(kept: Kept) -> None:
    for question in ("red apple", "green apple", "red wine"):
        kept.ask(question)
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await lists(pilot, app, "red wine", "green apple", "red apple")
        app.query_one(ChatList).focus()
        await pilot.press("slash", *"RED")
        await lists(pilot, app, "red wine", "red apple")
        await pilot.press(*" ap", "down")
        await lists(pilot, app, "red apple")
        await pilot.press("slash", *"zzz")
        await wait_until(pilot, lambda: app.query_one(ChatsSidebar).has_class("-empty"))
        await pilot.press("escape")
        await lists(pilot, app, "red wine", "green apple", "red apple")
        assert app.query_one(FilterInput).has_focus


async def test_a_chat_is_renamed_and_pinned(kept: Kept) -> None:
    key = kept.ask("first")
    kept.ask("second")
    app = app_of(store=kept.choice(key))
    async with app.run_test(size=WIDE) as pilot:
        await lists(pilot, app, "second", "first")
        app.query_one(ChatList).focus()
        await pilot.press("end", "r")
        await wait_until(pilot, lambda: isinstance(app.screen, RenameScreen))
        app.screen.query_one(LineInput).value = "mine [red]"
        await pilot.press("enter")
        await lists(pilot, app, "second", "mine [red]")
        await wait_until(pilot, lambda: "mine" in pane_title(app))
        await pilot.press("p")
        await lists(pilot, app, "mine [red]", "second")
    assert conversations.get(kept.open().database, key).is_pinned


async def test_a_deleted_chat_comes_back_with_a_key(kept: Kept) -> None:
    kept.ask("first")
    key = kept.ask("second")
    app = app_of(store=kept.choice(key))
    async with app.run_test(size=WIDE) as pilot:
        await lists(pilot, app, "second", "first")
        await shows(pilot, app, "second")
        app.query_one(ChatList).focus()
        await pilot.press("home", "x")
        await lists(pilot, app, "first")
        await tells(pilot, app, "U in the list of chats")
        await wait_until(pilot, lambda: questions(app) == [])
        app.query_one(ChatList).focus()
        await pilot.press("u")
        await lists(pilot, app, "second", "first")
        await pilot.press("u")
        await tells(pilot, app, "Nothing was deleted")


async def test_what_another_instance_did_is_seen_when_the_list_is_looked_at(kept: Kept) -> None:
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, app, "ready")
        kept.ask("from elsewhere")
        await pilot.press("ctrl+b")
        await lists(pilot, app, "from elsewhere")


async def test_opening_another_chat_stops_the_answer_and_keeps_it(kept: Kept) -> None:
    kept.ask("old")
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, app, "new")
        await until(pilot, app, "done")
        await lists(pilot, app, "new", "old")


@pytest.mark.parametrize("count", [350])
async def test_many_chats_come_page_by_page(kept: Kept, count: int) -> None:
    database = kept.open().database
    with database.writing():
        for number in range(count):
            key = create(database, ConversationSettings())
            add_question(database, key, None, f"chat {number}")
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await wait_until(pilot, lambda: len(listed(app)) == 100)
        app.query_one(ChatList).focus()
        for expected in (200, 300, 350):
            await pilot.press("end")
            await wait_until(pilot, partial(lambda count: len(listed(app)) == count, expected))
        assert listed(app)[-1] == "chat 0"
        assert len(set(listed(app))) == count
