"""What a lane votes for, what cannot be grouped, and thoughts that came to something else."""

import pytest

from chatui.thought.comparison.ballots import Ballot, ballot, is_groupable
from chatui.thought.steps.splitter import steps_of
from tests.thought.trace_files import TRACES


def differs(thought: str, reply: str) -> bool:
    return ballot(0, reply, steps_of(thought)).differs_from_thought


@pytest.mark.parametrize(
    "answer", ["5", "0.5", r"\frac12", "B", "yes", "9.9 is larger", "Paris", "x^2 + 1", "{1, 2}"]
)
def test_short_answers_can_be_grouped(answer: str) -> None:
    assert is_groupable(answer)
    assert Ballot(0, answer).key


@pytest.mark.parametrize("answer", ["", " ", "...", "a " * 9, "x" * 101])
def test_others_cannot(answer: str) -> None:
    assert not is_groupable(answer)
    assert Ballot(0, answer).key is None


def test_free_text_has_no_key() -> None:
    free = ballot(
        3, "The sky is blue because of scattering.\n\nShort waves are scattered more than long ones."
    )
    assert (free.lane, free.answer, free.key) == (3, None, None)


@pytest.mark.parametrize(
    ("name", "reply", "other"),
    [
        ("fractions", r"\boxed{14}", r"\boxed{41}"),
        ("letters", "The answer is 3.", "The answer is 2."),
        ("backtracking", "There are **30**.", "There are **60**."),
        ("chinese", "答案是鸡23只，兔12只。", "答案是鸡12只，兔23只。"),
    ],
)
def test_a_reply_that_leaves_the_thought_is_marked(name: str, reply: str, other: str) -> None:
    assert not differs(TRACES[name], reply)
    assert differs(TRACES[name], other)


@pytest.mark.parametrize(
    ("thought", "reply"),
    [
        ("So the answer is 3.\n\nWait, maybe it is 4.", r"\boxed{4}"),
        ("So the roots are 3 and x = 5.", r"\boxed{3}"),
        ("I compute 3 + 4 = 7.", r"\boxed{8}"),
        ("So the answer is 0.5.", r"\boxed{\frac12}"),
        ("So the answer is 3.", "Some free text that goes on and on, over more words than an answer has."),
        ("So it is blue.", "The answer is red."),
        ("", r"\boxed{3}"),
    ],
)
def test_where_the_thought_is_not_clear_nothing_is_marked(thought: str, reply: str) -> None:
    assert not differs(thought, reply)


def test_what_the_thought_named_is_kept() -> None:
    assert ballot(0, r"\boxed{4}", steps_of("So the answer is 3.")).thought_answer == "3"
    assert ballot(0, "", steps_of("So the answer is 3.")).thought_answer == "3"
