"""Writes a comparison: its beginning, lanes as they begin, and what is known of each; it reads no answer."""

import sqlite3
import time
from collections.abc import Callable, Sequence

from chatui.errors import StoreError
from chatui.store import conversations
from chatui.store.comparisons.rows import (
    drawn_columns,
    run_columns,
    setup_columns,
    variant_columns,
    variant_of,
)
from chatui.store.comparisons.values import Drawn, NewLane, Run, Setup, Variant
from chatui.store.database import Database
from chatui.store.messages import add_question, begin_answer
from chatui.store.owners import Owner
from chatui.store.rows import insert, update
from chatui.store.values import Attachment, ConversationSettings


def begin_comparison(
    database: Database,
    settings: ConversationSettings,
    text: str,
    attachments: Sequence[Attachment],
    setup: Setup,
    now: Callable[[], float] = time.time,
) -> tuple[str, int]:
    """Keep that a question is compared, in a chat of its own; returns the chat's id and the question's."""
    with database.writing() as connection:
        key = conversations.create(database, settings, now)
        question_id = add_question(database, key, None, text, attachments, now)
        insert(connection, "comparisons", {"question_id": question_id, **setup_columns(setup)})
    return key, question_id


def begin_lanes(
    database: Database,
    key: str,
    question_id: int,
    lanes: Sequence[NewLane],
    owner: Owner,
    now: Callable[[], float] = time.time,
) -> list[int]:
    """Keep that a process runs these lanes, each as an answer; returns the answers' ids."""
    with database.writing() as connection:
        comparison_id = _comparison_id(connection, question_id)
        answers: list[int] = []
        for lane in lanes:
            answers.append(begin_answer(database, key, question_id, owner, lane.provenance, now))
            columns: dict[str, object] = {
                "comparison_id": comparison_id,
                "variant_id": _variant_id(connection, comparison_id, lane.variant),
                "answer_id": answers[-1],
                "number": lane.number,
                "repeats": lane.repeats,
            }
            insert(connection, "lanes", columns)
    return answers


def describe_lane(database: Database, answer_id: int, run: Run) -> None:
    """Keep what a lane runs on."""
    with database.writing() as connection:
        update(connection, "lanes", _lane_id(connection, answer_id), run_columns(run))


def keep_tokens(database: Database, answer_id: int, drawn: Drawn) -> None:
    """Keep the tokens of a lane that is over."""
    with database.writing() as connection:
        update(connection, "lanes", _lane_id(connection, answer_id), drawn_columns(drawn))


def _comparison_id(connection: sqlite3.Connection, question_id: int) -> int:
    row = connection.execute("SELECT id FROM comparisons WHERE question_id = ?", (question_id,)).fetchone()
    if row is None:
        raise StoreError("The comparison is not there any more.", "Run it again.")
    return int(row["id"])


def _lane_id(connection: sqlite3.Connection, answer_id: int) -> int:
    row = connection.execute("SELECT id FROM lanes WHERE answer_id = ?", (answer_id,)).fetchone()
    if row is None:
        raise StoreError("The comparison is not there any more.", "Run it again.")
    return int(row["id"])


def _variant_id(connection: sqlite3.Connection, comparison_id: int, variant: Variant) -> int:
    """The row of a variant, which the first of its lanes makes."""
    rows = connection.execute("SELECT * FROM variants WHERE comparison_id = ?", (comparison_id,))
    for row in rows:
        if variant_of(row) == variant:
            return int(row["id"])
    return insert(connection, "variants", {"comparison_id": comparison_id, **variant_columns(variant)})
