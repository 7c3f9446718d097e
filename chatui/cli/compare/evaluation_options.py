"""The options of `chatui compare --questions`, and those that mean nothing beside it; it asks nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from click.core import ParameterSource

Command = TypeVar("Command", bound=Callable[..., object])

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option(
        "--questions",
        type=_FILE,
        metavar="FILE",
        help="Ask every question of a file of JSON lines with answers, and count how many are right.",
    ),
    click.option(
        "--shortest",
        type=click.IntRange(min=1),
        metavar="M",
        help="With --questions: also let the M shortest thoughts vote alone (short-m@k); 3 else.",
    ),
    click.option(
        "--results",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="With --questions: where the results are kept; else beside the questions.",
    ),
)
_ONLY_WITH = ("shortest", "results")
_NOT_WITH = (
    *("prompt", "files", "varied", "is_together", "thoughts", "when_decided"),
    *("stream_json", "show_thoughts", "hide_thought", "keeps"),
)


def questions_options(command: Command) -> Command:
    """Give a command the options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_options(context: click.Context) -> None:
    """Raise click.UsageError for options that do not go together, and for several models."""
    given = {name for name in context.params if _is_given(context, name)}
    if "questions" not in given:
        for name in sorted(given & set(_ONLY_WITH)):
            raise click.UsageError(f"{_label(context, name)} needs --questions.")
        return
    for name in sorted(given & set(_NOT_WITH)):
        raise click.UsageError(f"--questions and {_label(context, name)} exclude each other.")
    if len(context.params["refs"]) > 1:
        raise click.UsageError("--questions takes one model; evaluate one after the other.")


def _is_given(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) not in (None, ParameterSource.DEFAULT)


def _label(context: click.Context, name: str) -> str:
    parameter = next(parameter for parameter in context.command.params if parameter.name == name)
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
