"""Puts text where it can be pasted from: the terminal, a clipboard tool, else a file; it knows no widget."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile

from chatui.chat.display_text import display_text
from chatui.config.paths import copied_path
from chatui.engine.python_command import python_command
from chatui.errors import ChatuiError
from chatui.tui.osc52 import osc52

TOOL_WAIT_S = 3.0
"""A tool that waits for a display which does not answer is given up."""

_REMOTE = ("SSH_CONNECTION", "SSH_TTY")

_UNSURE = "which may refuse it"


def copy(text: str, write: Callable[[str], object] | None, environment: Mapping[str, str]) -> str:
    """Copy `text`, filtered, and say which way it went, to follow its name: "copied with xclip".

    `write` writes to the terminal; None: there is none. The terminal is always asked, since nobody knows
    whether it obeys; a tool that succeeded is the surer one and is named in its place. The file is for when
    there is neither. Blocks for up to `TOOL_WAIT_S` for each tool; raises ChatuiError when no way is left.
    """
    text = display_text(text)
    sequence = osc52(text, environment) if write else None
    if write and sequence:
        write(sequence)
    if _with_tmux(text, environment):
        return f"copied into tmux's buffer, and sent on to the terminal, {_UNSURE}"
    if tool := _with_tool(text, environment):
        return f"copied with {tool}"
    if sequence:
        return f"copied through the terminal (OSC 52), {_UNSURE}"
    return f"written to {_into_file(text)}"


def _with_tmux(text: str, environment: Mapping[str, str]) -> bool:
    # `-w`, from tmux 3.2 on, sends it to the terminal too, which its defaults forbid to the programs inside.
    has_tmux = bool(environment.get("TMUX")) and shutil.which("tmux", path=environment.get("PATH"))
    return bool(has_tmux) and _run(("tmux", "load-buffer", "-w", "-"), text, environment) is not None


def _with_tool(text: str, environment: Mapping[str, str]) -> str | None:
    """The name of the tool that took it; None where there is none, it fails, or it is on another machine."""
    if any(environment.get(name) for name in _REMOTE):
        return None
    return _run(python_command("chatui.tui.clipboard_child"), text, environment) or None


def _run(command: Sequence[str], text: str, environment: Mapping[str, str]) -> str | None:
    """What the command printed; None when it failed, complained or took too long."""
    # Files, since xclip stays behind in the background and would hold the other end of a pipe open.
    with TemporaryFile() as printed, TemporaryFile() as complaints:
        try:
            done = subprocess.run(
                command,
                input=text.encode(),
                stdout=printed,
                stderr=complaints,
                timeout=TOOL_WAIT_S,
                env=dict(environment),
                # What stays behind must not go with this terminal.
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        if done.returncode or complaints.seek(0, os.SEEK_END):
            return None  # pyperclip does not look at the exit codes of its tools
        printed.seek(0)
        return printed.read().decode().strip()


def _into_file(text: str) -> Path:
    path = copied_path()
    try:
        with open(path, "w", encoding="utf-8", opener=_private) as file:
            file.write(text)
    except OSError as error:
        raise ChatuiError(
            f"There is no clipboard, and {path} cannot be written: {error.strerror}.",
            "Select the text with the mouse while holding Shift.",
        ) from error
    return path


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
