"""Reads comparisons: one as a whole by its id, and many as rows of a list; it changes nothing."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from chatui.store import tree
from chatui.store.comparisons.rows import lane_of, setup_of, variant_of
from chatui.store.comparisons.values import KeptComparison
from chatui.store.database import Database
from chatui.store.naming import row_named
from chatui.store.page import page_condition
from chatui.store.rows import conversation_of
from chatui.store.values import Conversation
from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.vote import Vote, vote

_TABLES = """
    comparisons JOIN messages ON messages.id = comparisons.question_id
    JOIN conversations ON conversations.id = messages.conversation_id
"""
_ROWS = f"""
    SELECT conversations.*, 1 AS is_comparison,
        comparisons.id AS comparison_id, comparisons.note, comparisons.is_starred
    FROM {_TABLES}
"""
_LANES = """
    SELECT lanes.comparison_id, lanes.number, lanes.repeats, lanes.is_grouped_by_hand, lanes.group_answer,
        variants.label, variants.model_ref, messages.final_answer, messages.finish_reason, messages.state
    FROM lanes JOIN variants ON variants.id = lanes.variant_id JOIN messages ON messages.id = lanes.answer_id
"""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which comparisons to list."""

    words: str = ""
    """Each of them stands in the title or in the note, whatever its case; empty: any."""
    is_starred: bool | None = None
    """None: both."""
    is_deleted: bool = False
    """Those that can be restored, in place of those that are there."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A row of a list of comparisons."""

    conversation: Conversation
    note: str
    is_starred: bool
    lanes: int
    interrupted: int
    """Lanes whose process ended before they did."""
    models: tuple[str, ...]
    """References of the models, each once, in the order of their first lanes."""
    vote: Vote

    @property
    def id(self) -> str:
        """As `KeptComparison.id`."""
        return self.conversation.id


def find(database: Database, beginning: str) -> KeptComparison:
    """The comparison whose id begins so, a deleted one too; StoreError unless there is exactly one."""
    with database.reading() as connection:
        return _whole(database, connection, row_named(connection, _ROWS, beginning, "comparison"))


def list_comparisons(
    database: Database, chosen: ListFilter | None = None, limit: int = 100, after: Conversation | None = None
) -> list[Summary]:
    """At most `limit` comparisons, the newest first; `after` is that of the last one of the page before."""
    chosen = chosen or ListFilter()
    searched = "title || char(10) || note"
    where, values = page_condition(
        searched, chosen.words, after, is_deleted=chosen.is_deleted, is_starred=chosen.is_starred
    )
    with database.reading() as connection:
        sql = f"{_ROWS} WHERE {where} ORDER BY position DESC LIMIT ?"
        rows = connection.execute(sql, (*values, limit)).fetchall()
        lanes = _lanes_of(connection, [row["comparison_id"] for row in rows])
    return [_summary(row, lanes.get(row["comparison_id"], [])) for row in rows]


def _lanes_of(connection: sqlite3.Connection, ids: list[int]) -> dict[int, list[sqlite3.Row]]:
    marks = ", ".join("?" * len(ids))
    query = f"{_LANES} WHERE lanes.comparison_id IN ({marks}) ORDER BY lanes.comparison_id, lanes.number"
    rows = connection.execute(query, ids).fetchall()
    return {key: list(same) for key, same in groupby(rows, key=lambda row: int(row["comparison_id"]))}


def _summary(row: sqlite3.Row, lanes: list[sqlite3.Row]) -> Summary:
    voting = [lane for lane in lanes if lane["finish_reason"] == "stop" and lane["repeats"] is None]
    return Summary(
        conversation=conversation_of(row),
        note=row["note"],
        is_starred=bool(row["is_starred"]),
        lanes=len(lanes),
        interrupted=sum(lane["state"] == "interrupted" for lane in lanes),
        models=tuple(dict.fromkeys(lane["model_ref"] for lane in lanes)),
        vote=vote((Ballot(lane["number"], lane["final_answer"]) for lane in voting), _by_hand(lanes)),
    )


def _whole(database: Database, connection: sqlite3.Connection, row: sqlite3.Row) -> KeptComparison:
    setup = connection.execute("SELECT * FROM comparisons WHERE id = ?", (row["comparison_id"],)).fetchone()
    lanes = connection.execute(
        "SELECT * FROM lanes WHERE comparison_id = ? ORDER BY number", (row["comparison_id"],)
    ).fetchall()
    variants = {
        variant["id"]: variant_of(variant)
        for variant in connection.execute(
            "SELECT * FROM variants WHERE comparison_id = ?", (row["comparison_id"],)
        )
    }
    return KeptComparison(
        conversation=conversation_of(row),
        question=tree.message(database, setup["question_id"]),
        setup=setup_of(setup),
        lanes=tuple(
            lane_of(lane, variants[lane["variant_id"]], tree.message(database, lane["answer_id"]))
            for lane in lanes
        ),
        note=row["note"],
        is_starred=bool(row["is_starred"]),
        by_hand=_by_hand(lanes),
    )


def _by_hand(lanes: Iterable[sqlite3.Row]) -> dict[int, str | None]:
    return {lane["number"]: lane["group_answer"] for lane in lanes if lane["is_grouped_by_hand"]}
