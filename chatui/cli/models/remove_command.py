"""`chatui models remove`: deletes a model after asking; whose files they are the library knows."""

import sys
from typing import TYPE_CHECKING

import click

from chatui.cli.models.shared import console_of, library_of, quiet_option

if TYPE_CHECKING:
    from chatui.library.values import Removal


@click.command()
@click.argument("ref")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--others", is_flag=True, help="With --yes: remove files that belong to another program, too.")
@quiet_option
def remove(ref: str, yes: bool, others: bool, quiet: bool) -> int:
    """Delete a model's files, after saying how much space that frees.

    On a terminal it asks first, and twice where the files belong to another program. Elsewhere it needs
    --yes, and for another program's files --others as well. The part that an unfinished download left is
    removed the same way.
    """
    from chatui.cli.exit_codes import ExitCode
    from chatui.cli.models.words import size_words

    console = console_of(is_quiet=quiet)
    library = library_of()
    removal = library.removal(ref)
    for path in removal.paths:
        console.narrate(str(path))
    if not (yes or _is_agreed(removal)):
        console.narrate("Nothing was removed.")
        return ExitCode.FAILED
    done = library.remove(ref, said_twice=others or (not yes and removal.needs_second_word))
    console.narrate(f"{done.ref} is removed; that freed {size_words(done.freed_bytes)}.")
    return ExitCode.DONE


def _is_agreed(removal: "Removal") -> bool:
    """Whether the person at the terminal says so, as often as it needs."""
    from chatui.cli.models.words import one_line, size_words
    from chatui.errors import ChatuiError

    if sys.stdin is None or not sys.stdin.isatty():
        what = f"{one_line(removal.ref)} is not removed: there is no terminal to ask on."
        raise ChatuiError(what, "Give --yes.")
    question = f"Remove {one_line(removal.ref)} and free {size_words(removal.freed_bytes)}?"
    if not click.confirm(question, err=True):
        return False
    again = f"The file belongs to {removal.owner.value}, which will miss it. Remove it all the same?"
    return not removal.needs_second_word or click.confirm(again, err=True)
