"""`chatui doctor`: what works here; it looks and changes nothing."""

import json
import sys

import click


@click.command()
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def doctor(is_json: bool) -> int:
    """Show what works here: engine, processor, memory, paths, and what is wrong.

    Exit code 1 where the engine or the settings cannot be used.
    """
    from chatui.cli.console import Console
    from chatui.cli.doctor_report import collect
    from chatui.cli.doctor_text import as_text
    from chatui.cli.exit_codes import ExitCode

    console = Console(sys.stdout, sys.stderr)
    console.progress("Asking the engine …")
    report = collect()
    if is_json:
        console.line(json.dumps(report.as_json(), indent=2))
    else:
        console.data(as_text(report))
    return ExitCode.FAILED if report.is_broken else ExitCode.DONE
