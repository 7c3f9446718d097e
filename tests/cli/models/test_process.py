"""`chatui models pull` as a process of its own: signals, two at a time, a terminal."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_process import ended
from tests.hub_server import Fault, HubServer, Where
from tests.library.small_model import FILE, REPO, TINY

SLOWLY = Fault(bytes_per_s=400_000)


def start(*arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "chatui", "models", *arguments)
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr)


def read_until(stream: int, is_there: Callable[[str], bool]) -> str:
    """What comes until it is enough; blocks, and fails where the stream ends before."""
    got = b""
    while not is_there(got.decode("utf-8", "replace")):
        piece = os.read(stream, 1 << 16)
        assert piece, got
        got += piece
    return got.decode("utf-8", "replace")


def has_begun(text: str) -> bool:
    """Whether more than nothing was downloaded."""
    return any(f"{percent} % (" in text for percent in range(1, 100))


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_keeps_what_came_and_the_same_line_goes_on(
    hub: HubServer, number: signal.Signals, code: int
) -> None:
    hub.break_next(Where.BYTES, SLOWLY)
    process = start("pull", "small")
    assert process.stderr
    read_until(process.stderr.fileno(), has_begun)
    process.send_signal(number)
    returned, out, err = ended(process)
    assert (returned, out) == (code, "")
    assert "that came are kept. `chatui models pull small` goes on." in err
    assert "Traceback" not in err
    hub.mend()
    returned, out, err = ended(start("pull", "small"))
    assert (returned, Path(out.strip()).read_bytes()) == (0, TINY.read_bytes())
    assert "of it are here already" in err
    assert any(str(asked).startswith("bytes=") and asked != "bytes=0-" for asked in hub.ranges())


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals on this system")
@pytest.mark.parametrize("variable", [("NO_COLOR", "1"), ("TERM", "xterm")])
def test_a_terminal_gets_a_bar(
    hub: HubServer, monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(*variable)
    hub.break_next(Where.BYTES, SLOWLY)
    ours, theirs = os.openpty()
    process = start("pull", "small", stderr=theirs)
    os.close(theirs)
    shown = read_until(ours, lambda text: "[█" in text and has_begun(text))
    process.send_signal(signal.SIGINT)
    read_until(ours, lambda text: "goes on" in text)
    assert process.wait() == 130
    assert "\r\x1b[K" in shown
    assert "\x1b[3" not in shown, "a bar has no colour"
    os.close(ours)
    assert process.stdout
    process.stdout.close()


def test_two_at_once_download_once(hub: HubServer) -> None:
    hub.break_next(Where.BYTES, Fault(stall_after=500_000), None)
    first = start("pull", "small")
    assert first.stderr
    read_until(first.stderr.fileno(), has_begun)
    second = start("pull", "small")
    assert second.stderr
    read_until(second.stderr.fileno(), lambda text: "another program downloads this file" in text)
    hub.mend()
    ends = [ended(process) for process in (first, second)]
    assert [code for code, _, _ in ends] == [0, 0], ends
    assert ends[0][1] == ends[1][1]
    assert all(asked not in (None, "bytes=0-") for asked in hub.ranges()[1:]), "nobody began anew"


def test_a_listing_needs_no_hub_and_no_heavy_library(hub: HubServer) -> None:
    script = (
        "import sys; from chatui.cli.boundary import run; from chatui.cli.main import chatui\n"
        "code = run(chatui, ['models', 'list', '--json'])\n"
        "print([m for m in ('textual', 'llama_cpp', 'huggingface_hub', 'numpy') if m in sys.modules], code)"
    )
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] 0"
    assert hub.requests() == []
    assert REPO in done.stdout
    assert FILE in done.stdout


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals on this system")
@pytest.mark.parametrize(("typed", "code"), [(b"n\n", 1), (b"\x04", 130)])
def test_the_app_offers_to_download_its_model(
    hub: HubServer, monkeypatch: pytest.MonkeyPatch, typed: bytes, code: int
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = os.openpty()
    command = (sys.executable, "-m", "chatui", "-m", "small")
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    read_until(ours, lambda text: "Download it now? [y/N]:" in text)
    os.write(ours, typed)
    assert process.wait() == code
    os.close(ours)
    assert hub.requests() == []
