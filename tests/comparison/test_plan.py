"""Which lanes are decoded in one batch."""

import pytest

from chatui.comparison.contestants import specs_of
from chatui.comparison.plan import batches_of
from tests.comparison.lanes import plan_of, variant


def test_a_batch_takes_as_many_lanes_as_are_decoded_at_once() -> None:
    variants = (variant(),)
    batches = batches_of(specs_of(variants, 5, 0), plan_of(variants, at_once=2, n_ctx=512))
    assert [batch.numbers for batch in batches] == [(0, 1), (2, 3), (4,)]
    assert {(batch.load.n_lanes, batch.load.n_ctx) for batch in batches} == {(2, 512)}


def test_variants_that_share_model_and_prompt_share_a_batch() -> None:
    variants = (variant("a"), variant("b", think=False), variant("c"), variant("d", system="Be brief."))
    batches = batches_of(specs_of(variants, 1, 0), plan_of(variants))
    assert [batch.numbers for batch in batches] == [(0, 2), (1,), (3,)]
    assert len({batch.load for batch in batches}) == 1


def test_models_are_apart_and_in_their_order() -> None:
    variants = (variant("a"), variant("b", path="/other.gguf"))
    batches = batches_of(specs_of(variants, 2, 0), plan_of(variants))
    assert [batch.numbers for batch in batches] == [(0, 1), (2, 3)]


def test_a_model_without_a_plan_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"nothing was planned for /other\.gguf"):
        batches_of(specs_of((variant(path="/other.gguf"),), 1, 0), plan_of([variant()]))
