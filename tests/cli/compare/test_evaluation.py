"""`chatui compare --questions` on a scripted engine: what is printed, refused and kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chatui.chat.events import FinishReason
from chatui.engine.script import Piece, PieceKind, Script
from tests.cli.command import CommandLine


@pytest.fixture
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("sums.jsonl")
    path.write_text(
        '{"question": "2 + 3?", "answer": "5"}\n{"question": "1 + 1?", "answer": "2", "id": "b"}\n'
    )
    return path


def lanes(*answers: str) -> Script:
    """A question whose lanes think longer and longer, and end with these answers."""
    pieces = [
        Piece("Hm. ", PieceKind.THOUGHT, lane=lane)
        for lane in range(len(answers))
        for _ in range(10 * (lane + 1))
    ]
    return Script(
        (*pieces, *(Piece(f"\\boxed{{{answer}}}", lane=lane) for lane, answer in enumerate(answers)))
    )


def test_the_table(command: CommandLine, questions: Path) -> None:
    command.play(lanes("5", "4", "5"), lanes("3", "2", "2"))
    done = command("compare", "--questions", "sums.jsonl", "-n", "3", "--shortest", "1", "--seed", "7")
    assert done.code == 0
    assert done.out.splitlines() == [
        "tiny: 2 questions, 3 samples each, temperature 0.6, seed 7",
        "",
        "                                   right  over one, points  tokens a question",
        "one sample         66.7 % (15.9 to 95.5)                                   21",
        "majority of 3    100.0 % (34.2 to 100.0)             +33.3                 63",
        "shortest 1 of 3     50.0 % (9.5 to 90.5)             -16.7                 31",
        "",
        "126 tokens in 0 s; the intervals are 95 % ones.",
    ]
    assert "3 lanes together" in done.err


def test_one_json_object(command: CommandLine, questions: Path) -> None:
    command.play(lanes("5", "4"), lanes("2", "2"))
    done = command("compare", "--questions", "sums.jsonl", "-n", "2", "--json", "-q", "--temperature", "1")
    found = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert (found["schema"], found["questions"], found["answered"], found["lanes"]) == (1, 2, 2, 2)
    assert found["model"]["ref"] == "tiny"
    assert found["sampling"]["temperature"] == 1.0
    assert found["scores"]["one_sample"]["accuracy"]["share"] == 0.75
    assert found["scores"]["majority"]["accuracy"]["share"] == 0.75
    assert found["scores"]["majority"]["gain"]["mean"] == 0
    assert found["scores"]["shortest"]["m"] == 2
    assert found["scores"]["shortest"]["tokens"]["mean"] == found["tokens_total"] / 2 == 32
    assert found["results"] == "sums.results.jsonl"


def test_a_second_time_nothing_is_asked(command: CommandLine, questions: Path) -> None:
    first = command("compare", "--questions", "sums.jsonl", "--seed", "3")
    asked = len(command.engine.requests)
    again = command("compare", "--questions", "sums.jsonl", "--shortest", "1")
    assert len(command.engine.requests) == asked == 2
    assert again.out.splitlines()[0] == first.out.splitlines()[0]
    assert "2 of 2 questions were answered before." in again.err
    assert "kept in" not in again.err


def test_results_go_where_a_person_wants_them(command: CommandLine, questions: Path) -> None:
    assert command("compare", "--questions", "sums.jsonl", "--results", "here.jsonl").code == 0
    assert sorted(path.name for path in Path().glob("*.jsonl")) == ["here.jsonl", "sums.jsonl"]


def test_other_settings_are_refused_by_name(command: CommandLine, questions: Path) -> None:
    command("compare", "--questions", "sums.jsonl", "--seed", "3")
    kept = Path("sums.results.jsonl").read_bytes()
    done = command("compare", "--questions", "sums.jsonl", "-n", "8", "--top-p", "1", "--seed", "4")
    assert (done.code, done.out) == (1, "")
    assert "sums.results.jsonl was begun with other settings: lanes 4, now 8;" in done.err
    assert "seed 3, now 4; top_p 0.95, now 1.0. Give the same ones to go on." in done.err
    assert Path("sums.results.jsonl").read_bytes() == kept


def test_questions_that_changed_are_refused(command: CommandLine, questions: Path) -> None:
    command("compare", "--questions", "sums.jsonl")
    questions.write_text('{"question": "2 + 3?", "answer": "6"}')
    assert "with other settings: the questions." in command("compare", "--questions", "sums.jsonl").err


def test_a_question_that_is_broken_is_named(command: CommandLine, questions: Path) -> None:
    questions.write_text('{"question": "2 + 3?"}')
    done = command("compare", "--questions", "sums.jsonl")
    assert done.code == 1
    assert 'sums.jsonl, line 1: the key "answer" or "reference" is missing.' in done.err


def test_what_a_file_says_can_not_move_the_cursor(command: CommandLine, questions: Path) -> None:
    questions.write_text('{"question": "2 + 3?", "answer": ["\\u001b[2J"], "id": "\\u001b[2J"}')
    done = command("compare", "--questions", "sums.jsonl")
    assert "\x1b" not in done.err + done.out


def test_a_reply_that_was_cut_off_is_wrong(command: CommandLine, questions: Path) -> None:
    command.play(replace(lanes("5", "5"), finish_reason=FinishReason.LENGTH), lanes("2", "2"))
    done = command("compare", "--questions", "sums.jsonl", "-n", "2", "--json")
    assert json.loads(done.out)["scores"]["one_sample"]["accuracy"]["share"] == 0.5


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--questions", "sums.jsonl", "2 + 3?"), "--questions and PROMPT exclude each other"),
        (("--questions", "sums.jsonl", "--stream-json"), "--questions and --stream-json exclude each other"),
        (
            ("--questions", "sums.jsonl", "--stop-after", "2"),
            "--questions and --stop-after exclude each other",
        ),
        (
            ("--questions", "sums.jsonl", "--vary", "think=on,off"),
            "--questions and --vary exclude each other",
        ),
        (("--questions", "sums.jsonl", "-m", "tiny", "-m", "tiny"), "--questions takes one model"),
        (("--questions", "sums.jsonl", "--save"), "--questions and --save exclude each other"),
        (("--questions", "sums.jsonl", "--replay", "c1"), "--replay goes with"),
        (("--results", "here.jsonl", "2 + 3?"), "--results needs --questions"),
        (("--shortest", "2", "2 + 3?"), "--shortest needs --questions"),
        (("--questions", "absent.jsonl"), "does not exist"),
    ],
)
def test_options_that_do_not_go_together(
    command: CommandLine, questions: Path, options: tuple[str, ...], what: str
) -> None:
    done = command("compare", *options)
    assert (done.code, done.out) == (2, "")
    assert what in done.err
