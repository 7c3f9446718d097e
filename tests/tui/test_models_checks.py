"""The models screen on a scripted library: checks and removals."""

import pytest

from chatui.errors import ModelError
from chatui.library.scripted import ScriptedLibrary
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.screens.models import ModelsScreen
from tests.tui.conftest import app_of
from tests.tui.library import ROWS, library_of
from tests.tui.models_driving import (
    Hold,
    choose,
    line_of,
    notice,
    open_models,
    question,
)
from tests.tui.test_models_pulls import HALF, begin
from tests.tui.waiting import wait_until


async def test_removing_what_another_program_has_is_asked_twice() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("x")
        await wait_until(pilot, lambda: "Remove deepseek-r1:8b?" in question(app))
        assert "This frees 5.03 GB" in question(app)
        assert "/ollama/blobs" in question(app)
        await pilot.press("y")
        await wait_until(pilot, lambda: "Delete Ollama's files?" in question(app))
        await pilot.press("n")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        assert ("remove", "deepseek-r1:8b") not in library.asked
        await pilot.press("x")
        await wait_until(pilot, lambda: "Remove deepseek-r1:8b?" in question(app))
        await pilot.press("y")
        await wait_until(pilot, lambda: "Delete Ollama's files?" in question(app))
        await pilot.press("y")
        await wait_until(pilot, lambda: "deepseek-r1:8b is removed; 5.03 GB are free." in notice(app))
        await wait_until(pilot, lambda: "on disk" not in line_of(app, "0528"))


async def test_a_broken_file_is_asked_about_once() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "./half.gguf")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "is incomplete" in notice(app))
        await pilot.press("delete")
        await wait_until(pilot, lambda: "Remove ./half.gguf?" in question(app))
        await pilot.press("y")
        await wait_until(pilot, lambda: "is removed" in notice(app))


async def test_the_model_in_use_is_not_removed() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await pilot.press("x")
        await wait_until(pilot, lambda: "The chat uses tiny." in notice(app))
        assert ("removal", "tiny") not in library.asked


async def test_verifying_shows_how_far_it_is_and_goes_on_without_the_screen() -> None:
    hold = Hold("verify")
    app = app_of(library=ScriptedLibrary(ROWS, before=hold))
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("v")
        await wait_until(pilot, lambda: "0 %" in line_of(app, "0528"))
        hold.let_go()
        await wait_until(pilot, lambda: "50 %" in line_of(app, "0528"))
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        hold.let_go(2)
        await open_models(pilot, app)
        await wait_until(pilot, lambda: "is right. The checksum is the published one." in notice(app))
        assert "on disk" in line_of(app, "0528")


async def test_a_check_can_be_stopped() -> None:
    hold = Hold("verify")
    app = app_of(library=ScriptedLibrary(ROWS, before=hold))
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("v")
        await wait_until(pilot, hold.reached.is_set)
        await wait_until(pilot, lambda: "0 %" in line_of(app, "0528"))
        await pilot.press("c")
        hold.let_go(3)
        await wait_until(pilot, lambda: "The check of deepseek-r1:8b was stopped." in notice(app))


@pytest.mark.parametrize("method", ["remove", "discard_part", "verify", "removal"])
async def test_no_fault_of_the_library_ends_the_app(method: str) -> None:
    def fail(asked: str, about: str) -> None:
        if asked == method:
            raise ModelError(f"{method} fails.", "Try again.")

    library = ScriptedLibrary(ROWS, before=fail)
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        if method == "discard_part":
            pull = await begin(pilot, app, library)
            pull.progress = HALF
            pull.cancel()
            await wait_until(pilot, lambda: "here" in line_of(app, "Qwen 1.5B"))
        else:
            await open_models(pilot, app)
            await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("v" if method == "verify" else "x")
        while not notice(app):
            await pilot.pause()
            if isinstance(app.screen, ConfirmScreen):
                await pilot.press("y")
        assert f"{method} fails. Try again." in notice(app)
