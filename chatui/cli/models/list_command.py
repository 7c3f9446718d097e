"""`chatui models list`: every known model, and what is on this disk; it opens no socket."""

from typing import TYPE_CHECKING

import click

from chatui.cli.common_options import json_option
from chatui.cli.models.shared import console_of, measured_library, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatui.library.values import ModelRow


@click.command("list")
@click.option("--downloaded", is_flag=True, help="Only models that are on this disk.")
@json_option
def list_models(downloaded: bool, is_json: bool) -> None:
    """List the models that chatui knows, and those on this disk.

    FIT says whether a model will run here with a short context: fits, tight, too big or unknown. TOK/S is an
    estimate from the speed of this machine's memory. Nothing is asked of the network.
    """
    from chatui.cli.models.model_table import model_table
    from chatui.cli.models.records import model_record

    console = console_of()
    library = measured_library(console)
    rows = [row for row in library.models() if row.is_downloaded or not downloaded]
    if is_json:
        print_json(console, [model_record(row) for row in rows])
        return
    console.data(model_table(rows, console.width))
    console.narrate(_summary(rows))


def _summary(rows: "Sequence[ModelRow]") -> str:
    here = sum(row.is_downloaded for row in rows)
    return f"{here} of {len(rows)} are on this disk. `chatui models pull REF` gets one, `show REF` says more."
