"""`chatui models verify`: whether models' bytes are the published ones; it knows no checksum itself."""

from typing import TYPE_CHECKING

import click

from chatui.cli.models.shared import (
    console_of,
    json_option,
    library_of,
    offline_option,
    print_json,
    quiet_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chatui.library.values import ModelRow


@click.command()
@click.argument("refs", metavar="[REF]...", nargs=-1)
@json_option
@offline_option
@quiet_option
def verify(refs: tuple[str, ...], is_json: bool, offline: bool, quiet: bool) -> int:
    """Check models on this disk against their published checksums; without REF, every one of them.

    Where no checksum is known, the file's structure alone is checked. Exit code 1 where a model is wrong.
    """
    from chatui.cli.exit_codes import ExitCode, code_of_signal
    from chatui.cli.models.records import verification_record
    from chatui.cli.models.verify_run import verdict_line, verify_each

    console = console_of(is_quiet=quiet)
    library = library_of(offline=offline)
    wanted = refs or _refs_here(library.models())
    if not wanted:
        console.narrate("There is no model on this disk to check.")
    records = []
    is_wrong = False
    for result in verify_each(library, wanted, console):
        if isinstance(result, int):
            return code_of_signal(result)
        is_wrong = is_wrong or result.is_right is False
        records.append(verification_record(result))
        if not is_json:
            console.data(f"{verdict_line(result)}\n")
    if is_json:
        print_json(console, records)
    return ExitCode.FAILED if is_wrong else ExitCode.DONE


def _refs_here(rows: "Sequence[ModelRow]") -> list[str]:
    """Every model that a person put here, the broken ones too."""
    from chatui.library.values import Origin

    return [row.ref for row in rows if row.path is not None and row.origin is not Origin.BUNDLED]
