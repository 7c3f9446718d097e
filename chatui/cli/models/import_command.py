"""`chatui models import`: adds a file that lies anywhere on this disk; it moves and copies nothing."""

from pathlib import Path

import click

from chatui.cli.common_options import json_option
from chatui.cli.models.shared import console_of, library_of, print_json


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What to call it; else the file's own name.")
@json_option
def import_file(path: Path, name: str | None, is_json: bool) -> None:
    """Add a GGUF file to the models that chatui lists; it stays where it is.

    The file is checked first. Its name for `--model` goes to stdout.
    """
    from chatui.chat.display_text import one_line
    from chatui.cli.models.records import model_record

    console = console_of()
    row = library_of().import_file(path, name)
    if is_json:
        print_json(console, model_record(row))
        return
    console.data(f"{row.ref}\n")
    console.narrate(f"{one_line(row.title)} is in the list now; its file stays where it is.")
