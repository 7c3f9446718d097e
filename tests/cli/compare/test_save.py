"""`chatui compare --save`: the lanes become a comparison, whatever becomes of them."""

import json

from chatui.config.paths import database_path
from chatui.engine.script import Script, script_of
from chatui.errors import EngineCrashed
from chatui.store.comparisons.reading import find, list_comparisons
from chatui.store.comparisons.values import KeptComparison
from chatui.store.opening import open_database
from chatui.store.values import MessageState
from tests.cli.command import CommandLine


def only_comparison() -> KeptComparison:
    database = open_database(database_path()).database
    (row,) = list_comparisons(database)
    return find(database, row.id)


def test_lanes_are_kept_and_their_id_told(command: CommandLine) -> None:
    result = command("compare", "2 + 3?", "-n", "2", "--seed", "7", "--save", "--stop-after", "2")
    kept = only_comparison()
    assert f"Kept as comparison {kept.id}." in result.err
    assert [lane.answer.final_answer for lane in kept.lanes] == ["5", "5"]
    assert [lane.answer.provenance.seed for lane in kept.lanes] == [7, 8]
    assert (kept.question.text, kept.setup.enough_thoughts) == ("2 + 3?", 2)


def test_json_has_the_id(command: CommandLine) -> None:
    result = command("compare", "2 + 3?", "-n", "2", "--save", "--json", "-q")
    assert json.loads(result.out)["comparison"] == only_comparison().id
    assert result.err == ""


def test_without_save_nothing_is_kept(command: CommandLine) -> None:
    assert "comparison" not in json.loads(command("compare", "2 + 3?", "--json").out)
    assert not database_path().exists()


def test_a_crash_is_kept(command: CommandLine) -> None:
    command.play(Script(script_of("Hm", "It is").pieces, error=EngineCrashed("It ended by SIGSEGV.")))
    assert command("compare", "Hi", "-n", "2", "--save").code == 1
    states = [lane.answer.outcome.state for lane in only_comparison().lanes]
    assert states == [MessageState.ERROR, MessageState.ERROR]


def test_a_store_that_fails_costs_no_answer(command: CommandLine) -> None:
    database_path().mkdir()
    result = command("compare", "2 + 3?", "-n", "2", "--save")
    assert result.code == 0
    assert "lanes agree on 5 (" in result.out
    assert "file of conversations" in result.err
