"""What is kept of a comparison comes back as it was, is listed, found and changed, and goes with its chat."""

import os
from pathlib import Path

import pytest

from chatui.chat.events import FinishReason
from chatui.errors import StoreError
from chatui.store import conversations, tree
from chatui.store.comparisons.changes import group_by_hand, group_by_itself, note, star
from chatui.store.comparisons.reading import ListFilter, find, list_comparisons
from chatui.store.comparisons.search import search_comparisons
from chatui.store.comparisons.values import Drawn, Setup
from chatui.store.comparisons.writing import begin_lanes, describe_lane
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.opening import open_database
from chatui.store.owners import Owner
from chatui.store.recovery import purge
from chatui.store.resuming import check_resumable
from chatui.store.search import Field
from chatui.store.values import MessageState
from tests.store.chats import chat
from tests.store.comparisons.kept import COLD, RUN, WARM, Said, keep

FIVE = Said()
SIX = Said("It is \\boxed{6}.", "Let me guess.", variant=COLD)


def test_everything_comes_back(database: Database) -> None:
    setup = Setup("5", 3, True, True)
    key = keep(database, [FIVE, SIX, Said(repeats=0)], setup=setup)
    kept = find(database, key[:6])
    assert (kept.id, kept.question.text, kept.setup, kept.note) == (key, "2 + 3?", setup, "")
    assert [lane.number for lane in kept.lanes] == [0, 1, 2]
    assert [lane.variant for lane in kept.lanes] == [WARM, COLD, WARM]
    assert [lane.repeats for lane in kept.lanes] == [None, None, 0]
    lane = kept.lanes[1]
    assert lane.run == RUN
    assert lane.drawn == Drawn((11, 21), "ef", (-0.5,), (len(SIX.thought),))
    assert (lane.answer.text, lane.answer.thought, lane.answer.final_answer) == (SIX.answer, SIX.thought, "6")
    assert lane.answer.provenance.seed == 1
    assert kept.conversation.is_comparison


def test_the_lanes_are_siblings_in_a_chat(database: Database) -> None:
    key = keep(database, [FIVE, SIX])
    answer = tree.branch(database, key)[-1]
    assert len(tree.siblings(database, answer.id)) == 2
    other = chat(database)
    assert {each.id: each.is_comparison for each in list_conversations(database)} == {key: True, other: False}
    assert conversations.get(database, key).is_comparison


def test_alike_variants_are_kept_once(database: Database) -> None:
    keep(database, [FIVE, SIX, FIVE])
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM variants").fetchone()[0] == 2


def test_a_repetition_has_no_vote(database: Database) -> None:
    cut_off = Said(reason=FinishReason.LENGTH)
    vote = find(database, keep(database, [FIVE, SIX, FIVE, cut_off, Said(repeats=1)])).vote
    assert vote.winner is not None
    assert (vote.winner.answer, vote.winner.lanes, vote.lanes) == ("5", (0, 2), 3)


def test_the_list_is_the_newest_first_without_chats(database: Database) -> None:
    first = keep(database, [FIVE, FIVE, SIX], "first")
    chat(database, "no comparison")
    second = keep(database, [SIX], "second")
    rows = list_comparisons(database)
    assert [row.id for row in rows] == [second, first]
    assert (rows[1].lanes, rows[1].models, rows[1].interrupted) == (3, ("tiny",), 0)
    assert rows[1].vote == find(database, first).vote
    assert [row.id for row in list_comparisons(database, limit=1, after=rows[0].conversation)] == [first]


def test_notes_and_stars(database: Database) -> None:
    first, second = keep(database, [FIVE], "first"), keep(database, [FIVE], "second")
    note(database, first, " Look at lane 0. ")
    star(database, second)
    assert find(database, first).note == "Look at lane 0."
    assert [row.id for row in list_comparisons(database, ListFilter(is_starred=True))] == [second]
    assert [row.id for row in list_comparisons(database, ListFilter("LANE look"))] == [first]
    star(database, second, False)
    assert list_comparisons(database, ListFilter(is_starred=True)) == []


def test_grouping_by_hand(database: Database) -> None:
    key = keep(database, [FIVE, SIX, Said("I do not know, really, and this is long.")])
    assert find(database, key).vote.ungrouped == (2,)
    group_by_hand(database, key, 2, "5.0")
    group_by_hand(database, key, 1, None)
    vote = find(database, key).vote
    assert [(group.key, group.lanes) for group in vote.groups] == [("5", (0, 2))]
    assert list_comparisons(database)[0].vote == vote
    group_by_itself(database, key, 1)
    assert find(database, key).by_hand == {2: "5.0"}


@pytest.mark.parametrize("key", ["", "zzz"])
def test_what_is_not_there(database: Database, key: str) -> None:
    other = chat(database)
    with pytest.raises(StoreError, match=r"There is no comparison .* `chatui comparisons list`"):
        find(database, key)
    with pytest.raises(StoreError, match="not there any more"):
        note(database, other, "x")
    with pytest.raises(StoreError, match="has no lane 0"):
        group_by_hand(database, other, 0, "5")


def test_deleting_is_that_of_its_chat(database: Database) -> None:
    key = keep(database, [FIVE])
    conversations.delete(database, key)
    assert list_comparisons(database) == []
    assert [row.id for row in list_comparisons(database, ListFilter(is_deleted=True))] == [key]
    assert search_comparisons(database, "boxed") == []
    conversations.restore(database, key)
    assert [row.id for row in list_comparisons(database)] == [key]
    purge(database, key)
    with database.reading() as connection:
        for table in ("comparisons", "variants", "lanes", "messages"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


@pytest.mark.parametrize("has_index", [True, False])
def test_searching(database: Database, has_index: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    key = keep(database, [FIVE, Said("It is 6.", "Let me guess.")], "Who can guess?")
    chat(database, "guess", "guess", "guess")
    monkeypatch.setattr("chatui.store.search.has_fts5", lambda connection: has_index)
    found = [
        (hit.hit.conversation_id, hit.lane, hit.hit.field) for hit in search_comparisons(database, "guess")
    ]
    assert found == [(key, 1, Field.THOUGHT), (key, None, Field.QUESTION)]


def test_a_dead_process_leaves_what_was_over(database: Database, path: Path) -> None:
    key = keep(database, [FIVE, FIVE, Said(reason=None)])
    with database.writing() as connection:
        connection.execute("UPDATE messages SET owner_started = 1.0 WHERE state = 'streaming'")
    again = open_database(path).database
    kept = find(again, key)
    states = [lane.answer.outcome.state for lane in kept.lanes]
    assert states == [MessageState.DONE, MessageState.DONE, MessageState.INTERRUPTED]
    assert (kept.lanes[2].answer.thought, kept.lanes[2].drawn, kept.lanes[2].run) == (FIVE.thought, None, RUN)
    assert list_comparisons(again)[0].interrupted == 1


def test_a_lane_is_not_gone_on_with(database: Database) -> None:
    key = keep(database, [Said(reason=FinishReason.CANCELLED)])
    answer_id = find(database, key).lanes[0].answer.id
    with pytest.raises(StoreError, match="a lane of a comparison, which is kept as it was run"):
        check_resumable(database, key, answer_id)


def test_writing_below_what_is_gone(database: Database) -> None:
    with pytest.raises(StoreError, match="not there any more"):
        begin_lanes(database, chat(database), 1, [], Owner(os.getpid(), 1.0))
    with pytest.raises(StoreError, match="not there any more"):
        describe_lane(database, 99, RUN)
