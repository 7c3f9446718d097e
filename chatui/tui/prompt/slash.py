"""Reads commands that are typed in the prompt, such as `/temp 0.9`; it runs none and knows no widget."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from chatui.tui.commands import Command

_CALL = re.compile(r"/([A-Za-z][A-Za-z-]*)(?:[ \t]+(\S.*?))?\s*", re.DOTALL)
"""Letters alone: `/etc/hosts` is a path, and a question may begin with one."""

_BEGUN = re.compile(r"/([A-Za-z-]*)")


@dataclass(frozen=True, slots=True)
class SlashCall:
    """A command and what stands behind its name."""

    command: Command
    argument: str = ""


@dataclass(frozen=True, slots=True)
class UnknownSlash:
    """No command has that name; `nearest` is what was probably meant, or empty."""

    name: str
    nearest: str = ""

    def __str__(self) -> str:
        """What happened, and what to do."""
        hint = f"Did you mean /{self.nearest}?" if self.nearest else "A / alone lists all commands."
        return f"There is no command /{self.name}. {hint} To ask it as it is, begin with //."


def read_slash(text: str, commands: Sequence[Command]) -> SlashCall | UnknownSlash | str:
    """The command that a whole prompt is, or the question that it is; `//` begins one with a slash."""
    if text.startswith("//"):
        return text[1:]
    match = _CALL.fullmatch(text)
    if match is None:
        return text
    name, argument = match[1].lower(), match[2] or ""
    named = {command.slash: command for command in commands}
    if name in named:
        return SlashCall(named[name], argument)
    return UnknownSlash(name, next(iter(get_close_matches(name, named, n=1, cutoff=0.5)), ""))


def begun_slash(text: str) -> str | None:
    """The part of a command's name that a prompt has so far; None where it is something else."""
    match = _BEGUN.fullmatch(text)
    return match[1].lower() if match else None


def fitting(begun: str, commands: Sequence[Command]) -> list[Command]:
    """Commands that a name may become: those that begin so, then those that have it somewhere."""
    first = [command for command in commands if command.slash.startswith(begun)]
    return first + [command for command in commands if begun in command.slash and command not in first]
