"""`chatui ask`: one question, one answer; how an answer comes about is not known here."""

import sys
from pathlib import Path
from typing import Any, cast

import click

from chatui.cli.common_options import offline_option, quiet_option
from chatui.cli.options import model_options

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("prompt", required=False)
@model_options
@click.option(
    "--file", "files", type=_FILE, multiple=True, help="Text to put before the question; repeatable."
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.option("--stream-json", is_flag=True, help="Print a JSON object a line, as things happen.")
@click.option("--hide-thought", is_flag=True, help="Do not print the thought.")
@click.option("--pull", is_flag=True, help="Download the model first where it is not on this disk.")
@click.option("--save", is_flag=True, help="Keep question and answer as a chat; stderr says its id.")
@offline_option
@quiet_option
def ask(
    prompt: str | None,
    files: tuple[Path, ...],
    is_json: bool,
    stream_json: bool,
    hide_thought: bool,
    pull: bool,
    save: bool,
    offline: bool,
    quiet: bool,
    **chosen: object,
) -> int:
    """Ask one question; the answer goes to stdout, the thought to stderr.

    PROMPT is read from stdin when it is absent or '-'.

    \b
    Exit codes: 0 answered; 1 failed; 2 wrong usage; 3 the model gave no answer
    (its thought is printed); 130, 143, 129 ended by SIGINT, SIGTERM, SIGHUP.
    """
    if is_json and stream_json:
        raise click.UsageError("--json and --stream-json exclude each other.")
    # Imported late: none of this is needed to print the help.
    from chatui.cli.console import Console
    from chatui.cli.exit_codes import code_of_signal
    from chatui.cli.models.fetch import fetch_absent
    from chatui.cli.one_turn import Style, answer
    from chatui.cli.questions import read_question, read_stdin
    from chatui.config.offline import go_offline
    from chatui.launch import Choices

    if offline:
        go_offline()
    console = Console(sys.stdout, sys.stderr, is_quiet=quiet)
    question = read_question(read_stdin(console) if prompt is None or prompt == "-" else prompt, files)
    style = Style.JSON if is_json else Style.STREAM_JSON if stream_json else Style.TEXT
    choices = Choices(**cast(dict[str, Any], chosen))
    if pull and (number := fetch_absent(choices, console)) is not None:
        return code_of_signal(number)
    return answer(question, choices, console, style, hides_thought=hide_thought, keeps=save)
