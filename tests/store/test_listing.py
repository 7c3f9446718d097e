"""Lists are the newest first, a page at a time, and no query walks more than it shows."""

from collections.abc import Sequence
from datetime import UTC, date

import pytest

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.days import by_day
from chatui.store.listing import ListFilter, list_conversations, list_query
from chatui.store.messages import add_question
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.keeping import keep
from chatui.store.tree import _NEWEST_CHILD, _PATH
from chatui.store.values import Conversation, ConversationSettings
from tests.store.chats import add_turn, begin_chat, chat

DAY_S = 24 * 3600.0
TODAY = date(2026, 11, 24)
NOON = 1795521600.0
"""Of that day, in UTC."""


def titles(found: Sequence[Conversation]) -> list[str]:
    return [conversation.title for conversation in found]


def at(database: Database, title: str, moment: float) -> str:
    """A conversation that was held then."""
    key = conversations.create(database, ConversationSettings(), lambda: moment)
    add_question(database, key, None, title, now=lambda: moment)
    return key


def test_the_newest_stands_first(database: Database) -> None:
    first, _ = chat(database, "first"), chat(database, "second")
    assert titles(list_conversations(database)) == ["second", "first"]
    add_turn(database, first)
    assert titles(list_conversations(database)) == ["first", "second"]


def test_a_clock_that_goes_back_changes_no_order(database: Database) -> None:
    for title, moment in (("first", 3000.0), ("second", 1000.0), ("third", 2000.0)):
        at(database, title, moment)
    assert titles(list_conversations(database)) == ["third", "second", "first"]


def test_pages_follow_each_other(database: Database) -> None:
    with database.writing():
        for number in range(25):
            chat(database, str(number))
    found = list_conversations(database, limit=10)
    while page := list_conversations(database, limit=10, after=found[-1]):
        found += page
    assert titles(found) == [str(number) for number in range(24, -1, -1)]


def test_a_filter_takes_words_as_they_are(database: Database) -> None:
    for title in ("50% of what", "Why 'so'", "a_b", "axb"):
        chat(database, title)
    assert titles(list_conversations(database, ListFilter("50%"))) == ["50% of what"]
    assert titles(list_conversations(database, ListFilter("SO' why"))) == ["Why 'so'"]
    assert titles(list_conversations(database, ListFilter("a_b"))) == ["a_b"]


def test_pinned_ones_apart(database: Database) -> None:
    pinned, _ = chat(database, "pinned"), chat(database, "other")
    conversations.pin(database, pinned)
    assert titles(list_conversations(database, ListFilter(is_pinned=True))) == ["pinned"]
    assert titles(list_conversations(database, ListFilter(is_pinned=False))) == ["other"]
    conversations.pin(database, pinned, False)
    assert list_conversations(database, ListFilter(is_pinned=True)) == []


def test_a_short_id_names_one_conversation(database: Database) -> None:
    for key in ("aaaa00000000", "aaab00000000", "b00000000000"):
        keep(database, [Document("t", (Node(Role.USER, key),), 0, id=key)])
    assert conversations.find(database, "aaab").id == "aaab00000000"
    assert conversations.find(database, " B ").id == "b00000000000"
    for beginning, says in (
        ("aaa", "More than one.*aaaa00000000, aaab00000000"),
        ("c", "no chat"),
        ("", "no chat"),
    ):
        with pytest.raises(StoreError, match=says):
            conversations.find(database, beginning)
    with pytest.raises(StoreError, match="no chat"):
        conversations.find(database, "%")


def test_groups_by_day(database: Database) -> None:
    for title, days in (("may", 190), ("week", 6), ("yesterday", 1), ("today", 0), ("future", -400)):
        at(database, title, NOON - days * DAY_S)
    groups = by_day(list_conversations(database), TODAY, UTC)
    assert [(group.label, titles(group.conversations)) for group in groups] == [
        ("Today", ["future", "today"]),
        ("Yesterday", ["yesterday"]),
        ("Last 7 days", ["week"]),
        ("May 2026", ["may"]),
    ]


def test_each_label_stands_once(database: Database) -> None:
    for title, moment in (("a", NOON), ("b", NOON - 30 * DAY_S), ("c", NOON)):
        at(database, title, moment)
    groups = by_day(list_conversations(database), TODAY, UTC)
    assert [group.label for group in groups] == ["Today", "October 2026"]


def plan(database: Database, sql: str, values: Sequence[object] | dict[str, int] = ()) -> str:
    with database.reading() as connection:
        return "\n".join(row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))


@pytest.mark.parametrize(
    "chosen", [ListFilter(), ListFilter("word"), ListFilter(is_pinned=True), ListFilter(is_deleted=True)]
)
def test_a_page_of_the_list_sorts_nothing(database: Database, chosen: ListFilter) -> None:
    after = conversations.get(database, begin_chat(database))
    for last in (None, after):
        sql, values = list_query(chosen, last)
        steps = plan(database, sql, (*values, 10))
        assert "USING INDEX conversations_by" in steps
        assert "TEMP B-TREE" not in steps


QUERIES: dict[str, tuple[str, Sequence[object] | dict[str, int]]] = {
    "the branch in view": (_PATH, {"leaf": 1}),
    "the newest child": (_NEWEST_CHILD, (1,)),
    "an id's beginning": ("SELECT * FROM conversations WHERE key >= ? AND key < ? ORDER BY key", ("a", "ag")),
    "the newest position": ("SELECT max(position) FROM conversations", ()),
    "answers that stream": ("SELECT id, owner_pid FROM messages WHERE state = 'streaming'", ()),
    "deleted long ago": (
        "SELECT id FROM conversations WHERE deleted_at IS NOT NULL AND deleted_at < ?",
        (1,),
    ),
    "pieces": ("SELECT * FROM pieces WHERE message_id IN (?, ?) ORDER BY message_id, id", (1, 2)),
    "not indexed": ("SELECT 1 FROM messages WHERE is_indexed = 0 AND state != 'streaming' LIMIT 1", ()),
}


@pytest.mark.parametrize("name", QUERIES)
def test_what_runs_at_the_start_and_in_each_turn_walks_an_index(database: Database, name: str) -> None:
    steps = plan(database, *QUERIES[name]).splitlines()
    whole = [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]
    assert set(whole) <= {"SCAN path", "SCAN CONSTANT ROW"}
