"""Titles come from a question, fit a line, and are safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.display_text import display_text
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.messages import add_question
from chatui.store.titles import MAX_CHARS, UNTITLED, title_of
from tests.store.chats import add_turn, begin_chat

LONG = "Why is the sky blue in the day and red in the evening, and why is it never green at all?"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Is 9.11 larger\n\tthan 9.9?", "Is 9.11 larger than 9.9?"),
        ("", UNTITLED),
        (" \n ", UNTITLED),
        ("a\x1b]0;owned\x07b", "a]0;ownedb"),
        ("x" * 100, "x" * (MAX_CHARS - 1) + "…"),
        (LONG, "Why is the sky blue in the day and red in the evening, and…"),
        ("a " + "x" * 100, "a " + "x" * (MAX_CHARS - 3) + "…"),
    ],
)
def test_titles(question: str, title: str) -> None:
    assert title_of(question) == title


@given(st.text(max_size=300))
def test_any_text_makes_a_title(question: str) -> None:
    title = title_of(question)
    assert 0 < len(title) <= MAX_CHARS
    assert title == display_text(title) == " ".join(title.split())


def test_the_first_question_names_a_conversation_and_no_thought_does(database: Database) -> None:
    key = begin_chat(database)
    question_id, _ = add_turn(database, key, "First?", "An answer.", "A thought.")
    add_turn(database, key, "Second?", parent_id=question_id)
    add_question(database, key, None, "First, edited?")
    assert conversations.get(database, key).title == "First?"


def test_an_own_title_stays_until_it_is_given_up(database: Database) -> None:
    key = begin_chat(database)
    conversations.rename(database, key, "Mine\n\x1b[31m")
    add_turn(database, key, "First?")
    assert conversations.get(database, key).title == "Mine [31m"
    assert conversations.get(database, key).title_is_own
    conversations.rename(database, key, " ")
    assert conversations.get(database, key).title == "First?"
    assert not conversations.get(database, key).title_is_own
