"""`chatui compare --replay`: the same lanes again, what differs, and the exit codes."""

import json

import pytest

from chatui.config.paths import database_path
from chatui.engine.script import Script, script_of
from chatui.errors import EngineCrashed
from chatui.store.comparisons.reading import list_comparisons
from chatui.store.opening import open_database
from tests.cli.command import CommandLine


@pytest.fixture
def kept(command: CommandLine) -> str:
    command("compare", "2 + 3?", "-n", "3", "--seed", "7", "--at-once", "2", "--save")
    (row,) = list_comparisons(open_database(database_path()).database)
    return row.id


def test_the_same_lanes_run_again(command: CommandLine, kept: str) -> None:
    done = command("compare", "--replay", kept[:5])
    assert done.code == 0
    assert done.out.splitlines() == [f"Lane {lane}: the same, 6 tokens" for lane in range(3)]
    assert "All 3 lanes are the same." in done.err
    seeds = [[lane.seed for lane in request.lanes] for request in command.engine.requests[-2:]]
    assert seeds == [[7, 8], [9]]
    assert command.engine.loads[-1].n_lanes == 2


def test_nothing_new_is_kept(command: CommandLine, kept: str) -> None:
    command("compare", "--replay", kept)
    assert len(list_comparisons(open_database(database_path()).database)) == 1


def test_other_tokens_are_told_and_fail(command: CommandLine, kept: str) -> None:
    command.play(script_of("Let me", "It is \\boxed{5}."))
    done = command("compare", "--replay", kept, "--json")
    assert done.code == 1
    found = json.loads(done.out)
    assert (found["schema"], found["comparison"], found["same"], found["differences"]) == (1, kept, False, [])
    assert found["lanes"][0] == {
        "lane": 0,
        "verdict": "different",
        "kept_tokens": 6,
        "first_difference": 5,
    }
    assert "0 of 3 lanes are the same." in done.err


def test_a_lane_that_fails(command: CommandLine, kept: str) -> None:
    command.play(Script(script_of("Let", "").pieces, error=EngineCrashed("It ended by SIGSEGV.")))
    done = command("compare", "--replay", kept)
    assert done.code == 1
    assert "It ended by SIGSEGV." in done.err
    assert "Lane 0: not run to its end this time" in done.out


def test_a_model_that_is_gone(command: CommandLine, kept: str) -> None:
    database = open_database(database_path()).database
    with database.writing() as connection:
        connection.execute("UPDATE variants SET path = '/gone.gguf', model_ref = 'r1-qwen-1.5b'")
    done = command("compare", "--replay", kept)
    assert (done.code, done.out) == (1, "")
    assert "chatui models pull r1-qwen-1.5b" in done.err


def test_all_else_was_kept(command: CommandLine, kept: str) -> None:
    for more in (["-n", "3"], ["Why?"], ["--seed", "1"], ["--save"], ["-m", "tiny"]):
        assert command("compare", "--replay", kept, *more).code == 2
    assert command("compare", "--replay", "zzz").code == 1
