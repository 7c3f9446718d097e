"""`chatui chats`: what each command prints, on what it fails, and that nothing raw reaches a terminal."""

import json
from pathlib import Path

import pytest

from chatui.chat.messages import Role
from chatui.cli.chats.table import WIDTH, columns, cut
from chatui.config.paths import database_path
from chatui.store.conversations import pin
from chatui.store.database import Database
from chatui.store.opening import open_database
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.keeping import keep
from tests.cli.command import CommandLine, Stdin
from tests.store.chats import add_turn, begin_chat, chat

HOSTILE = "a\x1b]0;owned\x07b\x9b31mc\u202ed"


@pytest.fixture
def database(own_home: Path) -> Database:
    return open_database(database_path()).database


def test_the_list_is_the_newest_first(command: CommandLine, database: Database) -> None:
    first, second = chat(database, "first"), chat(database, "second")
    pin(database, first)
    lines = command("chats", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [second, first]
    assert lines[1].endswith("* first")
    assert command("chats", "list", "-n", "1").out.splitlines() == lines[:1]
    assert command("chats", "list", "--filter", "fir").out.splitlines() == lines[1:]


def test_the_list_as_json(command: CommandLine, database: Database) -> None:
    key = chat(database, "first")
    chat(database, "second")
    found = json.loads(command("chats", "list", "--json").out)
    assert [item["title"] for item in found] == ["second", "first"]
    assert {"id": key, "model": "tiny", "pinned": False, "deleted": None}.items() <= found[1].items()
    assert found[1]["created"].endswith("Z")


def test_nothing_to_list(command: CommandLine, database: Database) -> None:
    result = command("chats", "list")
    assert (result.code, result.out) == (0, "")
    assert "No chats are kept yet." in result.err
    assert json.loads(command("chats", "list", "--json").out) == []


def test_a_table_fits_eighty_columns(command: CommandLine, database: Database) -> None:
    chat(database, "word " * 40)
    chat(database, "分数" * 40, "分数" * 60)
    for arguments in (["list"], ["search", "word"], ["search", "分数"]):
        for line in command("chats", *arguments).out.splitlines():
            assert columns(line) <= WIDTH


def test_cells_are_cut_by_columns() -> None:
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "ab…"
    assert cut("分数分数", 5) == "分数…"
    assert columns("e\u0301") == 1


def test_showing_a_chat(command: CommandLine, database: Database) -> None:
    key = chat(database, "2 + 3?", "It is 5.", "Let me add.")
    out = command("chats", "show", key[:6]).out
    assert out.startswith(f"2 + 3?\n{key} · ")
    assert "\nYou:\n2 + 3?\n" in out
    assert "\nThought:\nLet me add.\n" in out
    assert out.endswith("\nModel:\nIt is 5.\n")
    assert "Let me" not in command("chats", "show", key, "--hide-thought").out


def test_showing_a_chat_as_json(command: CommandLine, database: Database) -> None:
    key = begin_chat(database)
    add_turn(database, key, "one")
    add_turn(database, key, "two")
    shown = json.loads(command("chats", "show", key, "--json").out)
    assert (shown["schema"], shown["id"], len(shown["messages"]), shown["leaf"]) == (1, key, 4, 3)


@pytest.mark.parametrize("arguments", [["show"], ["export"], ["delete", "-y"], ["restore"]])
def test_an_unknown_id(command: CommandLine, database: Database, arguments: list[str]) -> None:
    result = command("chats", arguments[0], "zzz", *arguments[1:])
    assert (result.code, result.out) == (1, "")
    assert "There is no chat 'zzz'." in result.err


def test_searching(command: CommandLine, database: Database) -> None:
    key = chat(database, "Fractions?", "One half.", "The numerator, I think.")
    line = command("chats", "search", "numer", "think").out
    assert line.split()[:2] == [key, "thought"]
    (hit,) = json.loads(command("chats", "search", "numer", "--json").out)
    assert hit["hits"] == ["numerator"]
    assert (hit["id"], hit["field"], hit["title"]) == (key, "thought", "Fractions?")
    nothing = command("chats", "search", '"--', "nowhere")
    assert (nothing.code, nothing.out) == (0, "")
    assert "Nothing has these words." in nothing.err


def test_exporting_and_importing(command: CommandLine, database: Database, tmp_path: Path) -> None:
    keys = [chat(database, "one"), chat(database, "two")]
    file = tmp_path / "all.json"
    assert command("chats", "export", "--all", "--format", "json", "-o", str(file)).out == ""
    assert file.read_text() == command("chats", "export", *keys, "--format", "json").out
    again = command("chats", "import", str(file))
    assert (again.out, again.code) == ("", 0)
    assert "Imported 0 chats from chatui; 2 were here already." in again.err
    assert command("chats", "delete", *keys, "-y", "--forever").code == 0
    assert command("chats", "import", str(file)).out.split() == keys
    assert [item["id"] for item in json.loads(command("chats", "list", "--json").out)] == keys[::-1]


def test_exports_for_people(command: CommandLine, database: Database, tmp_path: Path) -> None:
    key = chat(database, "2 + 3?", "It is 5.", "Let me add.")
    assert command("chats", "export", key).out.startswith("# 2 + 3?\n")
    page = tmp_path / "page.html"
    assert "Wrote" in command("chats", "export", key, "--format", "html", "-o", str(page)).err
    assert page.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    "arguments",
    [["export"], ["export", "a", "--all"], ["export", "a", "b"], ["export", "--all"], ["search"], ["delete"]],
)
def test_wrong_usage(command: CommandLine, arguments: list[str]) -> None:
    assert command("chats", *arguments).code == 2


