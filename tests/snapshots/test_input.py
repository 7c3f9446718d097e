"""Pictures of what is new around the prompt; `pytest --snapshot-update tests/snapshots` takes them anew."""

from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from chatui.chat.attached_files import Attachment
from chatui.tui.look import Look
from chatui.tui.screens.notices import NoticesScreen
from chatui.tui.screens.settings import SettingsScreen
from chatui.tui.themed_app import ThemedApp
from chatui.tui.widgets.completion_list import CompletionList
from chatui.tui.widgets.prompt_area import PromptArea
from chatui.tui.widgets.prompt_chips import Chip
from tests.snapshots.test_screens import Compare, picture
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

SIZES = [(80, 24), (160, 50)]


class Below(ThemedApp):
    """The place for the next question under something that a list may cover."""

    CSS = "#above { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Static("what is above\n" * 60, id="above")
        yield PromptArea()

    def on_mount(self) -> None:
        self.query_one(PromptArea).prompt.focus()


@pytest.mark.parametrize("size", SIZES)
def test_commands(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = Below()

    async def reach(pilot: Pilot[None]) -> None:
        await pilot.press("slash", "down")
        await wait_until(pilot, lambda: app.query_one(CompletionList).highlighted == 1)

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_paths(
    snap_compare: Compare, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    (folder / "inner").mkdir(parents=True)
    for name in ("notes.txt", "page [draft].md", "数学.txt", "a name that is " + "so long " * 12 + ".txt"):
        (folder / name).write_text("x")
    app = Below()

    async def reach(pilot: Pilot[None]) -> None:
        await pilot.press(*"see @")
        await wait_until(pilot, lambda: app.query_one(CompletionList).option_count == 5)

    monkeypatch.chdir(folder)
    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", SIZES)
def test_chips(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = Below()

    async def reach(pilot: Pilot[None]) -> None:
        area = app.query_one(PromptArea)
        area.show_context(4096)
        area.show("compare these", [Attachment("notes.txt", "x" * 2000), Attachment("数学.md", "数" * 9000)])
        area.prompt.insert("x")
        await wait_until(pilot, lambda: len(app.query(Chip)) == 2)

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
def test_settings(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await until(pilot, app, "ready")
        await pilot.press("f4")
        await wait_until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("home", "shift+end", *"1.2", "tab", "home", "shift+end", *"4")
        await wait_until(pilot, lambda: "Top p cannot be 4" in screen_text(app))

    picture(snap_compare, app, size, reach)


@pytest.mark.parametrize("theme", ["high-contrast", "terminal", "textual-light"])
def test_themes(snap_compare: Compare, theme: str) -> None:
    app = app_of(look=Look(theme))

    async def reach(pilot: Pilot[None]) -> None:
        await until(pilot, app, "ready")
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "done")
        await pilot.press("slash")
        await wait_until(pilot, lambda: app.query_one(CompletionList).is_open)

    picture(snap_compare, app, (80, 24), reach)


def test_messages(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "chatui.tui.screens.notices.time.localtime", lambda _: (2026, 11, 24, 9, 5, 7, 1, 328, 0)
    )
    app = app_of()

    async def reach(pilot: Pilot[None]) -> None:
        await until(pilot, app, "ready")
        await ask(pilot, app, "/tmep 1")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: len(app.notices) == 2)
        app.clear_notifications()
        await pilot.press("f5")
        await wait_until(pilot, lambda: isinstance(app.screen, NoticesScreen))

    picture(snap_compare, app, (80, 24), reach)
