"""Pictures of the list of kept comparisons, in an app of its own."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from chatui.store.comparisons.reading import Summary
from chatui.store.comparisons.search import ComparisonHit
from chatui.store.excerpts import excerpt_of
from chatui.store.search import Field, Hit
from chatui.store.values import Conversation, ConversationSettings
from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.vote import vote
from chatui.tui.comparing.kept_shelf import ComparisonShelf, KeptPage
from chatui.tui.screens.kept_comparisons import KeptComparisonsScreen, KeptList
from tests.snapshots.test_kept import Compare, Host
from tests.tui.waiting import wait_until

SIZES = [(60, 20), (80, 24), (160, 50)]


def moment(days_ago: int) -> float:
    """At noon, wherever the pictures are taken."""
    return datetime(2026, 11, 24 - days_ago, 12).timestamp()


def row(
    number: int,
    title: str,
    answers: Sequence[str | None],
    *,
    models: tuple[str, ...] = ("r1-qwen-1.5b",),
    note: str = "",
    interrupted: int = 0,
) -> Summary:
    at = moment(number)
    conversation = Conversation(str(number), title, False, at, at, ConversationSettings(), is_comparison=True)
    counted = vote(Ballot(lane, answer) for lane, answer in enumerate(answers))
    return Summary(conversation, note, bool(note), len(answers) + interrupted, interrupted, models, counted)


ROWS = (
    row(0, "Is 9.11 larger than 9.9?", ["9.9", "9.9", "9.11", "9.9"], note="lane 2 forgets the zero"),
    row(1, "How many letters r are there in strawberry?", ["3"] * 5, interrupted=3),
    row(2, "CJK 数字相加 and 🙂 emoji", ["1", "2"], models=("tiny", "r1-qwen-1.5b")),
    row(3, "[red]no markup[/] of a question that is longer than any line of a list may be", [None, None]),
)


def last_of(listed: KeptList) -> str:
    """What the last line but one or two says; empty where there is none."""
    count = listed.option_count
    return str(listed.get_option_at_index(count - 1).prompt) if count else ""


class PrintedShelf(ComparisonShelf):
    """Comparisons that are in no file."""

    def __init__(self) -> None:
        """No shelf."""

    def page(self, words: str = "", *, is_starred: bool = False) -> KeptPage:
        """All of them; with words, one of them and two places where they stand."""
        if not words:
            return KeptPage(ROWS, ())
        text = "Wait, let me pad 9.9 with a zero: 9.90 and 9.11, so 90 is more than 11."
        excerpt = excerpt_of(text, words.split())
        if excerpt is None:
            return KeptPage((), ())
        hits = [Hit("9", "Which is larger?", 1, field, excerpt, moment(4)) for field in Field]
        found = (ComparisonHit(hits[0], None), ComparisonHit(hits[1], 0), ComparisonHit(hits[2], 12))
        return KeptPage(ROWS[:1], found)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("words", "last"), [("", "[red]no markup"), ("9.9 zero", "lane 12"), ("zzz", "")])
def test_list_of_comparisons(snap_compare: Compare, size: tuple[int, int], words: str, last: str) -> None:
    app = Host(Widget())

    async def reach(pilot: Pilot[None]) -> None:
        await app.push_screen(KeptComparisonsScreen(PrintedShelf(), lambda key, title: None))
        listed = app.screen.query_one(KeptList)
        await wait_until(pilot, lambda: listed.option_count == len(ROWS))
        app.screen.query_one(Input).value = words
        await wait_until(pilot, lambda: last in last_of(listed) and bool(last) == bool(listed.option_count))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=reach)
