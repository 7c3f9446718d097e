"""`chatui comparisons`: what each command prints, on what it fails, and that nothing raw comes out."""

import json
from pathlib import Path

import pytest

from chatui.cli.chats.table import WIDTH, columns
from chatui.config.paths import database_path
from chatui.store.comparisons.reading import find
from chatui.store.database import Database
from chatui.store.opening import open_database
from tests.cli.command import CommandLine
from tests.comparison.export.samples import sample
from tests.store.chats import chat
from tests.store.comparisons.kept import Said, keep

FIVE, SIX = Said(), Said("It is \\boxed{6}.", "Let me guess.")


@pytest.fixture
def database(own_home: Path) -> Database:
    return open_database(database_path()).database


def test_the_list_is_the_newest_first(command: CommandLine, database: Database) -> None:
    first, second = keep(database, [FIVE, FIVE, SIX], "first"), keep(database, [SIX, FIVE], "second")
    chat(database, "no comparison")
    command("comparisons", "star", first)
    command("comparisons", "note", first, "a note")
    lines = command("comparisons", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [second, first]
    assert lines[1].split()[3:] == ["2/3", "5", "*", "first", "—", "a", "note"]
    assert command("comparisons", "list", "--starred").out.splitlines() == lines[1:]
    assert command("comparisons", "list", "--filter", "seco").out.splitlines() == lines[:1]
    assert command("comparisons", "list", "-n", "1").out.splitlines() == lines[:1]


def test_the_list_as_json(command: CommandLine, database: Database) -> None:
    key = keep(database, [FIVE, FIVE, Said(reason=None)])
    (found,) = json.loads(command("comparisons", "list", "--json").out)
    winner = {"answer": "5", "count": 2, "lanes": [0, 1]}
    assert {"id": key, "lanes": 3, "models": ["tiny"], "winner": winner}.items() <= found.items()
    assert found["created"].endswith("Z")


def test_nothing_to_list(command: CommandLine, database: Database) -> None:
    assert "No comparisons are kept yet." in command("comparisons", "list").err
    assert "There are no such comparisons." in command("comparisons", "list", "--starred").err
    assert json.loads(command("comparisons", "list", "--json").out) == []


def test_showing_one(command: CommandLine, database: Database) -> None:
    key = keep(database, [FIVE, FIVE, SIX])
    out = command("comparisons", "show", key[:6]).out
    assert out.startswith(f"2 + 3?\n{key} · ")
    assert "\n2 of 3 lanes agree on 5 (67 %).\nA 5" in out
    assert "2 of 3  67 %  lanes 0 and 1\n" in out
    assert "\nLane 2 (tiny): 6\n  seed 2, thought 1, answer 1, ≈steps 1, " in out
    assert "\n  disagrees\nIt is \\boxed{6}.\n" in out
    assert "Let me guess." not in out
    only = command("comparisons", "show", key, "--lane", "2", "--show-thoughts").out
    assert only.startswith("Lane 2 (tiny): 6\n")
    assert "\nThought · 1.5 s:\nLet me guess.\n" in only
    assert "Lane 1" not in only
    missing = command("comparisons", "show", key, "--lane", "7")
    assert (missing.code, missing.out) == (1, "")
    assert "has no lane 7. It has lanes 0, 1 and 2." in missing.err


def test_showing_one_as_json(command: CommandLine, database: Database) -> None:
    key = keep(database, [FIVE, SIX])
    shown = json.loads(command("comparisons", "show", key, "--json").out)
    assert (shown["schema"], shown["id"], len(shown["lanes"])) == (1, key, 2)
    assert shown["lanes"][1]["final_answer"] == "6"


def test_searching(command: CommandLine, database: Database) -> None:
    key = keep(database, [FIVE, SIX])
    chat(database, "guess")
    assert command("comparisons", "search", "guess").out.split()[:3] == [key, "1", "thought"]
    (hit,) = json.loads(command("comparisons", "search", "guess", "--json").out)
    assert (hit["id"], hit["lane"], hit["field"]) == (key, 1, "thought")
    assert "Nothing has these words." in command("comparisons", "search", "nowhere").err


def test_what_a_person_says_of_one(command: CommandLine, database: Database) -> None:
    key = keep(database, [FIVE, SIX])
    assert "Its title is “Sums”." in command("comparisons", "rename", key, "Sums").err
    assert "The note is kept." in command("comparisons", "note", key, "Look.").err
    assert "It has a star." in command("comparisons", "star", key).err
    assert "2 of 2 lanes agree on 5 (100 %)." in command("comparisons", "group", key, "1", "5").err
    assert "The right answer is 5." in command("comparisons", "reference", key, "5").err
    kept = find(database, key)
    assert (kept.conversation.title, kept.note, kept.is_starred) == ("Sums", "Look.", True)
    assert (dict(kept.by_hand), kept.setup.reference) == ({1: "5"}, "5")
    assert "No two lanes agree." in command("comparisons", "group", key, "1").err
    command("comparisons", "group", key, "1", "--none")
    command("comparisons", "rename", key, "")
    command("comparisons", "note", key, "")
    command("comparisons", "star", key, "--off")
    command("comparisons", "reference", key)
    kept = find(database, key)
    assert (kept.conversation.title, kept.note, kept.is_starred) == ("2 + 3?", "", False)
    assert (dict(kept.by_hand), kept.setup.reference) == ({1: None}, None)
    assert "has no lane 5." in command("comparisons", "group", key, "5", "6").err


def test_exports(command: CommandLine, database: Database, tmp_path: Path) -> None:
    first, second = keep(database, [FIVE, SIX]), keep(database, [SIX])
    assert command("comparisons", "export", first).out.startswith("# 2 + 3?\n")
    lines = command("comparisons", "export", first, second, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["type"] for line in lines] == [
        "comparison",
        "lane",
        "lane",
        "comparison",
        "lane",
    ]
    page = tmp_path / "page.html"
    told = command("comparisons", "export", first, "--format", "html", "-o", str(page))
    assert (told.out, f"Wrote {page}." in told.err) == ("", True)
    assert page.read_text().startswith("<!doctype html>")


def test_deleting_asks_and_can_be_undone(command: CommandLine, database: Database) -> None:
    key = keep(database, [FIVE])
    assert command("comparisons", "delete", key).code == 2
    told = command("comparisons", "delete", key, "-y").err
    assert f"`chatui comparisons restore {key}` brings it back" in told
    assert command("comparisons", "list").out == ""
    assert command("comparisons", "list", "--deleted").out.startswith(key)
    assert "is back" in command("comparisons", "restore", key).err
    assert command("comparisons", "list").out.startswith(key)
    command("comparisons", "delete", key, "-y", "--forever")
    assert command("comparisons", "show", key).code == 1


@pytest.mark.parametrize(
    "arguments",
    [["show"], ["rename", "x"], ["note", "x"], ["star"], ["export"], ["delete", "-y"], ["group", "0"]],
)
def test_a_chat_is_no_comparison(command: CommandLine, database: Database, arguments: list[str]) -> None:
    key = chat(database)
    result = command("comparisons", arguments[0], key, *arguments[1:])
    assert (result.code, result.out) == (1, "")
    assert f"There is no comparison '{key}'." in result.err


@pytest.mark.parametrize(
    "arguments", [["search"], ["export", "a", "b"], ["group", "a", "0", "5", "--none"], ["delete"]]
)
def test_wrong_usage(command: CommandLine, arguments: list[str]) -> None:
    assert command("comparisons", *arguments).code == 2


def test_nothing_raw_reaches_a_terminal(command: CommandLine, database: Database) -> None:
    key = sample(database).comparison.id
    for arguments in (
        ["list"],
        ["list", "--json"],
        ["show", key, "--show-thoughts"],
        ["show", key, "--json"],
        ["search", "alert"],
        ["search", "alert", "--json"],
        *(["export", key, "--format", form] for form in ("markdown", "jsonl", "html")),
    ):
        result = command("comparisons", *arguments)
        assert result.code == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(result.out + result.err)
    for line in command("comparisons", "list").out.splitlines():
        assert columns(line) <= WIDTH
