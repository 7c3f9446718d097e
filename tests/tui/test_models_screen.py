"""The models screen on a scripted library: looking around in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatui.errors import ModelError
from chatui.library.scripted import ScriptedLibrary
from chatui.library.values import ModelRow
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.help import HelpScreen
from chatui.tui.screens.models import ModelsScreen
from chatui.tui.widgets.models.details_panel import DetailsPanel
from chatui.tui.widgets.models.model_list import ModelList
from tests.tui.conftest import app_of
from tests.tui.driving import until
from tests.tui.library import R1_SMALL, ROWS, TINY
from tests.tui.models_driving import (
    Hold,
    choose,
    chosen,
    details,
    line_of,
    lines,
    models,
    notice,
    open_models,
    typed,
)
from tests.tui.test_injection import ESCAPES, FORBIDDEN, MARKUP, screen_text
from tests.tui.waiting import wait_until

SIZES = [(60, 20), (80, 24), (120, 30), (200, 60)]


async def test_disk_and_catalogue_are_one_list_with_what_fits_at_a_glance() -> None:
    app = app_of()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        assert [line.split(" ─")[0] for line in lines(app) if "─" in line] == [
            "On this disk · 3",
            "To download · 4",
        ]
        assert chosen(app) == "tiny"
        assert "✓ fits" in line_of(app, "Qwen 1.5B")
        assert "≈ tight" in line_of(app, "Qwen 7B")
        assert "✗ too big" in line_of(app, "Qwen 32B")
        assert "? unknown" in line_of(app, "Qwen3.5")
        assert "in use" in line_of(app, "Demo model")
        assert "broken" in line_of(app, "half.gguf")
        assert "on disk" in line_of(app, "0528")


async def test_typing_filters_and_escape_steps_out() -> None:
    app = app_of()
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await pilot.press("slash", *"qwen fits")
        await wait_until(pilot, lambda: len(lines(app)) == 2)
        assert "1.5B" in lines(app)[1]
        await pilot.press("down", "j")
        assert typed(app) == "qwen fits"
        await pilot.press("slash", *" nothing")
        await wait_until(pilot, lambda: not lines(app))
        await wait_until(pilot, lambda: not details(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: len(lines(app)) == 9)
        await wait_until(pilot, lambda: models(app).has_focus)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_the_filter_finds_states_licences_and_owners() -> None:
    app = app_of()
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        for words, title in (("on disk ollama", "0528"), ("too big", "32B"), ("broken", "half.gguf")):
            await pilot.press("slash", *words)
            await wait_until(pilot, lambda: len(lines(app)) == 2)
            assert title in lines(app)[1]
            await pilot.press("escape")


async def test_the_screen_answers_keys_while_the_library_is_slow() -> None:
    hold = Hold("models")
    app = app_of(library=ScriptedLibrary(ROWS, before=hold))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("f2")
        await wait_until(pilot, hold.reached.is_set)
        assert "Looking for models" in screen_text(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        hold.let_go(9)


async def test_an_error_of_the_library_is_a_notice_and_escape_takes_it_away() -> None:
    def fail(method: str, about: str) -> None:
        if method == "models":
            raise ModelError("The model folder cannot be read.", "Check its permissions.")

    app = app_of(library=ScriptedLibrary(ROWS, before=fail))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        await wait_until(pilot, lambda: "cannot be read. Check its permissions." in notice(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: not notice(app))
        assert isinstance(app.screen, ModelsScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_is_usable(size: tuple[int, int]) -> None:
    app = app_of()
    async with app.run_test(size=size) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-1.5b")
        panel = app.screen.query_one(DetailsPanel)
        assert panel.display is (size[0] >= 110)
        await pilot.press("right")
        await wait_until(pilot, lambda: panel.has_focus_within and panel.size.width > 30)
        await pilot.press("escape")
        await wait_until(pilot, lambda: models(app).has_focus)
        assert chosen(app) == "r1-qwen-1.5b"
        # The name may be cut, but never the part that tells models of a family apart.
        assert "1.5B" in screen_text(app)
        assert "✗ too big" in screen_text(app)


async def test_no_rows() -> None:
    app = app_of(library=ScriptedLibrary())
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("f2")
        await wait_until(pilot, lambda: "There is no model." in screen_text(app))
        await pilot.press("enter", "d", "x", "v", "c", "i", "right", "left", "escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_five_hundred_rows() -> None:
    rows = [replace(R1_SMALL, ref=f"model-{n}", title=f"Model number {n}") for n in range(500)]
    app = app_of(library=ScriptedLibrary([TINY, *rows]))
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await pilot.press("end")
        await wait_until(pilot, lambda: chosen(app) == "model-499")
        await pilot.press("pageup", "slash", *"number 42")
        await wait_until(pilot, lambda: len(lines(app)) == 16)


async def test_hostile_names_are_shown_and_not_obeyed() -> None:
    text = f"{MARKUP} 模型 🙂 {ESCAPES}"
    hostile = ModelRow(
        text, text, text, text, text, text, 5, license=text, path=Path("/x") / "a\x1b]52;c;\x07b"
    )
    hostile = replace(hostile, origin=None, fault=text)
    app = app_of(library=ScriptedLibrary([TINY, hostile]))
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await pilot.press("end")
        await wait_until(pilot, lambda: "[red]x[/blue]" in details(app))
        await pilot.press("slash", *"list[int]")
        await wait_until(pilot, lambda: len(lines(app)) == 2)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: bool(notice(app)))
        await pilot.press("x")
        await wait_until(pilot, lambda: not isinstance(app.screen, ModelsScreen))
        assert not FORBIDDEN & set(screen_text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        assert not FORBIDDEN & set(screen_text(app))
        assert app.is_running


async def test_a_click_chooses_and_a_double_click_takes() -> None:
    app = app_of()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        at = next(index for index, line in enumerate(lines(app)) if "Qwen 7B" in line)
        await pilot.click("#models", offset=(6, at))
        await wait_until(pilot, lambda: chosen(app) == "r1-qwen-7b")
        assert app.screen.query_one("#models", ModelList).chosen
        await pilot.click("#models", offset=(6, 0))
        assert chosen(app) == "r1-qwen-7b"
        await pilot.click("#models", offset=(6, at), times=2)
        await wait_until(pilot, lambda: "connecting" in line_of(app, "Qwen 7B"))


async def test_place_and_filter_are_kept_while_the_chat_is_shown() -> None:
    app = app_of()
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, app, "ready")
        await open_models(pilot, app)
        await pilot.press("slash", *"distill", "enter")
        await choose(pilot, app, "r1-qwen-7b")
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await open_models(pilot, app)
        assert (typed(app), chosen(app)) == ("distill", "r1-qwen-7b")


async def test_help_and_palette_know_the_keys_of_the_list() -> None:
    app = app_of()
    async with app.run_test(size=(120, 40)) as pilot:
        await open_models(pilot, app)
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "In the list" in screen_text(app)
        await pilot.press("escape", "ctrl+p")
        await pilot.press(*"search the hub", "enter")
        await wait_until(pilot, lambda: "Type words" in screen_text(app))
