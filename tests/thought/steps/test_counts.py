"""Counts of a thought add up, in characters and in tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.steps.counts import Unit, count, tokens_per_step
from chatui.thought.steps.splitter import steps_of
from chatui.thought.steps.step import Role
from tests.thought.trace_files import TRACES, thoughts


def test_counts_of_a_thought() -> None:
    steps = steps_of(TRACES["letters"])
    counts = count(steps)
    assert (counts.steps, counts.checks, counts.backtracks) == (6, 1, 2)
    assert (counts.length, counts.unit) == (len(TRACES["letters"]), Unit.CHARACTERS)
    assert counts.by_role[Role.OTHER] == 0
    assert counts.shares[Role.CHECK] == len(steps[2].text) / counts.length


def test_counts_in_tokens() -> None:
    counts = count(steps_of("So 936. Wait, let me check."), [3, 9])
    assert (counts.length, counts.unit, counts.shares[Role.CHECK]) == (12, Unit.TOKENS, 0.75)
    with pytest.raises(ValueError, match="zip"):
        count(steps_of("So 936. Wait, let me check."), [3])


def test_nothing_to_count() -> None:
    counts = count([])
    assert (counts.steps, counts.length, set(counts.shares.values())) == (0, 0, {0.0})


def test_a_token_across_two_steps_counts_in_the_second() -> None:
    steps = steps_of("So 936. Wait, no.")
    assert steps[0].end == 8
    assert tokens_per_step(steps, [2, 8, 8, 9, 17]) == [3, 2]
    assert tokens_per_step(steps, [2, 10, 17, 17]) == [1, 3]
    assert tokens_per_step([], []) == []


@given(thoughts(), st.lists(st.integers(0, 3000)).map(sorted))
def test_no_token_is_lost(text: str, ends: list[int]) -> None:
    steps = steps_of(text)
    tokens = tokens_per_step(steps, ends)
    assert len(tokens) == len(steps)
    assert sum(tokens) == (len(ends) if steps else 0)
    counts = count(steps, tokens)
    assert sum(counts.by_role.values()) == len(steps)
    assert sum(counts.shares.values()) == pytest.approx(1 if counts.length else 0)
