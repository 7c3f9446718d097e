"""`chatui models remove`: deletes a model after asking; whose files they are the library knows."""

import sys
from typing import TYPE_CHECKING

import click

from chatui.cli.common_options import quiet_option
from chatui.cli.models.shared import console_of, library_of

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
    from chatui.cli.models.removal_words import done_sentence, opening_lines

    console = console_of(is_quiet=quiet)
    library = library_of()
    removal = library.removal(ref)
    for line in opening_lines(removal):
        console.narrate(line)
    if not (_is_said(removal, others=others) if yes else _is_agreed(removal)):
        console.narrate("Nothing was removed.")
        return ExitCode.FAILED
    # Whoever got here has said it as often as it needs.
    console.narrate(done_sentence(library.remove(ref, said_twice=removal.needs_second_word)))
    return ExitCode.DONE


def _is_said(removal: "Removal", *, others: bool) -> bool:
    """Whether the options say it as often as it needs; ChatuiError where they do not."""
    from chatui.cli.models.removal_words import owner_words
    from chatui.errors import ChatuiError

    if removal.needs_second_word and not others:
        what = f"{removal.ref} is not removed: its file was put there by {owner_words(removal)}."
        raise ChatuiError(what, "Give --others besides.")
    return True


def _is_agreed(removal: "Removal") -> bool:
    """Whether the person at the terminal says so, as often as it needs."""
    from chatui.cli.models.removal_words import question, second_question
    from chatui.errors import ChatuiError

    if sys.stdin is None or not sys.stdin.isatty():
        what = f"{removal.ref} is not removed: there is no terminal to ask on."
        raise ChatuiError(what, "Give --yes.")
    if not click.confirm(question(removal), err=True):
        return False
    return not removal.needs_second_word or click.confirm(second_question(removal), err=True)
