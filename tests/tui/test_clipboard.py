"""Copying: through the terminal, tmux and screen, with the tools of the system, else into a file."""

import base64
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.errors import ChatuiError
from chatui.tui.clipboard import copy
from chatui.tui.osc52 import OSC52_BYTES, osc52

PLAIN = {"TERM": "xterm-256color", "PATH": "/nowhere"}
HOSTILE = "a\x1b]0;t\x07b\x9bc\u202ed"


def tools(folder: Path, **scripts: str) -> dict[str, str]:
    """An environment in which these shell scripts are the tools, and nothing else is."""
    folder.mkdir()
    for name, script in scripts.items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o700)
    return {**PLAIN, "PATH": f"{folder}:/usr/bin:/bin", "DISPLAY": ":7"}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=1000))
def test_the_sequence_carries_the_text(text: str) -> None:
    sequence = osc52(text, PLAIN)
    assert sequence
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found
    assert base64.b64decode(found[1]).decode() == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=1000))
def test_screen_gets_short_strings_that_join_to_the_sequence(text: str) -> None:
    sequence = osc52(text, {**PLAIN, "STY": "1.pts"})
    assert sequence
    chunks = re.findall(r"\x1bP(.*?)\x1b\\", sequence, re.DOTALL)
    assert "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks) == sequence
    assert max(map(len, chunks)) <= 250
    assert "".join(chunks) == osc52(text, PLAIN)


@pytest.mark.parametrize("inside", [{"TMUX": "/tmp/tmux,1,0"}, {"TERM": "tmux-256color"}])
def test_tmux_gets_both_forms(inside: dict[str, str]) -> None:
    assert osc52("hi", {**PLAIN, **inside}) == (
        "\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\" + "\x1b]52;c;aGk=\x07"
    )


def test_no_terminal_is_sent_half_a_text() -> None:
    assert osc52("x" * OSC52_BYTES, PLAIN)
    assert osc52("x" * (OSC52_BYTES + 1), PLAIN) is None
    assert osc52("é" * (OSC52_BYTES // 2 + 1), PLAIN) is None


@pytest.mark.parametrize("terminal", [{"TERM": "linux"}, {"TERM_PROGRAM": "Apple_Terminal"}])
def test_a_terminal_known_to_ignore_it_is_not_asked(terminal: dict[str, str]) -> None:
    assert osc52("hi", {**PLAIN, **terminal}) is None


def test_the_terminal_is_asked_and_not_believed() -> None:
    written: list[str] = []
    assert copy("hi", written.append, PLAIN) == "copied through the terminal (OSC 52), which may refuse it"
    assert written == ["\x1b]52;c;aGk=\x07"]


def test_what_is_copied_is_filtered() -> None:
    written: list[str] = []
    copy(HOSTILE, written.append, PLAIN)
    sent = base64.b64decode(written[0].removeprefix("\x1b]52;c;").removesuffix("\x07")).decode()
    assert sent == "a]0;tbc<U+202E>d"


def test_a_tool_that_works_is_named(tmp_path: Path) -> None:
    environment = tools(tmp_path / "bin", xclip=f'[ "$1" = -selection ] && cat > "{tmp_path}/got"')
    assert copy("größer", lambda _: None, environment) == "copied with xclip"
    assert (tmp_path / "got").read_text() == "größer"


@pytest.mark.parametrize("script", ["exec >&2; echo no display", "exec sleep 60"])
def test_a_tool_that_fails_is_not_named(tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatui.tui.clipboard.TOOL_WAIT_S", 1.0)
    environment = tools(tmp_path / "bin", xclip=script)
    assert copy("hi", lambda _: None, environment).startswith("copied through the terminal")


def test_a_tool_of_another_machine_is_left_alone(tmp_path: Path) -> None:
    environment = tools(tmp_path / "bin", xclip=f'touch "{tmp_path}/got"')
    said = copy("hi", lambda _: None, {**environment, "SSH_TTY": "/dev/pts/1"})
    assert said.startswith("copied through the terminal")
    assert not (tmp_path / "got").exists()


def test_without_a_clipboard_it_is_a_file_of_this_user_alone(own_home: Path) -> None:
    before = os.umask(0)
    try:
        said = copy("x" * 100_000, None, PLAIN)
    finally:
        os.umask(before)
    path = own_home / "state" / "copied.txt"
    assert said == f"written to {path}"
    assert path.read_text() == "x" * 100_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    copy("short", None, PLAIN)
    assert path.read_text() == "short"


def test_a_file_that_cannot_be_written_is_named(own_home: Path) -> None:
    (own_home / "state" / "copied.txt").mkdir(parents=True)
    with pytest.raises(ChatuiError, match=r"copied\.txt cannot be written: Is a directory"):
        copy("x", None, PLAIN)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a program inside a tmux of its own."""
    socket = tmp_path / "tmux"
    tmux = ("tmux", "-S", str(socket), "-f", os.devnull)
    subprocess.run((*tmux, "new-session", "-d", "cat"), check=True)
    shown = subprocess.run(
        (*tmux, "display-message", "-p", "#{socket_path},#{pid},0"), check=True, capture_output=True
    )
    yield {**PLAIN, "PATH": os.environ["PATH"], "TMUX": shown.stdout.decode().strip()}
    subprocess.run((*tmux, "kill-server"), check=True)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux on this machine")
def test_a_real_tmux_has_it_in_its_buffer(tmux: dict[str, str]) -> None:
    assert copy("größer", lambda _: None, tmux).startswith("copied into tmux's buffer")
    shown = subprocess.run(("tmux", "show-buffer"), env=tmux, check=True, capture_output=True)
    assert shown.stdout.decode() == "größer"
