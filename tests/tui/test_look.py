from pathlib import Path

import pytest
from textual.color import Color

from chatui.config.settings import Settings
from chatui.config.ui_state import load_ui_state
from chatui.errors import ConfigError
from chatui.tui.look import Look, look_of
from chatui.tui.screens.notices import NoticesScreen
from chatui.tui.themes import DEFAULT_THEME, HIGH_CONTRAST, OWN_THEMES, THEME_NAMES
from chatui.tui.widgets.thought_panel import ThoughtPanel
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.test_injection import FORBIDDEN, screen_text
from tests.tui.waiting import wait_until

FILE = Path("/home/me/config.toml")


def test_the_settings_theme_comes_before_the_remembered_one() -> None:
    assert look_of(Settings(), FILE) == Look(DEFAULT_THEME)
    assert look_of(Settings(theme="nord"), FILE) == Look("nord", theme_is_set=True)


def test_an_unknown_theme_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"config\.toml, theme") as raised:
        look_of(Settings(theme="high-contrst"), FILE)
    assert "'high-contrast'" in raised.value.hint


@pytest.mark.usefixtures("own_home")
async def test_a_theme_is_chosen_by_name_and_remembered() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, "/theme high-contrast")
        await wait_until(pilot, lambda: app.theme == "high-contrast")
        await wait_until(pilot, lambda: load_ui_state().theme == "high-contrast")
        await ask(pilot, app, "/theme nrod")
        await wait_until(pilot, lambda: len(app.notices) == 1)
        assert "Did you mean 'nord'?" in next(iter(app.notices)).text
    assert look_of(Settings(), FILE).theme == "high-contrast"


async def test_a_theme_that_the_settings_name_is_not_overruled_by_a_choice() -> None:
    app = app_of(look=Look("nord", theme_is_set=True))
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        app.theme = "dracula"
        await wait_until(pilot, lambda: len(app.notices) == 1)
    assert load_ui_state().theme is None


@pytest.mark.parametrize("theme", [*(theme.name for theme in OWN_THEMES), "ansi-light", "textual-light"])
async def test_every_kind_of_theme_draws_the_chat(theme: str) -> None:
    assert theme in THEME_NAMES
    app = app_of(look=Look(theme))
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, app, "q")
        await until(pilot, app, "done")
        assert "845" in screen_text(app)


async def test_lines_between_panes_are_faint_but_not_in_high_contrast() -> None:
    app = app_of(look=Look("high-contrast"))
    async with app.run_test(size=(140, 40)) as pilot:
        panel = app.query_one(ThoughtPanel)
        assert panel.styles.border_top[1] == Color.parse("#ffffff")
        app.theme = DEFAULT_THEME
        await wait_until(pilot, lambda: panel.styles.border_top[1].a < 0.3)


def test_high_contrast_is_that() -> None:
    ground = Color.parse(HIGH_CONTRAST.background or "")
    for colour in (
        HIGH_CONTRAST.foreground,
        HIGH_CONTRAST.primary,
        HIGH_CONTRAST.error,
        HIGH_CONTRAST.accent,
        HIGH_CONTRAST.variables["rule"],
    ):
        assert _contrast(Color.parse(colour or ""), ground) > 7


def _contrast(first: Color, second: Color) -> float:
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_what_was_said_can_be_read_again() -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, "/tmep [red] 1")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: len(app.notices) == 2)
        await pilot.press("f5")
        await wait_until(pilot, lambda: isinstance(app.screen, NoticesScreen))
        assert "There is no answer to copy yet." in screen_text(app)
        assert not FORBIDDEN & set(screen_text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, NoticesScreen))
