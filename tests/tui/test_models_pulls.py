"""The models screen on a scripted library: downloads."""

from pathlib import Path

from textual.pilot import Pilot

from chatui.errors import ModelError
from chatui.library.scripted import ScriptedLibrary, ScriptedPull
from chatui.models.download.progress import PullProgress, PullState
from chatui.tui.app import ChatApp
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.screens.models import ModelsScreen
from chatui.tui.widgets.models.download_line import DownloadLine
from tests.tui.conftest import app_of
from tests.tui.driving import answers, ask, until
from tests.tui.library import ROWS, library_of
from tests.tui.models_driving import (
    choose,
    chosen,
    details,
    line_of,
    lines,
    notice,
    open_models,
    question,
)
from tests.tui.waiting import wait_until

TOTAL = 1_117_320_736
HALF = PullProgress(PullState.DOWNLOADING, TOTAL // 2, TOTAL, 5_200_000, 107)


def download_line(app: ChatApp) -> str:
    return str(app.screen_stack[0].query_one(DownloadLine).render())


async def begin(pilot: Pilot[None], app: ChatApp, library: ScriptedLibrary) -> ScriptedPull:
    """Download the small distill, up to its first byte."""
    await open_models(pilot, app)
    await choose(pilot, app, "r1-qwen-1.5b")
    await pilot.press("enter")
    await wait_until(pilot, lambda: len(library.pulls()) == 1)
    await wait_until(pilot, lambda: "connecting" in line_of(app, "Qwen 1.5B"))
    return library.pulls()[0]


async def test_a_download_is_live_in_its_row_and_in_the_details() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        pull = await begin(pilot, app, library)
        pull.progress = HALF
        await wait_until(pilot, lambda: "50 %" in line_of(app, "Qwen 1.5B"))
        assert "━━━━━╌╌╌╌╌" in line_of(app, "Qwen 1.5B")
        whole = "downloading 50 % · 559 MB of 1.12 GB · 5.20 MB/s · 2 min left"
        await wait_until(pilot, lambda: whole in details(app))
        pull.progress = PullProgress(PullState.STALLED, TOTAL // 2, TOTAL, detail="try 2 of 6")
        await wait_until(pilot, lambda: "stalled, try 2 of 6 · 559 MB of 1.12 GB" in details(app))
        pull.progress = PullProgress(PullState.VERIFYING, TOTAL, TOTAL)
        await wait_until(pilot, lambda: "verifying" in line_of(app, "Qwen 1.5B"))
        pull.finish(Path("/models/r1-qwen-1.5b.gguf"))
        await wait_until(pilot, lambda: "on this disk, whole" in notice(app))
        await wait_until(pilot, lambda: "on disk" in line_of(app, "Qwen 1.5B"))
        assert chosen(app) == "r1-qwen-1.5b"


async def test_one_chats_meanwhile_and_the_download_is_still_there() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        pull = await begin(pilot, app, library)
        pull.progress = HALF
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await wait_until(pilot, lambda: download_line(app) == "↓ r1-qwen-1.5b 50 % · 2 min left")
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "done")
        assert answers(app)
        await open_models(pilot, app)
        assert "50 %" in line_of(app, "Qwen 1.5B")
        assert chosen(app) == "r1-qwen-1.5b"
        await pilot.press("f2")
        pull.finish(Path("/models/r1-qwen-1.5b.gguf"))
        await wait_until(pilot, lambda: download_line(app) == "")
        await wait_until(pilot, lambda: any("whole" in note.message for note in app._notifications))
        assert len([note for note in app._notifications if "whole" in note.message]) == 1


async def test_a_click_on_the_running_downloads_opens_the_models() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        library.pull("r1-qwen-1.5b").progress = HALF
        library.pull("r1-qwen-7b").progress = PullProgress(PullState.DOWNLOADING, 0, TOTAL)
        app.screen.query_one(DownloadLine).look()
        await wait_until(pilot, lambda: download_line(app) == "↓ 2 downloads 25 %")
        await pilot.click(DownloadLine)
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))


async def test_cancel_resume_and_discard() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        pull = await begin(pilot, app, library)
        pull.progress = HALF
        await wait_until(pilot, lambda: "50 %" in line_of(app, "Qwen 1.5B"))
        await pilot.press("c")
        await wait_until(
            pilot, lambda: "49 % here" in line_of(app, "1.5B") or "50 % here" in line_of(app, "1.5B")
        )
        assert pull.is_cancelled
        assert "was cancelled. D goes on with it" in notice(app)
        await pilot.press("d")
        await wait_until(pilot, lambda: len(library.pulls()) == 2)
        library.pulls()[1].progress = HALF
        await wait_until(pilot, lambda: "50 %" in line_of(app, "Qwen 1.5B"))
        await pilot.press("c")
        await wait_until(pilot, lambda: "here" in line_of(app, "Qwen 1.5B"))
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert "559 MB that came already are thrown away" in question(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        assert ("discard_part", "r1-qwen-1.5b") not in library.asked
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await wait_until(pilot, lambda: "The part of r1-qwen-1.5b is gone" in notice(app))
        await wait_until(pilot, lambda: "here" not in line_of(app, "Qwen 1.5B"))


async def test_a_download_that_fails_says_what_to_do_next() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        pull = await begin(pilot, app, library)
        pull.fail(ModelError("The disk is full.", "Free 600 MB, then begin it again."))
        await wait_until(pilot, lambda: "The disk is full. Free 600 MB" in notice(app))
        await wait_until(pilot, lambda: "The disk is full. Free 600 MB" in details(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(library.pulls()) == 2)


async def test_a_download_that_cannot_begin_is_told() -> None:
    def fail(method: str, about: str) -> None:
        if method == "pull":
            raise ModelError("The hub cannot be reached.", "Check the network.")

    app = app_of(library=ScriptedLibrary(ROWS, before=fail))
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-7b")
        await pilot.press("d")
        await wait_until(pilot, lambda: "The hub cannot be reached. Check the network." in notice(app))


async def test_offline_is_a_state_in_which_everything_here_works() -> None:
    library = library_of(is_offline=True)
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-7b")
        for key in ("d", "i"):
            await pilot.press(key)
            await wait_until(pilot, lambda: "chatui is offline" in notice(app))
        await pilot.press("s", *"deepseek", "enter")
        await wait_until(pilot, lambda: not lines(app))
        assert not {method for method, _ in library.asked} & {"pull", "search_hub", "details_from_hub"}


async def test_what_is_too_big_is_downloaded_only_after_asking() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-32b")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert "it needs 22.4 GB, and 7.80 GB are free" in question(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        assert library.pulls() == ()
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.click("#yes")
        await wait_until(pilot, lambda: len(library.pulls()) == 1)


async def test_another_quantization_is_chosen_in_the_details() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-1.5b")
        await wait_until(pilot, lambda: bool(app.screen.query_one("#quantizations").size.height))
        await pilot.press("right")
        await wait_until(pilot, lambda: app.screen.query_one("#quantizations").has_focus)
        await pilot.press("j", "enter")
        await wait_until(pilot, lambda: chosen(app) == "r1-qwen-1.5b:Q6_K")
        assert "connecting" in line_of(app, "r1-qwen-1.5b:Q6_K")
