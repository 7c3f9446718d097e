"""The command `chatui`: which command runs; what each one does is in a module of its own."""

import os
import sys
from typing import TYPE_CHECKING, TextIO

import click

from chatui import __version__
from chatui.cli.ask import ask
from chatui.cli.chats.group import chats
from chatui.cli.compare.command import compare
from chatui.cli.comparisons.group import comparisons
from chatui.cli.config import config
from chatui.cli.doctor import doctor
from chatui.cli.exit_codes import code_of_signal
from chatui.cli.models.group import models

if TYPE_CHECKING:
    from chatui.launch import Choices


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="chatui", message="chatui %(version)s")
@click.option("-m", "--model", metavar="REF", help="Model: tiny, a catalogue name, org/repo, or a GGUF file.")
@click.option("--plain", "is_plain", is_flag=True, help="Plain lines, for screen readers and logs.")
@click.option("--continue", "continues", is_flag=True, help="Go on with the chat that was held last.")
@click.option("--chat", metavar="ID", help="Go on with this chat; the beginning of its id is enough.")
@click.pass_context
def chatui(
    context: click.Context, model: str | None, is_plain: bool, continues: bool, chat: str | None
) -> int:
    """Watch a reasoning model think, on your own machine, offline.

    Without a command it opens the app, or, where there is no terminal, answers the lines of stdin.
    """
    if context.invoked_subcommand is not None:
        if model is not None:
            raise click.UsageError(f"Put --model behind {context.invoked_subcommand}.")
        if is_plain or continues or chat is not None:
            raise click.UsageError("--plain, --continue and --chat belong to the app, not to a command.")
        return 0
    if continues and chat is not None:
        raise click.UsageError("Give --continue or --chat, not both.")
    # Imported late: none of this is needed to print the help.
    from chatui.launch import Choices

    choices = Choices(model=model)
    if is_plain or (_is_terminal(sys.stdin) and not _can_draw()):
        return _hold(choices, continues=continues, chat=chat)
    if _is_terminal(sys.stdin):
        return _open_app(choices, continues=continues, chat=chat)
    if continues or chat is not None:
        raise click.UsageError("--continue and --chat need a terminal, or --plain.")
    return _converse(choices)


for command in (ask, compare, models, chats, comparisons, doctor, config):
    chatui.add_command(command)


def _can_draw() -> bool:
    return _is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _open_app(choices: "Choices", *, continues: bool, chat: str | None) -> int:
    from chatui.cli.models.fetch import offer_absent
    from chatui.cli.one_turn import random_seed
    from chatui.config.paths import config_path
    from chatui.config.settings import load_settings
    from chatui.errors import ModelNotHere
    from chatui.launch import Launcher, open_engine, remember
    from chatui.library.library import open_library
    from chatui.stored_session import StoredSession
    from chatui.tui.comparing.access import LaneRuns
    from chatui.tui.look import look_of
    from chatui.tui.opening_chat import store_choice
    from chatui.tui.run import run_app

    look = look_of(load_settings(config_path()), config_path())
    seed = random_seed()
    try:
        launcher = Launcher(choices, seed)
    except ModelNotHere as absent:
        number = offer_absent(absent, choices)
        if number is not None:
            return code_of_signal(number)
        launcher = Launcher(choices, seed)
    launch = launcher.latest
    session = StoredSession(open_engine(), launch.options)
    code = run_app(
        session,
        open_library(),
        launcher.open,
        model_title=launch.title,
        is_demo=launch.is_demo,
        runs=LaneRuns(launcher.look),
        look=look,
        store=store_choice(continues=continues, chat=chat),
        notice=launch.notice,
    )
    if session.info is not None:
        remember(launcher.latest)
    return code


def _converse(choices: "Choices") -> int:
    from chatui.cli.console import Console
    from chatui.cli.plain import converse

    return converse(choices, Console(sys.stdout, sys.stderr))


def _hold(choices: "Choices", *, continues: bool, chat: str | None) -> int:
    from chatui.cli.console import Console
    from chatui.cli.lines.conversation import hold

    return hold(choices, Console(sys.stdout, sys.stderr, is_plain=True), continues=continues, chat=chat)
