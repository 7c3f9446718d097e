import sys
from pathlib import Path

import chatui.tui.screens
from chatui.tui.screens.models import ModelsScreen
from chatui.tui.widgets.thought_panel import ThoughtPanel
from tests.tui.conftest import app_of
from tests.tui.waiting import wait_until

SCREENS = Path(chatui.tui.screens.__file__).parent


async def test_screens_have_their_styles_before_they_are_shown() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        sheets = [str(path) for path in SCREENS.glob("*.tcss")]
        assert len(sheets) > 5
        await wait_until(pilot, lambda: all(app.stylesheet.has_source(sheet) for sheet in sheets))
        rules = app.query_one(ThoughtPanel).styles.base.get_rules()
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        chat = app.screen_stack[0].query_one(ThoughtPanel)
        assert chat.styles.base.get_rules() == rules


async def test_what_draws_code_and_formulas_is_loaded() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await wait_until(
            pilot, lambda: {"pylatexenc.latexwalker", "pygments.lexers.python"} <= set(sys.modules)
        )
