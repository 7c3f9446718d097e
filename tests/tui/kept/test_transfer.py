"""Export and import in the app, and the jobs behind them."""

import json
from pathlib import Path

import pytest

from chatui.store.listing import list_conversations
from chatui.tui.kept.transfers import (
    ExportForm,
    TransferProgress,
    TransferStopped,
    export,
    free_path,
    import_file,
)
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.export_chat import ExportScreen
from chatui.tui.screens.open_file import OpenFileScreen
from chatui.tui.screens.transfer import TransferScreen
from chatui.tui.widgets.models.line_input import LineInput
from tests.tui.conftest import app_of
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import said, shows, tells
from tests.tui.waiting import wait_until


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    home = tmp_path / "person"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


async def test_a_chat_is_exported_and_the_place_is_told(kept: Kept, home: Path) -> None:
    app = app_of(store=kept.choice(kept.ask("What is 1 + 1?")))
    async with app.run_test() as pilot:
        await shows(pilot, app, "What is 1 + 1?")
        await pilot.press("f7")
        await wait_until(pilot, lambda: isinstance(app.screen, ExportScreen))
        await pilot.press("enter", "enter")
        file = home / "what-is-1-1.md"
        await wait_until(pilot, lambda: any(f"Wrote {file}" in text for text in said(app)))
        assert "So it is." in file.read_text("utf-8")
        assert file.stat().st_mode & 0o077 == 0


async def test_a_file_that_is_there_is_replaced_only_when_told_twice(kept: Kept, home: Path) -> None:
    (home / "mine.md").write_text("precious")
    app = app_of(store=kept.choice(kept.ask("q")))
    async with app.run_test() as pilot:
        await shows(pilot, app, "q")
        await pilot.press("f7", "tab")
        await wait_until(pilot, lambda: isinstance(app.screen, ExportScreen))
        app.screen.query_one(LineInput).value = "~/mine.md"
        await pilot.press("enter")
        await wait_until(pilot, lambda: "is there already" in str(app.screen.query_one(".remark").render()))
        assert (home / "mine.md").read_text() == "precious"
        await pilot.press("enter")
        await wait_until(pilot, lambda: (home / "mine.md").read_text() != "precious")


async def test_an_import_lists_what_it_left_out(kept: Kept, home: Path) -> None:
    message = {"role": "user", "content": [{"type": "file"}, {"type": "text", "text": "hello"}]}
    chat = {"name": "from elsewhere", "messages": [{"versions": [message], "currentlySelected": 0}]}
    (home / "x.conversation.json").write_text(json.dumps(chat))
    app = app_of(store=kept.choice(kept.ask("here")))
    async with app.run_test(size=(140, 40)) as pilot:
        await shows(pilot, app, "here")
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, OpenFileScreen))
        app.screen.query_one(LineInput).value = "~/x.conversation.json"
        await pilot.press("enter")
        await wait_until(
            pilot, lambda: isinstance(app.screen, TransferScreen) and bool(app.screen.query(".-read"))
        )
        assert "left out" in str(app.screen.query_one("#unread Static").render())
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await tells(pilot, app, "Imported 1 chat")


async def test_a_file_of_no_known_format_is_told(kept: Kept, home: Path) -> None:
    (home / "x.json").write_text("[1, 2]")
    app = app_of(store=kept.choice(kept.ask("here")))
    async with app.run_test() as pilot:
        await shows(pilot, app, "here")
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, OpenFileScreen))
        app.screen.query_one(LineInput).value = "~/x.json"
        await pilot.press("enter")
        await wait_until(pilot, lambda: "no known format" in "".join(said(app)))


def test_all_chats_go_out_and_in_again(kept: Kept, tmp_path: Path) -> None:
    for question in ("one", "two"):
        kept.ask(question)
    progress, file = TransferProgress(), tmp_path / "all.json"
    assert export(kept.open().database, ExportForm.ALL, "", file)(progress).text == f"Wrote {file}."
    assert progress.total == 2
    other = Kept(tmp_path / "other.db")
    database = other.open().database
    assert import_file(database, file)(TransferProgress()).text == "Imported 2 chats from chatui."
    assert "2 were here already" in import_file(database, file)(TransferProgress()).text
    assert [chat.title for chat in list_conversations(database)] == ["two", "one"]
    database.close()


def test_a_stopped_export_leaves_no_file(kept: Kept, tmp_path: Path) -> None:
    kept.ask("one")
    progress = TransferProgress()
    progress.stop.set()
    with pytest.raises(TransferStopped):
        export(kept.open().database, ExportForm.ALL, "", tmp_path / "all.json")(progress)
    assert not list(tmp_path.glob("all*"))


def test_a_file_is_named_after_its_chat(tmp_path: Path) -> None:
    assert free_path(tmp_path, "What is 9.9? / Ä", ".md").name == "what-is-9.9-ä.md"
    (tmp_path / "chat.md").touch()
    assert free_path(tmp_path, "???", ".md").name == "chat-2.md"
