"""`chatui models pull`: one download from the first word to the path; how bytes travel is not known here."""

import click

from chatui.cli.common_options import quiet_option
from chatui.cli.models.shared import console_of, library_of


@click.command()
@click.argument("ref")
@quiet_option
def pull(ref: str, quiet: bool) -> int:
    """Download a model, whole and checked; the path goes to stdout.

    What an interrupted download left is kept: the same line goes on from there. Models that are here already,
    in the folder of another program too, are not downloaded again.

    \b
    Exit codes: 0 the model is here; 1 failed; 2 wrong usage;
    130, 143, 129 ended by SIGINT, SIGTERM, SIGHUP.
    """
    from chatui.cli.exit_codes import ExitCode, code_of_signal
    from chatui.cli.models.fetch import Stopped, fetch

    console = console_of(is_quiet=quiet)
    try:
        console.data(f"{fetch(library_of(), ref, console)}\n")
    except Stopped as stopped:
        return code_of_signal(stopped.number)
    return ExitCode.DONE