def test_what_an_import_leaves_out_is_listed(command: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "conversations.json"
    file.write_text(json.dumps([{"title": f"Empty {HOSTILE}", "mapping": {}}]))
    result = command("chats", "import", str(file))
    assert (result.code, result.out) == (0, "")
    assert "“Empty a]0;ownedb31mc<U+202E>d”, was left out: it has no text." in result.err
    found = json.loads(command("chats", "import", str(file), "--json").out)
    assert (found["source"], found["imported"], len(found["unread"])) == ("ChatGPT", [], 1)


def test_a_file_of_no_known_format(command: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Hello")
    result = command("chats", "import", str(file))
    assert result.code == 1
    assert "is not JSON. chatui reads its own JSON" in result.err


def test_deleting_asks_on_a_terminal(command: CommandLine, database: Database) -> None:
    key = chat(database, "wanted")
    kept = command("chats", "delete", key, stdin=Stdin(b"n\n", is_terminal=True))
    assert "Delete “wanted”?" in kept.err
    assert kept.code == 130
    assert "wanted" in command("chats", "list").out
    gone = command("chats", "delete", key, stdin=Stdin(b"y\n", is_terminal=True))
    assert gone.code == 0
    assert command("chats", "list").out == ""


def test_deleting_without_a_terminal_needs_a_yes(command: CommandLine, database: Database) -> None:
    key = chat(database)
    result = command("chats", "delete", key)
    assert result.code == 2
    assert "--yes" in result.err
    assert key in command("chats", "list").out


def test_deleting_can_be_undone(command: CommandLine, database: Database) -> None:
    key = chat(database, "wanted")
    assert f"`chatui chats restore {key}`" in command("chats", "delete", key, "--yes").err
    assert command("chats", "list").out == ""
    assert key in command("chats", "list", "--deleted").out
    assert command("chats", "restore", key).code == 0
    assert key in command("chats", "list").out


def test_all_or_none_are_deleted(command: CommandLine, database: Database) -> None:
    key = chat(database)
    assert command("chats", "delete", key, "zzz", "--yes").code == 1
    assert key in command("chats", "list").out


def test_nothing_raw_reaches_the_terminal(command: CommandLine, database: Database) -> None:
    nodes = (Node(Role.USER, HOSTILE), Node(Role.ASSISTANT, f"{HOSTILE} word", 0, HOSTILE))
    (key,) = keep(database, [Document(HOSTILE, nodes, 1)]).ids
    for arguments in (
        ["list"],
        ["list", "--json"],
        ["show", key],
        ["show", key, "--json"],
        ["search", "word"],
        ["search", "word", "--json"],
        ["export", key],
        ["export", key, "--format", "json"],
        ["export", key, "--format", "html"],
        ["delete", key, "--yes"],
    ):
        result = command("chats", *arguments)
        assert result.code == 0
        assert not set(result.out + result.err) & set("\x1b\x07\x9b\u202e")


def test_a_damaged_file_is_moved_aside_and_named(command: CommandLine) -> None:
    database_path().write_bytes(b"garbage " * 1000)
    result = command("chats", "list")
    assert result.code == 0
    assert "chatui.db.corrupt-" in result.err
