"""chatui as a process of its own: signals, pipes that break, and what it imports."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.gguf.gguf_bytes import Gguf

_IMPORTED = "import sys; from chatui.cli.boundary import run; from chatui.cli.main import chatui; "
_HEAVY = ("llama_cpp", "textual", "rich", "huggingface_hub", "jinja2", "psutil", "sqlite3", "chatui.launch")


def start(
    folder: Path, script: str, *arguments: str, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    Gguf().write(folder / "tiny.gguf")
    command = (sys.executable, "-m", "tests.cli.scripted_chatui", script, str(folder), *arguments)
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=stdin, stdout=pipe, stderr=pipe)


def read_until(stream: int, text: bytes) -> bytes:
    """What comes up to and with `text`; blocks until it is there."""
    got = b""
    while text not in got:
        piece = os.read(stream, 1 << 16)
        assert piece, got
        got += piece
    return got


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate()
    return process.returncode, (out or b"").decode(), err.decode()


ENDINGS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_signal_in_the_thought_keeps_it(tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = start(tmp_path, "thinking", "ask", "Hi", "--stream-json")
    assert process.stdout
    read_until(process.stdout.fileno(), b"thought_delta")
    process.send_signal(number)
    returned, out, err = ended(process)
    result = json.loads(out.splitlines()[-1])
    assert (returned, result["finish_reason"]) == (code, "cancelled")
    assert result["thought"].startswith("Hmm")
    assert "Traceback" not in err


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_signal_while_nothing_was_asked(tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = start(tmp_path, "quick", stdin=subprocess.PIPE)
    assert process.stderr
    read_until(process.stderr.fileno(), b"seed")
    process.send_signal(number)
    assert process.wait() == code
    assert b"Traceback" not in ended(process)[2].encode()


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_signal_in_the_answer_keeps_it(tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = start(tmp_path, "answering", "ask", "Hi")
    assert process.stdout
    begun = read_until(process.stdout.fileno(), b"five")
    process.send_signal(number)
    returned, out, err = ended(process)
    assert returned == code
    answer = begun.decode() + out
    assert answer.endswith("\n")
    assert set(answer.split()) == {"five"}
    assert "Stopped; what had come is above." in err


def test_a_signal_ends_the_plain_lines_too(tmp_path: Path) -> None:
    process = start(tmp_path, "thinking")
    assert process.stderr
    read_until(process.stderr.fileno(), b"Hmm")
    process.terminate()
    assert ended(process)[0] == 143


def test_a_reader_that_leaves_is_no_news(tmp_path: Path) -> None:
    process = start(tmp_path, "flooding", "ask", "Hi", "-q", "--hide-thought")
    assert process.stdout
    read_until(process.stdout.fileno(), b"five")
    process.stdout.close()
    process.stdout = None
    code, _, err = ended(process)
    assert (code, err) == (1, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device on this system")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    Gguf().write(tmp_path / "tiny.gguf")
    command = (sys.executable, "-m", "tests.cli.scripted_chatui", "quick", str(tmp_path), "ask", "Hi", "-q")
    with open("/dev/full", "w") as full:
        process = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE)
    assert process.returncode == 1
    assert b"The output cannot be written: No space left on device." in process.stderr
    assert b"Traceback" not in process.stderr


def test_closed_streams_do_no_harm(tmp_path: Path) -> None:
    Gguf().write(tmp_path / "tiny.gguf")
    line = f'"{sys.executable}" -m tests.cli.scripted_chatui quick "{tmp_path}" <&- >&- 2>&-'
    assert subprocess.run(line, shell=True).returncode == 0


def test_an_output_of_few_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    code, out, _ = ended(start(tmp_path, "quick", "ask", "Größe?", "--json", "-q"))
    assert (code, json.loads(out)["prompt"]) == (0, "Größe?")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["ask", "--help"],
        ["compare", "--help"],
        ["doctor", "--help"],
        ["models"],
        ["models", "pull", "--help"],
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        f"{_IMPORTED} run(chatui, {arguments!r}); print('\\n', [m for m in {_HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].strip() == "[]"


def test_asking_does_not_import_the_screen(tmp_path: Path) -> None:
    Gguf().write(tmp_path / "tiny.gguf")
    code = (
        "import sys; from pathlib import Path; from tests.cli.scripted_chatui import SCRIPTS, play\n"
        f"sys.argv[1:] = ['ask', 'Hi', '-q', '--hide-thought']\n"
        f"try: play(SCRIPTS['quick'], Path({str(tmp_path)!r}))\n"
        "finally: print([m for m in ('textual', 'rich', 'llama_cpp', 'huggingface_hub') if m in sys.modules])"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_python_m_chatui() -> None:
    done = subprocess.run((sys.executable, "-m", "chatui", "--version"), capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()[0]) == (0, "chatui")
