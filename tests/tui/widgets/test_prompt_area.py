"""The place for the next question: its lists, files and long pastes."""

import os
from pathlib import Path

import pytest
from textual import events

from chatui.chat.attached_files import Attachment
from chatui.tui.messages import CommandAsked, QuestionAsked
from chatui.tui.widgets.completion_list import CompletionList
from chatui.tui.widgets.prompt_chips import Chip
from tests.tui.waiting import wait_until
from tests.tui.widgets.area_host import AreaHost, asked_question

LONG = "\n".join(f"line {number} " + "x" * 40 for number in range(2134))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with files."""
    place = tmp_path / "work"
    (place / "docs").mkdir(parents=True)
    (place / "notes.txt").write_text("remember the milk")
    (place / "docs" / "my page.md").write_text("# page")
    (place / "binary.dat").write_bytes(b"\0\1\2")
    monkeypatch.chdir(place)
    return place


async def test_commands_are_listed_narrowed_and_completed() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press("slash")
        await wait_until(pilot, lambda: len(app.lines) > 15)
        await pilot.press("t", "e")
        await wait_until(pilot, lambda: app.lines[:1] == ["/temp ‹0 to 2›"])
        await pilot.press("tab")
        await wait_until(pilot, lambda: app.area.prompt.text == "/temp ")
        assert not app.query_one(CompletionList).is_open
        await pilot.press(*"1.1", "enter")
        await wait_until(pilot, lambda: bool(app.all_of(CommandAsked)))
        command = app.all_of(CommandAsked)[0]
        assert isinstance(command, CommandAsked)
        assert (command.command.slash, command.argument) == ("temp", "1.1")
        assert app.area.prompt.text == ""


async def test_enter_runs_the_chosen_command_and_escape_closes_the_list() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press("slash", "h", "e")
        await wait_until(pilot, lambda: app.lines[:1] == ["/help"])
        await pilot.press("escape")
        await wait_until(pilot, lambda: not app.query_one(CompletionList).is_open)
        await pilot.press("l")
        await wait_until(pilot, lambda: app.query_one(CompletionList).is_open)
        await pilot.press("enter")
        await wait_until(pilot, lambda: bool(app.all_of(CommandAsked)))
        assert app.all_of(QuestionAsked) == []


async def test_an_unknown_command_stays_and_names_the_nearest() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press(*"/tmep 1", "enter")
        await wait_until(pilot, lambda: bool(app.said))
        assert "Did you mean /temp?" in app.said[0]
        assert app.area.prompt.text == "/tmep 1"


async def test_two_slashes_send_one_and_the_prompt_is_emptied() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press(*"//new", "enter")
        asked = await asked_question(pilot, app)
        assert asked.text == "/new"
        app.area.accept(asked.text)
        assert app.area.prompt.text == ""
        app.area.give_back(asked.text)
        assert app.area.prompt.text == "//new"


@pytest.mark.usefixtures("folder")
async def test_a_path_is_completed_and_the_file_attached() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press(*"see @no")
        await wait_until(pilot, lambda: app.lines == ["notes.txt"])
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(app.query(Chip)) == 1)
        assert app.area.prompt.text == "see notes.txt"
        await pilot.press("!", "enter")
        asked = await asked_question(pilot, app)
        assert asked.attachments == (Attachment("notes.txt", "remember the milk"),)
        app.area.accept(asked.text)
        await wait_until(pilot, lambda: len(app.query(Chip)) == 0)


@pytest.mark.usefixtures("folder")
async def test_a_folder_leads_on_to_names_with_spaces() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press(*"@doc")
        await wait_until(pilot, lambda: app.lines == ["docs/"])
        await pilot.press("tab")
        await wait_until(pilot, lambda: app.lines == ["docs/my page.md"])
        await pilot.press("tab")
        await wait_until(pilot, lambda: [each.name for each in app.area.attachments] == ["my page.md"])
        assert app.area.prompt.text == "my page.md"


@pytest.mark.usefixtures("folder")
async def test_a_chip_is_reached_and_removed_by_keys() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        app.area.attach(Path("notes.txt"))
        await wait_until(pilot, lambda: len(app.query(Chip)) == 1)
        await pilot.press("shift+tab")
        await wait_until(pilot, lambda: app.query_one(Chip).has_focus)
        await pilot.press("delete")
        await wait_until(pilot, lambda: app.area.attachments == ())
        assert app.area.prompt.has_focus


@pytest.mark.usefixtures("folder")
async def test_what_cannot_be_attached_is_said() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        app.area.attach(Path("binary.dat"))
        await wait_until(pilot, lambda: bool(app.said))
        assert "is not text" in app.said[0]
        assert app.area.attachments == ()


async def test_files_alone_are_no_question(folder: Path) -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        app.area.attach(folder / "notes.txt")
        await wait_until(pilot, lambda: len(app.area.attachments) == 1)
        await pilot.press("enter")
        await wait_until(pilot, lambda: bool(app.said))
        assert app.all_of(QuestionAsked) == []


async def test_a_dropped_file_is_offered(folder: Path) -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        path = str(folder / "docs" / "my page.md").replace(" ", "\\ ")
        await pilot.press(*"see ")
        app.post_message(events.Paste(f"{path} "))
        await wait_until(pilot, lambda: app.lines[:1] == ["Attach my page.md"])
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(app.area.attachments) == 1)
        assert app.area.prompt.text == "see "


async def test_a_pasted_path_can_stay_text_and_what_is_no_file_is_not_offered(folder: Path) -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        app.post_message(events.Paste(str(folder / "notes.txt")))
        await wait_until(pilot, lambda: app.query_one(CompletionList).is_open)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: not app.query_one(CompletionList).is_open)
        assert app.area.prompt.text == str(folder / "notes.txt")
        app.area.prompt.clear()
        app.post_message(events.Paste(str(folder / "absent.txt")))
        await wait_until(pilot, lambda: app.area.prompt.text.endswith("absent.txt"))
        assert not app.query_one(CompletionList).is_open


async def test_a_hundred_kilobytes_are_pasted_as_a_mark_and_sent_in_full() -> None:
    assert len(LONG) > 100_000
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press(*"a ")
        app.post_message(events.Paste(LONG))
        await wait_until(pilot, lambda: len(app.query(Chip)) == 1)
        assert app.area.prompt.text == "a [pasted text 1: 2,134 lines]"
        await pilot.press(*" b", "enter")
        asked = await asked_question(pilot, app)
        assert asked.text == f"a {LONG} b"
        app.area.accept(asked.text)
        assert app.area.prompt.text == ""
        await pilot.press("up")
        assert app.area.prompt.full_text == f"a {LONG} b"
        assert app.area.prompt.text.startswith("[pasted text")


async def test_a_long_paste_expands_and_one_backspace_deletes_its_mark() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("y" * 5000))
        await wait_until(pilot, lambda: len(app.query(Chip)) == 1)
        await pilot.press("backspace")
        await wait_until(pilot, lambda: len(app.query(Chip)) == 0)
        assert app.area.prompt.text == ""
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: len(app.query(Chip)) == 1)
        await pilot.press("shift+tab", "enter")
        await wait_until(pilot, lambda: app.area.prompt.text == "y" * 5000)
        await wait_until(pilot, lambda: len(app.query(Chip)) == 0)


async def test_hostile_names_are_shown_and_not_obeyed(folder: Path) -> None:
    (folder / "x[red]y[@click=app.exit].txt").write_text("x")
    (folder / "x\x1b]0;t\x07.txt").write_text("x")
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press(*"@x[")
        await wait_until(pilot, lambda: app.lines == ["x[red]y[@click=app.exit].txt"])
        await pilot.press("tab")
        app.area.attach(folder / "x\x1b]0;t\x07.txt")
        await wait_until(pilot, lambda: len(app.query(Chip)) == 2)
        shown = "".join(str(chip.render()) for chip in app.query(Chip))
        assert "x[red]y[@click=app.exit].txt" in shown
        assert "\x1b" not in shown
        app.area.attach(folder / "gone\x1b[2J.txt")
        await wait_until(pilot, lambda: bool(app.said))
        assert "\x1b" not in app.said[0]
        assert os.listdir(folder)
