"""Numbers are read as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.sampling import SEED_LIMIT
from chatui.tui.typed_values import NOTHING, count, seed, whole


@given(st.integers())
def test_commas_are_not_read(number: int) -> None:
    assert whole(f"{number:,}") == whole(str(number)) == number


@given(st.sampled_from(NOTHING).map(str.title))
def test_nothing_is_no_number_and_within_all_bounds(typed: str) -> None:
    assert count(typed, 1, 2) is None


@given(st.integers(-5, 5), st.integers(-5, 0), st.integers(0, 5))
def test_a_count_is_within_its_bounds(number: int, least: int, most: int) -> None:
    assert count(str(number)) == number
    if least <= number <= most:
        assert count(str(number), least, most) == number
    else:
        with pytest.raises(ValueError, match=str(number)):
            count(str(number), least, most)


@pytest.mark.parametrize("typed", ["-1", str(SEED_LIMIT), " ", "none", "1.5"])
def test_what_is_no_seed(typed: str) -> None:
    with pytest.raises(ValueError, match=re.escape(typed)):
        seed(typed)


def test_the_last_seed() -> None:
    assert seed(f"{SEED_LIMIT - 1:,}") == SEED_LIMIT - 1
