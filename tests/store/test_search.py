"""Whatever a person types is text, and each hit says where it stands."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatui.store.database import Database
from chatui.store.excerpts import excerpt_of, marked_excerpt
from chatui.store.messages import begin_answer
from chatui.store.owners import this_process
from chatui.store.recovery import purge
from chatui.store.search import Field, match_query, search
from tests.store.chats import add_turn, begin_chat, chat


def fields(database: Database, words: str) -> list[tuple[str, str]]:
    return [(hit.title, hit.field.value) for hit in search(database, words)]


@pytest.fixture(params=["index", "comparing"])
def searched(request: pytest.FixtureRequest, database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A file with and without an index of words."""
    if request.param == "comparing":
        for module in ("search", "search_index"):
            monkeypatch.setattr(f"chatui.store.{module}.has_fts5", lambda connection: False)
    with database.writing():
        chat(
            database,
            "What is a fraction?",
            "Half: \\frac12, or 50%.",
            "The numerator over the denominator.",
        )
        chat(database, "Is 9.11 larger than 9.9?", "No, “9.9” is.", "Compare 9.11 and 9.9 – wait.")
        chat(database, "什么是分数", "一个数除以另一个数", "让我想想")
        chat(database, 'it\'s "quoted" -- NOT * near(x)', "a AND b", "")
    return database


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("numerator", [("What is a fraction?", "thought")]),
        ("NUMERATOR", [("What is a fraction?", "thought")]),
        ("fraction", [("What is a fraction?", "question")]),
        ("frac", [("What is a fraction?", "answer"), ("What is a fraction?", "question")]),
        ("\\frac12", [("What is a fraction?", "answer")]),
        ("9.11 wait", [("Is 9.11 larger than 9.9?", "thought")]),
        ("分数", [("什么是分数", "question")]),
        ("除以", [("什么是分数", "answer")]),
        ('"quoted"', [('it\'s "quoted" -- NOT * near(x)', "question")]),
        ("it's", [('it\'s "quoted" -- NOT * near(x)', "question")]),
        ("--", [('it\'s "quoted" -- NOT * near(x)', "question")]),
        ("nowhere", []),
        ("numerator nowhere", []),
        ("", []),
        (" ", []),
    ],
)
def test_words_are_found_where_they_stand(
    searched: Database, words: str, expected: list[tuple[str, str]]
) -> None:
    assert fields(searched, words) == expected


def test_an_accent_does_not_hide_a_word(database: Database) -> None:
    chat(database, "Où est le café?")
    assert fields(database, "cafe") == [("Où est le café?", "question")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_is_a_syntax_error(searched: Database, words: str) -> None:
    search(searched, words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    word=st.text(st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F), min_size=1, max_size=12)
)
def test_what_was_said_is_found(database: Database, word: str) -> None:
    with database.writing():
        key = chat(database, f"before {word} behind", "", "")
    assert key in {hit.conversation_id for hit in search(database, word, limit=1000)}


def test_the_newest_stands_first_and_the_limit_holds(database: Database) -> None:
    for number in range(5):
        chat(database, f"word {number}", "nothing")
    assert [title for title, _ in fields(database, "word")] == [f"word {n}" for n in (4, 3, 2, 1, 0)]
    assert [hit.title for hit in search(database, "word", limit=2)] == ["word 4", "word 3"]


def test_a_hit_is_shown_with_what_stands_around_it(database: Database) -> None:
    chat(database, "Hi?", "", "one two\nthree \x1b[31m four five " + "filler " * 50)
    (hit,) = search(database, "four")
    assert hit.field is Field.THOUGHT
    assert ("four", True) in hit.excerpt.parts
    assert "\x1b" not in hit.excerpt.text
    assert "\n" not in hit.excerpt.text


def test_an_answer_that_streams_is_found_at_its_end(database: Database) -> None:
    key = begin_chat(database)
    question_id, _ = add_turn(database, key, "Hi?", "finished")
    begin_answer(database, key, question_id, this_process())
    assert [hit.field for hit in search(database, "hi")] == [Field.QUESTION]


def test_what_a_build_without_an_index_wrote_is_caught_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("chatui.store.search_index.has_fts5", lambda connection: False)
        chat(database, "written without")
    chat(database, "written with")
    assert len(search(database, "written")) == 2


def test_a_damaged_index_is_made_anew(database: Database) -> None:
    key = chat(database, "written before")
    with database.writing() as connection:
        connection.execute("UPDATE message_words_data SET block = x'00ff' WHERE id > 10")
    assert [hit.conversation_id for hit in search(database, "written")] == [key]
    with database.reading() as connection:
        assert connection.execute(
            "SELECT count(*) FROM message_words WHERE message_words MATCH 'written'"
        ).fetchone()
    purge(database, key)
    key = chat(database, "written after")
    assert [hit.conversation_id for hit in search(database, "written")] == [key]


def test_queries_are_quoted() -> None:
    assert match_query(['say "so"', "NOT"]) == '"say ""so"""* "NOT"*'
    assert match_query(["word", "--"]) == ""
    assert match_query(["分数"]) == ""


def test_excerpts() -> None:
    assert excerpt_of("nothing here", ["absent"]) is None
    assert excerpt_of("a Word", ["word"]) == marked_excerpt("a <Word>", "<", ">")
    long = excerpt_of("x" * 100 + " word " + "y" * 100, ["word"])
    assert long
    assert (long.text[0], long.text[-1], "word" in long.text) == ("…", "…", True)
