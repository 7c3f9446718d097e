from textual.widgets import OptionList

from chatui.library.scripted import ScriptedLibrary
from chatui.tui.screens.help import HelpScreen
from chatui.tui.screens.models import ModelsScreen
from chatui.tui.widgets.key_bar import KeyBar
from tests.tui.conftest import app_of
from tests.tui.driving import ask
from tests.tui.library import R1_SMALL, RECOMMENDATION, TINY
from tests.tui.waiting import wait_until


async def test_a_click_on_a_key_does_what_the_key_does() -> None:
    app = app_of()
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        shown = str(app.query_one(KeyBar).render())
        await pilot.click(KeyBar, offset=(2 + shown.index("Models"), 0))
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        await wait_until(pilot, lambda: "F1 Help" in str(app.screen.query_one(KeyBar).render()))
        shown = str(app.screen.query_one(KeyBar).render())
        await pilot.click(app.screen.query_one(KeyBar), offset=(2 + shown.index("F1"), 0))
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_a_click_between_two_keys_does_nothing() -> None:
    app = app_of()
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.pause()
        shown = str(app.query_one(KeyBar).render())
        await pilot.click(KeyBar, offset=(2 + shown.index("^O") - 1, 0))
        await pilot.pause()
        assert not isinstance(app.screen, ModelsScreen)


async def test_only_what_can_be_done_is_shown() -> None:
    app = app_of()
    async with app.run_test(size=(160, 24)) as pilot:
        await pilot.press("f2")
        await wait_until(pilot, lambda: "Verify" in str(app.screen.query_one(KeyBar).render()))
        assert "Cancel" not in str(app.screen.query_one(KeyBar).render())
        assert "Download" not in str(app.screen.query_one(KeyBar).render())
        assert app.screen.query(OptionList)


async def test_what_the_start_recommends_is_not_offered_in_a_conversation() -> None:
    app = app_of(library=ScriptedLibrary((TINY, R1_SMALL), recommendation=RECOMMENDATION))
    async with app.run_test(size=(160, 24)) as pilot:
        await wait_until(pilot, lambda: "F3 Get model" in str(app.query_one(KeyBar).render()))
        await ask(pilot, app, "Hi")
        await wait_until(pilot, lambda: "Get model" not in str(app.query_one(KeyBar).render()))
        await pilot.press("ctrl+n")
        await wait_until(pilot, lambda: "F3 Get model" in str(app.query_one(KeyBar).render()))
