"""The commands of `chatui comparisons` and their options; what each one does is in a module of its own."""

from pathlib import Path

import click

from chatui.cli.chats.options import (
    deleted_option,
    deletion_options,
    export_options,
    ids_argument,
    limit_option,
    words_argument,
)
from chatui.cli.common_options import json_option


@click.group()
def comparisons() -> None:
    """List, show, search, mark, export and delete kept comparisons.

    ID is a comparison's id or any beginning of it that no other comparison's id has. `chatui compare --save`
    keeps one, and `chatui compare --replay ID` runs it again.
    """


@comparisons.command("list")
@click.option(
    "--filter", "words", default="", metavar="WORDS", help="Only those with these words in title or note."
)
@click.option("--starred", is_flag=True, help="Only those with a star.")
@deleted_option
@limit_option
@json_option
def list_command(words: str, starred: bool, deleted: bool, limit: int, is_json: bool) -> None:
    """List comparisons, the newest first."""
    from chatui.cli.comparisons.listing import print_list
    from chatui.store.comparisons.reading import ListFilter

    print_list(ListFilter(words, starred or None, deleted), limit=limit, is_json=is_json)


@comparisons.command()
@click.argument("comparison", metavar="ID")
@click.option(
    "--lane", "lanes", type=click.IntRange(min=0), multiple=True, metavar="N", help="Only this lane."
)
@click.option("--show-thoughts", is_flag=True, help="Print the thoughts too.")
@json_option
def show(comparison: str, lanes: tuple[int, ...], show_thoughts: bool, is_json: bool) -> None:
    """Print a comparison: the vote, every lane's figures and answer."""
    from chatui.cli.comparisons.showing import print_comparison

    print_comparison(comparison, lanes, shows_thoughts=show_thoughts, is_json=is_json)


@comparisons.command()
@words_argument
@limit_option
@json_option
def search(words: tuple[str, ...], limit: int, is_json: bool) -> None:
    """Find words in questions, answers and thoughts of comparisons, the newest first.

    Every word has to be there; a word finds those that begin with it.
    """
    from chatui.cli.comparisons.searching import print_hits

    print_hits(" ".join(words), limit=limit, is_json=is_json)


@comparisons.command()
@click.argument("comparison", metavar="ID")
@click.argument("title")
def rename(comparison: str, title: str) -> None:
    """Give a comparison another title; an empty one brings back that of its question."""
    from chatui.cli.comparisons.changing import rename_comparison

    rename_comparison(comparison, title)


@comparisons.command()
@click.argument("comparison", metavar="ID")
@click.argument("text")
def note(comparison: str, text: str) -> None:
    """Keep a note beside a comparison, in place of the one before; an empty one removes it."""
    from chatui.cli.comparisons.changing import note_comparison

    note_comparison(comparison, text)


@comparisons.command()
@click.argument("comparison", metavar="ID")
@click.option("--off", "is_off", is_flag=True, help="Take the star away.")
def star(comparison: str, is_off: bool) -> None:
    """Mark a comparison with a star."""
    from chatui.cli.comparisons.changing import star_comparison

    star_comparison(comparison, is_starred=not is_off)


@comparisons.command()
@click.argument("comparison", metavar="ID")
@click.argument("lane", type=click.IntRange(min=0))
@click.argument("answer", required=False)
@click.option("--none", "is_none", is_flag=True, help="Count the lane with no answer.")
def group(comparison: str, lane: int, answer: str | None, is_none: bool) -> None:
    """Count a lane with an ANSWER by hand; without one, it is grouped by itself again."""
    if answer is not None and is_none:
        raise click.UsageError("Give an ANSWER or --none, not both.")
    from chatui.cli.comparisons.changing import group_lane

    group_lane(comparison, lane, answer, by_hand=answer is not None or is_none)


@comparisons.command()
@click.argument("comparison", metavar="ID")
@click.argument("answer", required=False)
def reference(comparison: str, answer: str | None) -> None:
    """Keep which ANSWER is right, so that lanes are right or wrong; without one, none is known."""
    from chatui.cli.comparisons.changing import keep_reference

    keep_reference(comparison, answer)


@comparisons.command()
@ids_argument
@export_options("markdown", "jsonl", "html")
def export(ids: tuple[str, ...], form: str, output: Path | None) -> None:
    """Write comparisons as Markdown, as one HTML page, or as JSON Lines."""
    if form != "jsonl" and len(ids) > 1:
        raise click.UsageError("Several comparisons go into one file with --format jsonl only.")
    from chatui.cli.comparisons.exporting import export_comparisons

    export_comparisons(ids, form, output)


@comparisons.command()
@deletion_options
def delete(ids: tuple[str, ...], is_sure: bool, forever: bool) -> None:
    """Delete comparisons, each with its chat; `chatui comparisons restore ID` brings one back in 30 days."""
    from chatui.cli.chats.deleting import delete_kept
    from chatui.cli.comparisons.kind import COMPARISONS

    delete_kept(COMPARISONS, ids, is_sure=is_sure, forever=forever)


@comparisons.command()
@click.argument("comparison", metavar="ID")
def restore(comparison: str) -> None:
    """Bring a deleted comparison back."""
    from chatui.cli.chats.deleting import restore_kept
    from chatui.cli.comparisons.kind import COMPARISONS

    restore_kept(COMPARISONS, comparison)
