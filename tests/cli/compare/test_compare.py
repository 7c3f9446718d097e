"""`chatui compare` in this process, on a scripted engine."""

import json
from pathlib import Path
from typing import Any

import pytest

from chatui.chat.events import FinishReason
from chatui.engine.script import LoadScript, Piece, PieceKind, Script, words
from chatui.errors import EngineCrashed, ModelError
from tests.cli.command import CommandLine
from tests.models.gguf.gguf_bytes import Gguf


def talk(*answers: str, thought: str = "Let me add.", reason: FinishReason = FinishReason.STOP) -> Script:
    """Every lane thinks the same; lane k gives the k-th answer."""
    pieces: list[Piece] = [*words(thought, PieceKind.THOUGHT)]
    for lane, answer in enumerate(answers):
        pieces += words(answer, PieceKind.ANSWER, lane=lane)
    return Script(tuple(pieces), reason)


@pytest.fixture
def two_of_three(command: CommandLine) -> CommandLine:
    command.play(talk("\n\nIt is \\boxed{5}.", "\\boxed{6}", "\\boxed{5.0}"))
    return command


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_answers_and_vote_go_to_stdout_and_the_rest_to_stderr(two_of_three: CommandLine) -> None:
    done = two_of_three("compare", "2 + 3?", "-n", "3", "--seed", "7")
    assert done.code == 0
    assert (
        done.out
        == """\
Lane 0 (seed 7, 6 tokens):
It is \\boxed{5}.

Lane 1 (seed 8, 4 tokens):
\\boxed{6}

Lane 2 (seed 9, 4 tokens):
\\boxed{5.0}

2 of 3 lanes agree on 5 (67 %).
A 5  █████████████░░░░░░░  2 of 3  67 %  lanes 0 and 2
B 6  ███████░░░░░░░░░░░░░  1 of 3  33 %  lane 1
"""
    )
    assert "Seeds 7 to 9, one a lane." in done.err
    assert "3 lanes together" in done.err
    assert "Lane 1 is over: 6, 4 tokens." in done.err
    assert "Let me add." not in done.err


def test_quiet_says_nothing_on_stderr(two_of_three: CommandLine) -> None:
    done = two_of_three("compare", "2 + 3?", "-n", "3", "-q")
    assert (done.code, done.err) == (0, "")


def test_thoughts_are_shown_on_wish(two_of_three: CommandLine) -> None:
    done = two_of_three("compare", "2 + 3?", "-n", "3", "-q", "--show-thoughts")
    assert done.err.count("Let me add.") == 3
    assert "Thought of lane 1:\n" in done.err


def test_json_is_what_the_docs_promise(two_of_three: CommandLine) -> None:
    done = two_of_three("compare", "2 + 3?", "-n", "3", "--seed", "7", "--json")
    (found,) = objects(done.out)
    assert found["schema"] == 1
    assert found["prompt"] == "2 + 3?"
    assert found["vote"] == [
        {"answer": "5", "count": 2, "lanes": [0, 2]},
        {"answer": "6", "count": 1, "lanes": [1]},
    ]
    assert found["agreement"] == round(2 / 3, 4)
    assert set(found["timings"]) >= {"prompt_tokens_evaluated", "decode_tokens_per_s", "total_s"}
    assert found["timings"]["prompt_tokens_evaluated"] == 12
    assert [lane["lane"] for lane in found["lanes"]] == [0, 1, 2]
    assert [lane["seed"] for lane in found["lanes"]] == [7, 8, 9]
    first = found["lanes"][0]
    assert (first["thought"], first["final_answer"], first["finish_reason"]) == ("Let me add.", "5", "stop")


def test_a_lane_is_what_ask_prints_and_more(two_of_three: CommandLine) -> None:
    (lane, *_) = objects(two_of_three("compare", "Hi", "-n", "3", "--json").out)[0]["lanes"]
    two_of_three.play(talk("\\boxed{5}"))
    asked = objects(two_of_three("ask", "Hi", "--json").out)[0]
    assert set(asked) < set(lane)


