"""`chatui models verify`: whether models' bytes are the published ones; it knows no checksum itself."""

from typing import TYPE_CHECKING

import click

from chatui.cli.common_options import json_option, offline_option, quiet_option
from chatui.cli.models.shared import console_of, library_of, print_json

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

    Where no checksum is known, the file's structure alone is checked. Exit code 1 where a model is wrong, or
    cannot be checked.
    """
    from chatui.cli.exit_codes import ExitCode, code_of_signal
    from chatui.cli.models.records import verification_record
    from chatui.cli.models.verify_run import repair_sentence, verdict_line, verify_each
    from chatui.errors import ChatuiError

    console = console_of(is_quiet=quiet)
    library = library_of(offline=offline)
    wanted = refs or _refs_here(library.models())
    if not wanted:
        console.narrate("There is no model on this disk to check.")
    records = []
    code = ExitCode.DONE
    for result in verify_each(library, wanted, console):
        if isinstance(result, int):
            return code_of_signal(result)
        if isinstance(result, ChatuiError):
            console.error(result)
            code = ExitCode.FAILED
            continue
        records.append(verification_record(result))
        if not is_json:
            console.data(f"{verdict_line(result)}\n")
        if result.is_right is False:
            console.narrate(repair_sentence(result))
            code = ExitCode.FAILED
    if is_json:
        print_json(console, records)
    return code


def _refs_here(rows: "Sequence[ModelRow]") -> list[str]:
    """Every model that a person put here, the broken ones too."""
    from chatui.library.values import Origin

    return [row.ref for row in rows if row.path is not None and row.origin is not Origin.BUNDLED]
