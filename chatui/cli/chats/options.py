"""What the commands on kept things take, of each kind alike; which kinds there are is not known here."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

limit_option = click.option(
    "-n", "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="At most N."
)
deleted_option = click.option(
    "--deleted", is_flag=True, help="Those that can be restored, in place of those that are there."
)
words_argument = click.argument("words", nargs=-1, required=True)
ids_argument = click.argument("ids", nargs=-1, required=True, metavar="ID...")


def export_options(*forms: str) -> Callable[[Command], Command]:
    """Give a command its `form`, the first of these unless another is given, and its `output`."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="What to write.",
    )
    output = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="PATH",
        help="Write a file, in place of stdout.",
    )
    return lambda command: form(output(command))


def deletion_options(command: Command) -> Command:
    """Give a command the options with which `delete_kept` is called."""
    forever = click.option("--forever", is_flag=True, help="At once and for good, in place of for 30 days.")
    yes = click.option("-y", "--yes", "is_sure", is_flag=True, help="Do not ask.")
    return ids_argument(yes(forever(command)))
