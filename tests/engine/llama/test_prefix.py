"""Tests of chatui.engine.llama.prefix against a cache that remembers what it was told."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.engine.llama.context import Context
from chatui.engine.llama.prefix import Prefix, common_prefix

TOKENS = st.lists(st.integers(0, 3), max_size=20)


class CacheOfOneSequence:
    """The two calls that a Prefix makes of a context."""

    def __init__(self, forgets_parts: bool = True) -> None:
        self.held = 0
        self._forgets_parts = forgets_parts

    def length(self, _: int) -> int:
        return self.held

    def cut(self, _: int, start: int) -> bool:
        if start and not self._forgets_parts:
            return False
        self.held = min(self.held, start)
        return True


def _prefix(cache: CacheOfOneSequence, tokens: list[int]) -> Prefix:
    prefix = Prefix(cast(Context, cache))
    prefix.extend(tokens)
    cache.held = len(tokens)
    return prefix


@given(TOKENS, TOKENS)
def test_the_common_prefix_is_common_and_longest(left: list[int], right: list[int]) -> None:
    length = common_prefix(left, right)
    assert left[:length] == right[:length]
    assert left[length : length + 1] != right[length : length + 1] or length == len(left) == len(right)


@given(TOKENS, TOKENS.filter(bool))
def test_what_is_shared_is_reused_but_never_the_last_token(held: list[int], prompt: list[int]) -> None:
    cache = CacheOfOneSequence()
    prefix = _prefix(cache, held)
    reused = prefix.reuse(prompt)
    assert reused == min(common_prefix(held, prompt), len(prompt) - 1) == prefix.length == cache.held


def test_a_cache_that_lost_tokens_in_an_abort_is_believed() -> None:
    cache = CacheOfOneSequence()
    prefix = _prefix(cache, [1, 2, 3, 4])
    cache.held = 2
    assert prefix.reuse([1, 2, 3, 4, 5]) == 2


@pytest.mark.parametrize("prompt", [[1, 2, 9], [1, 2, 3]])
def test_a_cache_that_cannot_forget_a_part_is_emptied(prompt: list[int]) -> None:
    cache = CacheOfOneSequence(forgets_parts=False)
    prefix = _prefix(cache, [1, 2, 3])
    assert prefix.reuse(prompt) == 0
    assert cache.held == prefix.length == 0
