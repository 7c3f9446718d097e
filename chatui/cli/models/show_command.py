"""`chatui models show`: everything known of one model; how it is found out is not known here."""

import click

from chatui.cli.common_options import json_option, offline_option
from chatui.cli.models.shared import console_of, library_of, measured_library, print_json
from chatui.cli.options import kv_type_option
from chatui.engine.requests import KvType

_POSITIVE = click.IntRange(min=1)


@click.command()
@click.argument("ref")
@click.option("--ctx", "n_ctx", type=_POSITIVE, metavar="N", help="Memory for a context of N tokens.")
@click.option(
    "--lanes",
    "n_lanes",
    type=click.IntRange(1, 64),
    metavar="N",
    default=1,
    help="Memory for N samples at once.",
)
@kv_type_option
@click.option("--template", is_flag=True, help="Print the chat template of a model on this disk, and end.")
@json_option
@offline_option
def show(
    ref: str,
    n_ctx: int | None,
    n_lanes: int,
    kv_type: KvType | None,
    template: bool,
    is_json: bool,
    offline: bool,
) -> None:
    """Show what is known of a model, and whether it will run here.

    REF may be a file. Of a model that is neither in the catalogue nor on this disk, the first megabytes of
    its file are asked of the hub, never the whole.
    """
    from chatui.cli.models.details_of import details_of
    from chatui.cli.models.details_text import details_text
    from chatui.cli.models.records import details_record

    console = console_of()
    if template:
        console.data(library_of(offline=offline).template(ref).rstrip("\n") + "\n")
        return
    library = measured_library(console, offline=offline)
    details = details_of(library, console, ref, n_ctx, n_lanes, kv_type or KvType.F16)
    if is_json:
        print_json(console, details_record(details))
    else:
        console.data(details_text(details, console.width))
