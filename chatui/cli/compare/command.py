"""`chatui compare` and its options; how lanes come about is not known here."""

import sys
from pathlib import Path

import click

from chatui.cli.common_options import offline_option, quiet_option
from chatui.cli.compare.evaluation_options import check_options, questions_options
from chatui.cli.compare.vary import VaryType
from chatui.cli.options import models_options

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_LANES = 256


@click.command()
@click.argument("prompt", required=False)
@click.option(
    "-n",
    "--lanes",
    "lanes_each",
    type=click.IntRange(1, _MOST_LANES),
    default=4,
    show_default=True,
    metavar="N",
    help="Thoughts of every model and setting; lane k has the seed of --seed plus k.",
)
@models_options
@click.option(
    "--vary",
    "varied",
    type=VaryType(),
    multiple=True,
    help="The same model under several settings, such as temperature=0.3,1.0 or think=on,off; repeatable.",
)
@click.option(
    "--at-once", type=click.IntRange(1, 64), metavar="N", help="At most N lanes of a model in one batch."
)
@click.option(
    "--together", "is_together", is_flag=True, help="Load several models at once, where memory allows it."
)
@click.option(
    "--stop-after",
    "thoughts",
    type=click.IntRange(min=1),
    metavar="M",
    help="Stop the other lanes when M thoughts are over (short-m@k).",
)
@click.option(
    "--stop-when-decided", "when_decided", is_flag=True, help="Stop when the vote can not change any more."
)
@questions_options
@click.option(
    "--file", "files", type=_FILE, multiple=True, help="Text to put before the question; repeatable."
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.option("--stream-json", is_flag=True, help="Print a JSON object a line, as things happen.")
@click.option(
    "--show-thoughts", is_flag=True, help="Print the thoughts to stderr, each when its lane is over."
)
@click.option("--hide-thought", is_flag=True, help="Do not print the thoughts; so it is without this, too.")
@click.option("--pull", "pulls", is_flag=True, help="Download models first that are not on this disk.")
@click.option("--save", "keeps", is_flag=True, help="Keep it as a comparison; stderr says its id.")
@click.option(
    "--replay",
    metavar="ID",
    help="Run a kept comparison again, and say of each lane whether its tokens are the same.",
)
@offline_option
@quiet_option
def compare(
    prompt: str | None,
    files: tuple[Path, ...],
    is_json: bool,
    stream_json: bool,
    show_thoughts: bool,
    hide_thought: bool,
    replay: str | None,
    offline: bool,
    quiet: bool,
    **wanted: object,
) -> int:
    """Several thoughts on one question, and what they agree on.

    PROMPT is read from stdin when it is absent or '-'. The lanes of one model are decoded together.
    With --questions, many questions with known answers: how often one thought, the vote and the
    shortest thoughts are right, and what they cost.

    \b
    Exit codes: 0 answered; 1 a lane failed; 2 wrong usage; 3 no lane gave an answer;
    130, 143, 129 ended by SIGINT, SIGTERM, SIGHUP. What was finished is printed.
    With --replay: 0 all lanes are the same; 1 else.
    """
    if replay is not None:
        return _run_again(replay, is_json=is_json, offline=offline, quiet=quiet)
    if is_json and stream_json:
        raise click.UsageError("--json and --stream-json exclude each other.")
    if show_thoughts and hide_thought:
        raise click.UsageError("--show-thoughts and --hide-thought exclude each other.")
    check_options(click.get_current_context())
    # Imported late: none of this is needed to print the help.
    from chatui.cli.compare.evaluation import evaluate
    from chatui.cli.compare.printers import printer_of
    from chatui.cli.compare.request import request_of
    from chatui.cli.compare.run import run
    from chatui.cli.console import Console
    from chatui.cli.one_turn import Style
    from chatui.cli.questions import read_question, read_stdin
    from chatui.config.offline import go_offline

    if offline:
        go_offline()
    console = Console(sys.stdout, sys.stderr, is_quiet=quiet)
    if wanted["questions"] is not None:
        return evaluate(wanted, console, is_json=is_json)
    style = Style.JSON if is_json else Style.STREAM_JSON if stream_json else Style.TEXT
    question = read_question(read_stdin(console) if prompt is None or prompt == "-" else prompt, files)
    printer = printer_of(style, console, shows_thoughts=show_thoughts)
    return run(request_of(question, wanted), console, printer)


def _run_again(comparison: str, *, is_json: bool, offline: bool, quiet: bool) -> int:
    context = click.get_current_context()
    given = {
        name
        for name in context.params
        if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT
    }
    if given - {"replay", "is_json", "offline", "quiet"}:
        raise click.UsageError("--replay goes with --json, --offline and --quiet only: all else was kept.")
    from chatui.cli.comparisons.replaying import replay_comparison
    from chatui.cli.console import Console
    from chatui.config.offline import go_offline

    if offline:
        go_offline()
    return replay_comparison(comparison, Console(sys.stdout, sys.stderr, is_quiet=quiet), is_json=is_json)
