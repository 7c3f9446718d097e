"""What a person says of a kept comparison: title, note, star, groups, the right answer; it prints none."""

from chatui.cli.chats.access import store
from chatui.comparison.export.report import report_of
from chatui.comparison.export.words import outcome
from chatui.store import conversations
from chatui.store.comparisons import changes
from chatui.store.comparisons.reading import find


def rename_comparison(beginning: str, title: str) -> None:
    """Give it another title."""
    with store() as (database, console):
        key = find(database, beginning).id
        conversations.rename(database, key, title)
        console.narrate(f"Its title is “{conversations.get(database, key).title}”.")


def note_comparison(beginning: str, text: str) -> None:
    """Keep a note, or none."""
    with store() as (database, console):
        changes.note(database, find(database, beginning).id, text)
        console.narrate("The note is kept." if text.strip() else "It has no note any more.")


def star_comparison(beginning: str, *, is_starred: bool) -> None:
    """Give it a star, or take it away."""
    with store() as (database, console):
        changes.star(database, find(database, beginning).id, is_starred)
        console.narrate("It has a star." if is_starred else "It has no star any more.")


def group_lane(beginning: str, lane: int, answer: str | None, *, by_hand: bool) -> None:
    """Count a lane with an answer, with none, or as its own says."""
    with store() as (database, console):
        key = find(database, beginning).id
        if by_hand:
            changes.group_by_hand(database, key, lane, answer)
        else:
            changes.group_by_itself(database, key, lane)
        console.narrate(outcome(report_of(find(database, key))))


def keep_reference(beginning: str, answer: str | None) -> None:
    """Keep the right answer, or that none is known."""
    with store() as (database, console):
        changes.keep_reference(database, find(database, beginning).id, answer)
        console.narrate("No right answer is known." if answer is None else f"The right answer is {answer}.")
