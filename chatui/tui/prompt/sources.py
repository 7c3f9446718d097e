"""What the list over the prompt offers for what stands in it; it draws nothing and reads no disk."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from chatui.chat.display_text import display_text, one_line
from chatui.tui.commands import Command
from chatui.tui.prompt.completion import Completion
from chatui.tui.prompt.paths import PathChoice
from chatui.tui.prompt.slash import fitting

_MOST_PROMPTS = 100
_LONGEST_LABEL = 200


def slash_completions(
    begun: str,
    commands: Sequence[Command],
    write: Callable[[str], None],
    run: Callable[[Command], None],
) -> list[Completion]:
    """Commands whose names fit; Tab writes one out, Enter runs it unless something must stand behind it."""
    return [
        Completion(
            f"/{command.slash} {command.argument and f'‹{command.argument}›'}".rstrip(),
            partial(write, f"/{command.slash} " if command.argument else f"/{command.slash}"),
            command.title,
            None if command.argument and command.slash != begun else partial(run, command),
        )
        for command in fitting(begun, commands)
    ]


def path_completions(choices: Sequence[PathChoice], take: Callable[[PathChoice], None]) -> list[Completion]:
    """Folders, into which the list goes on, and files, which are attached."""
    return [
        Completion(display_text(choice.path), partial(take, choice), "" if choice.is_folder else "attach")
        for choice in choices
    ]


def dropped_completions(
    paths: Sequence[Path], attach: Callable[[], None], keep: Callable[[], None]
) -> list[Completion]:
    """What can be done with paths that were pasted."""
    names = ", ".join(display_text(path.name) for path in paths)
    return [
        Completion(f"Attach {names}"[:_LONGEST_LABEL], attach, "its text goes before the question"),
        Completion("Keep the path as text", keep),
    ]


def history_completions(prompts: Sequence[str], take: Callable[[str], None]) -> list[Completion]:
    """What was asked before, each in one line."""
    return [Completion(_one_line(prompt), partial(take, prompt)) for prompt in prompts[:_MOST_PROMPTS]]


def _one_line(prompt: str) -> str:
    return one_line(prompt[:_LONGEST_LABEL])
