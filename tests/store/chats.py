"""Writes short conversations, and looks at a file from outside."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from chatui.store.conversations import create
from chatui.store.database import Database
from chatui.store.messages import add_question, append_piece, begin_answer, finish_answer
from chatui.store.owners import this_process
from chatui.store.values import ConversationSettings, Outcome

PYTHON = sys.executable


def begin_chat(database: Database, model: str = "tiny") -> str:
    return create(database, ConversationSettings(model))


def add_turn(
    database: Database,
    key: str,
    question: str = "2 + 3?",
    answer: str = "It is 5.",
    thought: str = "Let me add.",
    parent_id: int | None = None,
) -> tuple[int, int]:
    """Ask and answer; returns the ids of question and answer."""
    question_id = add_question(database, key, parent_id, question)
    answer_id = begin_answer(database, key, question_id, this_process())
    append_piece(database, answer_id, thought, answer)
    finish_answer(database, answer_id, Outcome())
    return question_id, answer_id


def chat(database: Database, question: str = "2 + 3?", answer: str = "It is 5.", thought: str = "") -> str:
    """A conversation of one turn; returns its id."""
    key = begin_chat(database)
    add_turn(database, key, question, answer, thought)
    return key


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
