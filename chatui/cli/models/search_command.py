"""`chatui models search`: GGUF repositories on the hub; how the hub is asked is not known here."""

import click

from chatui.cli.common_options import json_option, offline_option
from chatui.cli.models.shared import console_of, measured_library, print_json


@click.command()
@click.argument("words", nargs=-1, required=True)
@json_option
@offline_option
def search(words: tuple[str, ...], is_json: bool, offline: bool) -> None:
    """Search the hub for repositories of GGUF files, the most downloaded first.

    Each is shown with the size of every quantization, and whether it will run here. What is found need not
    be a reasoning model.
    """
    from chatui.cli.models.model_table import hub_text
    from chatui.cli.models.records import hub_record

    console = console_of()
    library = measured_library(console, offline=offline)
    console.progress("Asking the hub …")
    rows = library.search_hub(" ".join(words))
    if is_json:
        print_json(console, [hub_record(row) for row in rows])
    elif rows:
        console.data(hub_text(rows, console.width))
        console.narrate("`chatui models pull org/repo:QUANT` gets one.")
    else:
        console.narrate("The hub has no GGUF repository with all of these words. Try fewer.")