def test_stream_json_names_the_lanes(two_of_three: CommandLine) -> None:
    done = two_of_three("compare", "2 + 3?", "-n", "3", "--stream-json", "-q")
    events = objects(done.out)
    kinds = [event["event"] for event in events]
    assert kinds[0] == "load_progress"
    assert kinds[-1] == "result"
    assert events[kinds.index("model_loaded")]["lanes"] == [0, 1, 2]
    assert events[kinds.index("prompt_progress")]["lanes"] == [0, 1, 2]
    assert {event["lane"] for event in events if event["event"] == "answer_delta"} == {0, 1, 2}
    ends = [event for event in events if event["event"] == "finished"]
    assert sorted(event["lane"] for event in ends) == [0, 1, 2]
    assert "token_ids" not in ends[0]


def test_a_system_prompt_and_a_file_reach_every_lane(two_of_three: CommandLine, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("two and three")
    done = two_of_three("compare", "Sum?", "-n", "3", "--file", str(notes), "--system", "Be brief.", "--json")
    request = two_of_three.engine.requests[0]
    assert request.messages[0].content == "Be brief."
    assert request.messages[-1].content.endswith("[file content end]\nSum?")
    assert objects(done.out)[0]["prompt"] == request.messages[-1].content


def test_the_question_comes_from_stdin(two_of_three: CommandLine) -> None:
    done = two_of_three("compare", "-n", "3", "--json", stdin=b"2 + 3?\n")
    assert objects(done.out)[0]["prompt"] == "2 + 3?"


def test_one_model_under_several_settings(two_of_three: CommandLine) -> None:
    done = two_of_three(
        "compare", "Hi", "-n", "1", "--vary", "temperature=0.2,1.0,none", "--temperature", "0.5", "--json"
    )
    lanes = objects(done.out)[0]["lanes"]
    labels = ["temperature 0.2", "temperature 1.0", "usual temperature"]
    assert [lane["variant"] for lane in lanes] == labels
    assert [lane["sampling"]["temperature"] for lane in lanes] == [0.2, 1.0, 0.6]
    assert "Compared: temperature 0.2; temperature 1.0; usual temperature." in done.err


def test_settings_are_combined(command: CommandLine) -> None:
    command.play(talk(*["\\boxed{5}"] * 4))
    done = command("compare", "Hi", "-n", "1", "--vary", "think=on,off", "--vary", "budget=5,none", "--json")
    lanes = objects(done.out)[0]["lanes"]
    assert [(lane["think"], lane["sampling"]["thought_budget"]) for lane in lanes] == [
        (True, 5),
        (True, None),
        (False, 5),
        (False, None),
    ]
    assert lanes[1]["variant"] == "thinking, usual budget"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("temperature", "is not NAME=VALUE,VALUE"),
        ("colour=red,blue", "temperature, think, budget"),
        ("temperature=0.1,9", "range"),
        ("temperature=0.1,0.1", "that differ"),
        ("think=on,", "that differ"),
        ("budget=many,1", "not a valid integer"),
    ],
)
def test_settings_are_checked(command: CommandLine, value: str, why: str) -> None:
    done = command("compare", "Hi", "--vary", value)
    assert done.code == 2
    assert why in done.err


def test_several_models_run_one_after_the_other(command: CommandLine, tmp_path: Path) -> None:
    other = Gguf().write(tmp_path / "other.gguf")
    command.play(talk("\\boxed{5}", "\\boxed{5}"))
    done = command("compare", "Hi", "-n", "2", "-m", "tiny", "-m", str(other), "--json")
    lanes = objects(done.out)[0]["lanes"]
    assert [lane["model"]["ref"] for lane in lanes] == ["tiny", "tiny", str(other), str(other)]
    assert [load.path for load in command.engine.loads] == [str(command.model), str(other)]
    assert "2 models, one after the other." in done.err
    assert objects(done.out)[0]["plan"]["together"] is False


