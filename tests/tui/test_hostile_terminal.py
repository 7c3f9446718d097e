"""Hostile text everywhere, in the real app in a real pseudo-terminal: no byte of it commands the terminal."""

import base64
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.pseudo_terminal import Terminal, terminal_with

_ENTER, _ESCAPE, _CTRL_B, _END = "\r", "\x1b", "\x02", "\x1b[F"
_F2, _F4, _F9 = "\x1bOQ", "\x1bOS", "\x1b[20~"
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_REORDERING = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_OWN_OSC = re.compile(rb"\x1b\](?:2;[^\x00-\x1f\x7f]*|22;[a-z-]*|52;c;[A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
"""The window's title, the mouse's shape, and a copy."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Terminal]:
    """Large, so that much of everything is in sight; without clipboard tools, whatever machine this is."""
    command = [sys.executable, "-m", "tests.tui.hostile_app", str(tmp_path)]
    alone = {"PATH": "", "TMUX": "", "STY": "", "SSH_TTY": "yes"}
    with terminal_with(command, alone, size=(60, 240)) as terminal:
        terminal.read_until(b"ready")
        yield terminal


def step(terminal: Terminal, keys: str, *marks: str) -> None:
    """Type, and wait until everything that is marked so was drawn."""
    terminal.type(keys)
    terminal.read_until(*(mark.encode() for mark in marks))


def enter_list(terminal: Terminal) -> None:
    """Once the list of chats was drawn, which it is by itself: hide it, and show it with the focus in it."""
    terminal.read_until("title¦".encode())
    check(terminal.output)
    terminal.forget()
    step(terminal, _CTRL_B * 2, "title¦")


def copied(output: bytes | bytearray) -> str:
    """What was copied last."""
    return base64.b64decode(re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", output)[-1]).decode()


def check(output: bytes | bytearray) -> None:
    """Nothing that the content asked for: no sequence, C1, NUL or backspace, nothing that reorders."""
    foreign = _OWN_OSC.sub(b"", output)
    assert not re.search(rb"\x1b[\]P]", foreign)
    assert b"\x1b[31337" not in output
    assert not _C1.search(output)
    assert [control for control in _REORDERING if control.encode() in output] == []
    assert not re.search(rb"[\x00\x08]", output)


def test_what_a_model_says_is_shown_and_not_obeyed(app: Terminal) -> None:
    step(app, f"hello{_ENTER}", "done", "thinks¦", "again¦", "says¦", "heading¦", "code¦", "item¦", "notice¦")
    step(app, _F9, "Code block 1")
    step(app, _ENTER, "was copied through the terminal")
    assert copied(app.output).startswith("code¦ ]52;c;RVZJTA==")
    assert not set("\x1b\x9b\x07\x00\u202e") & set(copied(app.output))
    assert b"[@click=app.exit]x[/]" in app.output
    check(app.output)
    app.type("\x11")
    assert app.end() == 0


def test_what_is_kept_is_shown_and_not_obeyed(app: Terminal) -> None:
    enter_list(app)
    step(app, _ENTER, "asked¦", "file¦", "answered¦", "thought¦", "failed¦", "draft¦", "with ref¦")
    check(app.output)
    assert app.process.poll() is None


def test_models_and_hubs_are_shown_and_not_obeyed(app: Terminal) -> None:
    assert "model¦".encode() in app.output
    step(app, _F2, "row¦", "architecture¦", "template¦")
    step(app, "s", "Search the hub: words")
    step(app, f"x{_ENTER}", "hub¦")
    check(app.output)
    assert app.process.poll() is None


def test_a_model_that_is_refused_says_so_in_plain_text(app: Terminal) -> None:
    step(app, _F2, "row¦")
    step(app, _ENTER, "refused¦", "hint¦")
    check(app.output)
    assert app.process.poll() is None


def test_settings_and_presets_are_shown_and_not_obeyed(app: Terminal) -> None:
    enter_list(app)
    step(app, _ENTER, "answered¦")
    step(app, _F4, "Settings of this conversation", "system¦")
    step(app, _F9, "Presets", "saved¦")
    step(app, _ENTER, "advised¦")
    check(app.output)
    assert app.process.poll() is None


def test_the_name_in_a_models_file_is_shown_and_not_obeyed(app: Terminal) -> None:
    step(app, _F2, "listed¦")
    step(app, f"{_END}{_ENTER}", "named¦")
    check(app.output)
    assert app.process.poll() is None


def test_names_of_files_that_no_terminal_can_show_are_not_offered(app: Terminal) -> None:
    step(app, _F2, "row¦")
    step(app, "o", "Open a GGUF file", "plain.gguf")
    check(app.output)
    assert "disk¦".encode() not in app.output
    assert app.process.poll() is None
