"""Comparisons among the chats: marked in the list, opened with their lanes, gone on with in the chat."""

from textual.pilot import Pilot

from chatui.store.owners import Owner
from chatui.tui.app import ChatApp
from chatui.tui.comparing.kept_lanes import KeptLanes
from chatui.tui.screens.compare import CompareScreen
from chatui.tui.turn import Phase
from chatui.tui.widgets.chats.chat_line import COMPARISON_MARK
from chatui.tui.widgets.chats.chat_list import ChatList
from tests.store.comparisons.kept import Said, keep
from tests.tui.comparing.app import phases, shown
from tests.tui.conftest import app_of
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import lists, shows, tells, versions
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

DEAD = Owner(2**22 + 1, 1.0)
WIDE = (140, 40)


async def lanes_of(pilot: Pilot[None], app: ChatApp, key: str) -> CompareScreen:
    screen = await shown(pilot, app)
    assert isinstance(screen.source, KeptLanes)
    assert screen.source.key == key
    return screen


async def test_a_comparison_is_marked_in_the_list_and_opens_with_its_lanes(kept: Kept) -> None:
    key = keep(kept.open().database, [Said(), Said("It is \\boxed{6}.")])
    kept.ask("a chat")
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        await lists(pilot, app, "a chat", "2 + 3?")
        await wait_until(pilot, lambda: f"{COMPARISON_MARK}2 + 3?" in screen_text(app))
        assert f"{COMPARISON_MARK}a chat" not in screen_text(app)
        app.query_one(ChatList).focus()
        await pilot.press("end", "enter")
        await lanes_of(pilot, app, key)
        await pilot.press("f12")
        await shows(pilot, app, "2 + 3?")
        await wait_until(pilot, lambda: len(versions(app)) == 1)
        await wait_until(pilot, lambda: f"▸ {COMPARISON_MARK}2 + 3?" in screen_text(app))


async def test_an_interrupted_comparison_opens_as_one(kept: Kept) -> None:
    key = keep(kept.open().database, [Said(reason=None), Said(reason=None)], owner=DEAD)
    app = app_of(store=kept.choice())
    async with app.run_test(size=WIDE) as pilot:
        screen = await lanes_of(pilot, app, key)
        assert phases(screen) == [Phase.INTERRUPTED] * 2
        await tells(pilot, app, "in the middle of a comparison the last time")
        await pilot.press("escape")
        await shows(pilot, app)


async def test_a_comparison_that_was_held_last_is_gone_on_with_as_one(kept: Kept) -> None:
    key = keep(kept.open().database, [Said(), Said()])
    app = app_of(store=kept.choice(key))
    async with app.run_test(size=WIDE) as pilot:
        await lanes_of(pilot, app, key)