def test_models_together_that_do_not_fit_are_refused(
    command: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Gguf().write(tmp_path / "other.gguf")
    monkeypatch.setattr("chatui.library.machine_figures.available_bytes", lambda: 0)
    done = command("compare", "Hi", "-m", "tiny", "-m", str(other), "--together")
    assert done.code == 1
    assert "Loaded together these 2 models need about" in done.err
    assert "Without --together" in done.err
    assert done.out == ""


def test_the_shortest_thoughts_are_enough(command: CommandLine) -> None:
    pieces = (
        *words("Let me add.", PieceKind.THOUGHT),
        *words("\\boxed{5}", PieceKind.ANSWER, lane=1),
        *words("Hmm. " * 2000, PieceKind.THOUGHT, pause_s=0.001),
    )
    command.play(Script(pieces))
    done = command("compare", "Hi", "-n", "3", "--stop-after", "1", "--json")
    (found,) = objects(done.out)
    assert found["early_stop"]["lanes"] == [0, 2]
    assert [lane["stopped_early"] for lane in found["lanes"]] == [True, False, True]
    assert found["winner"]["answer"] == "5"
    assert "1 of 3 thoughts are over. Lanes 0, 2: stopped." in done.err
    assert "2 lanes were stopped early: about" in done.err


def test_a_thought_that_reached_another_answer_is_told(command: CommandLine) -> None:
    command.play(talk("\\boxed{6}", thought="So the answer is 5."))
    done = command("compare", "Hi", "-n", "1")
    assert "! Lane 0: its thought seems to have reached 5 (a heuristic)." in done.out


def test_free_text_is_not_counted(command: CommandLine) -> None:
    story = "Once upon a time there was a very long story that nobody could ever count as an answer."
    command.play(talk(story, story))
    done = command("compare", "Hi", "-n", "2")
    assert "Nothing to count: the answers are free text" in done.out
    assert "? lanes 0 and 1: not grouped: free text\n" in done.out


def test_no_answer_at_all_is_exit_code_3(command: CommandLine) -> None:
    command.play(talk(reason=FinishReason.LENGTH))
    done = command("compare", "Hi", "-n", "2")
    assert done.code == 3
    assert "Lane 0 (seed" in done.out
    assert "no answer; --max-tokens was reached" in done.out
    assert "No lane gave an answer." in done.err


def test_lanes_that_failed_are_named_and_the_others_printed(command: CommandLine, tmp_path: Path) -> None:
    other = Gguf().write(tmp_path / "other.gguf")
    crash = Script(tuple(words("Let me", PieceKind.THOUGHT)), error=EngineCrashed("It is gone.", "Again."))
    command.play(talk("\\boxed{5}"), crash)
    done = command("compare", "Hi", "-n", "1", "-m", "tiny", "-m", str(other), "--json")
    assert done.code == 1
    assert "chatui: Lane 1 failed: It is gone. Again." in done.err
    lanes = objects(done.out)[0]["lanes"]
    assert [lane["error"] for lane in lanes] == [None, "It is gone. Again."]
    assert (lanes[1]["thought"], lanes[1]["usage"]["thought_tokens"]) == ("Let me", 2)


def test_a_model_that_cannot_be_loaded_prints_no_data(command: CommandLine) -> None:
    command.play(talk("5"), load=LoadScript(error=ModelError("It is broken.", "Get another.")))
    done = command("compare", "Hi", "--json")
    assert (done.code, done.out) == (1, "")
    assert "chatui: It is broken. Get another.\n" in done.err


@pytest.mark.parametrize(
    "options", [("--json", "--stream-json"), ("--show-thoughts", "--hide-thought"), ("-n", "0")]
)
def test_options_that_make_no_sense(command: CommandLine, options: tuple[str, ...]) -> None:
    assert command("compare", "Hi", *options).code == 2


def test_a_model_that_is_not_here_is_named(command: CommandLine) -> None:
    done = command("compare", "Hi", "-m", "r1-qwen-1.5b", "--offline")
    assert done.code == 1
    assert "models pull" in done.err


def test_what_a_model_says_is_harmless(command: CommandLine) -> None:
    command.play(talk("\x1b[31m\\boxed{5\x1b[0m}"))
    for options in ((), ("--json",), ("--stream-json",)):
        done = command("compare", "Hi", "-n", "1", *options)
        assert "\x1b" not in done.out + done.err
        assert "\\u001b" not in done.out
