"""`chatui ask`: what goes where, what the objects hold, how it ends."""

import json
from pathlib import Path

import pytest

from chatui.chat.events import FinishReason
from chatui.chat.sampling import SEED_LIMIT, SamplingParams
from chatui.config.last_model import last_model
from chatui.engine.requests import KvType
from chatui.engine.script import Piece, PieceKind, Script, script_of
from chatui.errors import EngineCrashed, PromptError
from tests.cli.command import CommandLine


def test_the_answer_goes_to_stdout_and_the_rest_to_stderr(command: CommandLine) -> None:
    result = command("ask", "2 + 3?", "--seed", "4")
    assert (result.code, result.out) == (0, "It is \\boxed{5}.\n")
    assert "Let me add.\n" in result.err
    assert "demo model; seed 4." in result.err
    assert "\x1b" not in result.err


def test_a_seed_is_drawn_and_shown(command: CommandLine) -> None:
    result = command("ask", "Hi")
    seed = command.engine.requests[0].lanes[0].seed
    assert f"seed {seed}." in result.err
    assert 0 <= seed < SEED_LIMIT


def test_hiding_the_thought(command: CommandLine) -> None:
    result = command("ask", "Hi", "--hide-thought")
    assert "Let me add" not in result.err
    assert "It is" in result.out


def test_quiet_leaves_the_thought_alone(command: CommandLine) -> None:
    assert command("ask", "Hi", "--quiet").err == "Let me add.\n\n"
    assert command("ask", "Hi", "-q", "--hide-thought").err == ""


def test_json_is_one_object(command: CommandLine) -> None:
    result = command("ask", "2 + 3?", "--json", "--seed", "42", "-q")
    assert json.loads(result.out) == {
        "schema": 1,
        "model": {"ref": "tiny", "path": str(command.model), "architecture": "qwen2", "quantization": "Q8_0"},
        "prompt": "2 + 3?",
        "thought": "Let me add.",
        "answer": "\n\nIt is \\boxed{5}.",
        "finish_reason": "stop",
        "final_answer": "5",
        "seed": 42,
        "usage": {"prompt_tokens": 12, "reused_tokens": 0, "thought_tokens": 3, "answer_tokens": 3},
        "timings": {
            "load_s": 0.0,
            "ttft_s": 0.0,
            "prompt_tokens_per_s": 0.0,
            "decode_tokens_per_s": 0.0,
            "thought_s": 0.0,
            "total_s": 0.0,
        },
        "notices": [],
    }
    assert result.err == ""


def test_an_answer_without_a_final_one_has_null(command: CommandLine) -> None:
    command.play(script_of("", ""))
    assert json.loads(command("ask", "Hi", "--json").out)["final_answer"] is None


def test_stream_json_is_an_object_a_line(command: CommandLine) -> None:
    lines = [json.loads(line) for line in command("ask", "Hi", "--stream-json").out.splitlines()]
    kinds = [line["event"] for line in lines]
    assert list(dict.fromkeys(kinds)) == [
        "load_progress",
        "prompt_progress",
        "thought_delta",
        "thought_ended",
        "answer_delta",
        "finished",
        "result",
    ]
    assert "".join(line["text"] for line in lines if line["event"] == "answer_delta") == lines[-1]["answer"]
    assert lines[-2]["finish_reason"] == lines[-1]["finish_reason"] == "stop"


def test_both_json_styles_are_too_many(command: CommandLine) -> None:
    result = command("ask", "Hi", "--json", "--stream-json")
    assert result.code == 2
    assert "exclude each other" in result.err


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_the_prompt_comes_from_stdin(command: CommandLine, arguments: list[str]) -> None:
    command("ask", *arguments, stdin="Wie groß?\nÉtage 2\r\n".encode())
    assert command.engine.requests[0].messages[-1].content == "Wie groß?\nÉtage 2"


def test_bytes_that_are_no_text_are_replaced(command: CommandLine) -> None:
    command("ask", stdin=b"a\xffb")
    assert command.engine.requests[0].messages[-1].content == "a\ufffdb"


@pytest.mark.parametrize(("arguments", "stdin"), [(["ask"], b" \n"), (["ask", ""], b"x"), (["ask"], None)])
def test_an_empty_prompt_fails(command: CommandLine, arguments: list[str], stdin: bytes | None) -> None:
    result = command(*arguments, stdin=stdin)
    assert result.code == 1
    assert "The prompt is empty. Give a question" in result.err


