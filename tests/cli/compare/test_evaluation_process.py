"""`chatui compare --questions` as a process, with the bundled model in its own: signals, kills, going on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")

QUESTIONS = 6
ANSWERED = {"SecondHeldSpeaking": 1, "ThirdHeldSpeaking": 2}
"""How many questions are over when an engine on this backend waits: each is one batch."""
_OPTIONS = ("-m", "tiny", "-n", "3", "--max-tokens", "20", "--temperature", "1", "--json", "-q")


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "sums.jsonl"
    lines = [json.dumps({"question": f"{n} + 47?", "answer": n + 47}) for n in range(10, 10 + QUESTIONS)]
    path.write_text("\n".join(lines))
    return path


def start(questions: Path, *options: str, program: Sequence[str] = ("chatui",)) -> "subprocess.Popen[str]":
    arguments = ("compare", "--questions", str(questions), *_OPTIONS, *options)
    command = (sys.executable, "-m", *program, *arguments)
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True)


def results(questions: Path) -> list[str]:
    """The lines that are kept, whole ones only."""
    path = questions.with_name("sums.results.jsonl")
    return path.read_text().splitlines()[1:] if path.exists() else []


def held(questions: Path, backend: str, *options: str) -> "subprocess.Popen[str]":
    """A process that has kept what was answered, and waits in the middle of the next question."""
    process = start(questions, *options, program=("tests.cli.compare.held_chatui", backend))
    while len(results(questions)) < ANSWERED[backend] and process.poll() is None:
        time.sleep(0.01)
    return process


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate()
    return process.returncode, out, err


def replies(questions: Path) -> list[object]:
    """What was drawn, without the times that it took."""
    return [json.loads(line)["samples"] for line in results(questions)]


def test_a_killed_run_goes_on_and_draws_what_it_would_have_drawn(questions: Path) -> None:
    process = held(questions, "ThirdHeldSpeaking", "--seed", "5")
    process.kill()
    assert ended(process)[0] == -signal.SIGKILL
    kept = results(questions)
    assert len(kept) == 2
    code, out, err = ended(start(questions))
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["questions"], found["answered"], found["seed"]) == (QUESTIONS, QUESTIONS, 5)
    assert results(questions)[: len(kept)] == kept
    parts = replies(questions)
    questions.with_name("sums.results.jsonl").unlink()
    assert ended(start(questions, "--seed", "5"))[0] == 0
    assert replies(questions) == parts


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_keeps_the_finished_questions(questions: Path, number: signal.Signals, code: int) -> None:
    process = held(questions, "SecondHeldSpeaking")
    process.send_signal(number)
    returned, out, err = ended(process)
    found = json.loads(out)
    assert returned == code
    assert (found["answered"], len(results(questions))) == (1, 1)
    assert "Traceback" not in err
    assert not questions.with_name("sums.results.jsonl.lock").exists()


def test_two_at_once_are_refused(questions: Path) -> None:
    process = held(questions, "SecondHeldSpeaking")
    code, out, err = ended(start(questions))
    process.kill()
    process.communicate()
    assert (code, out) == (1, "")
    assert "Another chatui works on" in err


def test_the_engine_that_is_killed_ends_the_run_with_a_sentence(questions: Path) -> None:
    process = held(questions, "SecondHeldSpeaking")
    for child in psutil.Process(process.pid).children():
        child.kill()
    code, out, err = ended(process)
    assert (code, out) == (1, "")
    assert "SIGKILL" in err
    assert "Traceback" not in err
    assert len(results(questions)) == 1
    assert ended(start(questions))[0] == 0
