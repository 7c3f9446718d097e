"""The commands of `chatui chats` and their options; what each one does is in a module of its own."""

from pathlib import Path

import click

from chatui.cli.chats.options import (
    deleted_option,
    deletion_options,
    export_options,
    limit_option,
    words_argument,
)
from chatui.cli.common_options import json_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def chats() -> None:
    """List, show, search, export and delete kept chats.

    ID is a chat's id or any beginning of it that no other chat's id has.
    """


@chats.command("list")
@click.option(
    "--filter", "words", default="", metavar="WORDS", help="Only those with these words in the title."
)
@deleted_option
@limit_option
@json_option
def list_command(words: str, deleted: bool, limit: int, is_json: bool) -> None:
    """List chats, the newest first."""
    from chatui.cli.chats.listing import print_list

    print_list(words, is_deleted=deleted, limit=limit, is_json=is_json)


@chats.command()
@click.argument("chat", metavar="ID")
@click.option("--hide-thought", is_flag=True, help="Do not print the thoughts.")
@json_option
def show(chat: str, hide_thought: bool, is_json: bool) -> None:
    """Print a chat's branch in view; with --json every branch."""
    from chatui.cli.chats.showing import print_chat

    print_chat(chat, hides_thought=hide_thought, is_json=is_json)


@chats.command()
@words_argument
@limit_option
@json_option
def search(words: tuple[str, ...], limit: int, is_json: bool) -> None:
    """Find words in questions, answers and thoughts, the newest first.

    Every word has to be there; a word finds those that begin with it.
    """
    from chatui.cli.chats.searching import print_hits

    print_hits(" ".join(words), limit=limit, is_json=is_json)


@chats.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "takes_all", is_flag=True, help="Every chat that is not deleted; with --format json.")
@export_options("markdown", "json", "html")
def export(ids: tuple[str, ...], takes_all: bool, form: str, output: Path | None) -> None:
    """Write chats as Markdown, as one HTML page, or as JSON that `import` reads again."""
    if bool(ids) == takes_all:
        raise click.UsageError("Give the ID of a chat, or --all.")
    if form != "json" and (takes_all or len(ids) > 1):
        raise click.UsageError("Several chats go into one file with --format json only.")
    from chatui.cli.chats.exporting import export_chats

    export_chats(None if takes_all else ids, form, output)


@chats.command("import")
@click.argument("file", type=_FILE)
@json_option
def import_command(file: Path, is_json: bool) -> None:
    """Take chats in from chatui, ChatGPT, Open WebUI or LM Studio; all of a file or nothing.

    The ids of the new chats go to stdout; stderr lists what could not be read.
    """
    from chatui.cli.chats.importing import import_chats

    import_chats(file, is_json=is_json)


@chats.command()
@deletion_options
def delete(ids: tuple[str, ...], is_sure: bool, forever: bool) -> None:
    """Delete chats; `chatui chats restore ID` brings one back within 30 days."""
    from chatui.cli.chats.deleting import CHATS, delete_kept

    delete_kept(CHATS, ids, is_sure=is_sure, forever=forever)


@chats.command()
@click.argument("chat", metavar="ID")
def restore(chat: str) -> None:
    """Bring a deleted chat back."""
    from chatui.cli.chats.deleting import CHATS, restore_kept

    restore_kept(CHATS, chat)