def test_files_stand_before_the_question(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.txt").write_text("two")
    command("ask", "Why?", "--file", str(tmp_path / "a.txt"), "--file", str(tmp_path / "b.txt"))
    sent = command.engine.requests[0].messages[-1].content
    assert sent.index("[file name]: a.txt") < sent.index("[file name]: b.txt") < sent.index("Why?")


def test_a_file_must_be_text(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\xff\xfe\x00")
    result = command("ask", "Why?", "--file", str(tmp_path / "a.bin"))
    assert result.code == 1
    assert "is not text in UTF-8" in result.err


def test_every_option_reaches_the_engine(command: CommandLine) -> None:
    options = "--think --budget 9 --max-tokens 8 --temperature 0.5 --top-p 0.4 --top-k 3 --min-p 0.2"
    more = (
        "--repeat-penalty 1.1 --seed 7 --system S -m tiny --ctx 64 --threads 2 --gpu-layers 3 --kv-type q8_0"
    )
    assert command("ask", "Hi", *options.split(), *more.split(), "--offline").code == 0
    request = command.engine.requests[0]
    assert request.think is True
    assert request.messages[0].content == "S"
    assert request.lanes[0].seed == 7
    assert request.lanes[0].sampling == SamplingParams(0.5, 0.4, 3, 0.2, 1.1, 8, 9)
    load = command.engine.loads[0]
    assert (load.n_ctx, load.n_threads, load.gpu_layers, load.kv_type) == (64, 2, 3, KvType.Q8_0)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--temperature", "3"],
        ["--top-p", "0"],
        ["--max-tokens", "0"],
        ["--seed", str(SEED_LIMIT)],
        ["--gpu-layers", "some"],
        ["--kv-type", "q4_0"],
        ["--file", "/there/is/none"],
        ["--sav"],
    ],
)
def test_wrong_usage(command: CommandLine, arguments: list[str]) -> None:
    result = command("ask", "Hi", *arguments)
    assert (result.code, result.out) == (2, "")
    assert "Error:" in result.err


@pytest.mark.parametrize(
    ("reason", "hint"),
    [
        (FinishReason.LENGTH, "--max-tokens was reached inside the thought"),
        (FinishReason.CONTEXT, "The context is full inside the thought"),
        (FinishReason.BUDGET, "The thought budget was reached inside the thought"),
        (FinishReason.STOP, "ended its turn without an answer"),
    ],
)
def test_no_answer_has_a_code_of_its_own(command: CommandLine, reason: FinishReason, hint: str) -> None:
    command.play(script_of("Hmm, let me see", "", finish_reason=reason))
    result = command("ask", "Hi")
    assert (result.code, result.out) == (3, "")
    assert "Hmm, let me see\n" in result.err
    assert hint in result.err


def test_an_answer_that_was_cut_is_an_answer(command: CommandLine) -> None:
    command.play(script_of("Hmm", "It is", finish_reason=FinishReason.LENGTH))
    result = command("ask", "Hi")
    assert (result.code, result.out) == (0, "It is\n")
    assert "may be cut short" in result.err


def test_a_crash_keeps_what_came(command: CommandLine) -> None:
    crash = EngineCrashed("The engine was ended by SIGSEGV.", "Its log is engine.log.")
    command.play(Script(script_of("Let me", "It is").pieces, error=crash))
    result = command("ask", "Hi")
    assert (result.code, result.out) == (1, "It is\n")
    assert "chatui: The engine was ended by SIGSEGV. Its log is engine.log.\n" in result.err


def test_a_crash_is_an_object_too(command: CommandLine) -> None:
    crash = EngineCrashed("The engine was ended by SIGSEGV.")
    command.play(Script(script_of("Let me", "It is").pieces, error=crash))
    result = command("ask", "Hi", "--json")
    assert result.code == 1
    assert json.loads(result.out)["finish_reason"] == "error"
    assert json.loads(result.out)["answer"] == "It is"


@pytest.mark.parametrize("style", ["--json", "--stream-json"])
def test_what_fails_before_it_begins_prints_no_result(command: CommandLine, style: str) -> None:
    command.play(Script(error=PromptError("The prompt has 9,000 tokens.", "Shorten it.")))
    result = command("ask", "Hi", style)
    assert result.code == 1
    assert '"schema"' not in result.out
    assert "The prompt has 9,000 tokens. Shorten it." in result.err


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("tinny", "Did you mean tiny?"),
        ("r1-qwen-7b", "chatui models pull r1-qwen-7b"),
        ("./absent.gguf", "There is no file absent.gguf."),
        ("http://localhost/v1", "is a server"),
    ],
)
def test_a_model_that_is_not_there(command: CommandLine, model: str, says: str) -> None:
    result = command("ask", "Hi", "-m", model)
    assert (result.code, result.out) == (1, "")
    assert says in result.err
    assert last_model() is None


def test_a_model_that_was_used_is_remembered(command: CommandLine) -> None:
    command("ask", "Hi", "-m", str(command.model))
    assert last_model() == str(command.model)
    assert "the one used last" in command("ask", "Hi").err


HOSTILE = "a\x1b]0;owned\x07b\x9b31mc\u202ed\x00e"


def test_nothing_that_a_model_says_reaches_the_terminal_raw(command: CommandLine) -> None:
    halves = (Piece("\x1b", PieceKind.THOUGHT), Piece("]52;c;x\x07", PieceKind.THOUGHT), Piece(HOSTILE))
    command.play(Script(halves, notices=(HOSTILE,)))
    result = command("ask", "Hi")
    assert result.out == "a]0;ownedb31mc<U+202E>de\n"
    assert not set(result.err) & set("\x1b\x07\x9b\x00\u202e")


@pytest.mark.parametrize("style", ["--json", "--stream-json"])
def test_nothing_that_a_model_says_reaches_a_pipe_raw(command: CommandLine, style: str) -> None:
    command.play(Script((Piece(HOSTILE, PieceKind.THOUGHT), Piece(HOSTILE))))
    out = command("ask", "Hi", style, "-q").out
    assert out.isascii()
    assert all(character.isprintable() or character == "\n" for character in out)
    for line in out.splitlines():
        values = json.loads(line)
        assert "\x1b" not in str(list(values.values()))
