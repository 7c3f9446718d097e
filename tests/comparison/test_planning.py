"""How many lanes at once in which context, on machines of any size; the network is R1 1.5B's shape."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.comparison.contestants import Variant, specs_of
from chatui.comparison.plan import ModelPlan, Plan
from chatui.comparison.plan_words import plan_sentences
from chatui.comparison.planning import Misfit, Wish, plan_for
from chatui.comparison.planning_here import plan_here
from chatui.engine.requests import KvType, LoadRequest
from chatui.engine.sizing import LONGEST_DEFAULT_CTX
from chatui.launch import Launch
from chatui.models.fit.cache import Cache
from chatui.models.fit.memory import ASSUMED_CTX
from chatui.models.fit.network import Network
from chatui.models.fit.values import Device, Machine, Verdict
from tests.comparison.lanes import variant

GB = 10**9
R1_1_5B = Network(
    weights_bytes=1_117_000_000,
    read_bytes=1_117_000_000,
    cache=Cache(28 * 2 * 256),
    n_embd=1536,
    n_feed_forward=8960,
    n_vocab=151_936,
    n_merges=151_387,
    n_ctx_train=131_072,
)


def of_model(path: str, *, n_ctx: int | None = None, kv_type: KvType = KvType.F16) -> Variant:
    made = variant(path, path=path)
    options = replace(made.launch.options, load=LoadRequest(path, n_ctx=n_ctx, kv_type=kv_type))
    return replace(made, launch=replace(made.launch, options=options))


ONE = (of_model("/a.gguf"),)
TWO = (*ONE, of_model("/b.gguf"))


def known(launch: Launch) -> Network | None:
    return R1_1_5B


def planned(variants: tuple[Variant, ...], wish: Wish, size: int) -> Plan | Misfit:
    return plan_for(variants, wish, Machine(size), known)


def plan(variants: tuple[Variant, ...], wish: Wish, size: int) -> Plan:
    found = planned(variants, wish, size)
    assert isinstance(found, Plan)
    return found


def misfit(variants: tuple[Variant, ...], wish: Wish, size: int) -> Misfit:
    found = planned(variants, wish, size)
    assert isinstance(found, Misfit)
    return found


def test_with_plenty_of_memory_every_lane_has_what_one_alone_would_get() -> None:
    (model,) = plan(ONE, Wish(8), 64 * GB).models
    assert (model.lanes_at_once, model.n_ctx) == (8, 8 * LONGEST_DEFAULT_CTX)
    assert model.fit.verdict is Verdict.FITS


def test_less_memory_is_shared_and_still_less_makes_lanes_wait() -> None:
    (shared,) = plan(ONE, Wish(8), 8 * GB).models
    assert shared.lanes_at_once == 8
    assert shared.n_ctx
    assert 8 * ASSUMED_CTX <= shared.n_ctx < 8 * LONGEST_DEFAULT_CTX
    (waiting,) = plan(ONE, Wish(8), 4 * GB).models
    assert 1 < waiting.lanes_at_once < 8
    assert waiting.n_ctx
    assert waiting.n_ctx >= waiting.lanes_at_once * ASSUMED_CTX


@given(st.integers(1, 100), st.integers(10**8, 200 * GB), st.booleans())
def test_what_is_planned_fits(lanes: int, size: int, together: bool) -> None:
    found = planned(TWO, Wish(lanes, None, together), size)
    if isinstance(found, Plan):
        totals = [model.memory.total_bytes or 0 for model in found.models if model.memory]
        assert len(totals) == 2
        assert (sum(totals) if together else max(totals)) <= size
        assert all(1 <= model.lanes_at_once <= min(lanes, 64) for model in found.models)
    else:
        assert " is free" in str(found.error)


@given(st.integers(1, 64), st.integers(256, 2_000_000), st.integers(10**8, 64 * GB))
def test_what_is_offered_fits(lanes: int, n_ctx: int, size: int) -> None:
    found = planned((of_model("/a.gguf", n_ctx=n_ctx),), Wish(lanes, lanes), size)
    for offer in found.offers if isinstance(found, Misfit) else ():
        taken = of_model("/a.gguf", n_ctx=offer.n_ctx or n_ctx, kv_type=offer.kv_type or KvType.F16)
        at_once = offer.at_once or lanes
        assert isinstance(planned((taken,), Wish(lanes, at_once), size), Plan)


def test_a_wish_that_does_not_fit_is_answered_with_numbers_and_offers() -> None:
    wanted = (of_model("/a.gguf", n_ctx=262_144),)
    found = misfit(wanted, Wish(8), 6 * GB)
    assert "with 8 lanes in a context of 262,144 tokens needs about 8.94 GB, and 6.00 GB" in found.what
    fewer, smaller, smaller_numbers = found.offers
    assert (fewer.at_once, fewer.n_ctx) == (4, 131_072)
    assert smaller.n_ctx
    assert smaller.n_ctx % 1024 == 0
    assert smaller_numbers.kv_type is KvType.Q8_0
    assert "--at-once 4 --ctx 131072 would fit" in str(found.error)


def test_a_model_that_is_too_big_has_nothing_to_offer() -> None:
    found = misfit(ONE, Wish(4), GB)
    assert found.offers == ()
    assert "models list" in found.error.hint
    assert "context" not in found.what


def test_what_was_asked_for_in_numbers_is_taken_as_it_is() -> None:
    (model,) = plan((of_model("/a.gguf", n_ctx=4096),), Wish(8, 2), 64 * GB).models
    assert (model.lanes_at_once, model.n_ctx) == (2, 4096)
    (model,) = plan(ONE, Wish(8, 8), 4 * GB).models
    assert model.lanes_at_once == 8


@pytest.mark.parametrize("network", [None, replace(R1_1_5B, cache=None)])
@pytest.mark.parametrize("together", [False, True])
def test_an_unknown_architecture_is_never_refused(network: Network | None, together: bool) -> None:
    found = plan_for(TWO, Wish(8, None, together), Machine(10**8), lambda launch: network)
    assert isinstance(found, Plan)
    # Alone, the engine itself finds out what there is room for.
    n_ctx = ASSUMED_CTX if together else None
    assert found.models == tuple(ModelPlan(path, 8, n_ctx) for path in ("/a.gguf", "/b.gguf"))


def test_together_the_models_share_what_is_free() -> None:
    together = plan(TWO, Wish(4, None, True), 8 * GB)
    apart = plan(TWO, Wish(4), 8 * GB)
    assert together.is_together
    assert not apart.is_together
    for one, other in zip(together.models, apart.models, strict=True):
        assert one.n_ctx
        assert other.n_ctx
        assert one.n_ctx < other.n_ctx


def test_together_too_much_is_refused_with_the_sum() -> None:
    found = misfit(TWO, Wish(4, None, True), 3 * GB)
    assert found.what == (
        "Loaded together these 2 models need about 4.25 GB of free memory, and 3.00 GB is free."
    )
    assert [offer.is_together for offer in found.offers] == [False]
    assert isinstance(planned(TWO, Wish(4), 3 * GB), Plan)
    just = plan(TWO, Wish(4, None, True), 4_260_000_000)
    assert [model.n_ctx for model in just.models] == [ASSUMED_CTX] * 2


def test_one_model_is_not_together_with_anything() -> None:
    assert not plan(ONE, Wish(4, None, True), 8 * GB).is_together


def test_only_lanes_that_share_a_prompt_are_counted_together() -> None:
    thinking, silent = variant("a", path="/a.gguf", think=True), variant("b", path="/a.gguf", think=False)
    (model,) = plan((thinking, silent), Wish(3), 64 * GB).models
    assert model.lanes_at_once == 3


def test_more_lanes_than_a_batch_takes_wait() -> None:
    (model,) = plan(ONE, Wish(100), 2000 * GB).models
    assert model.lanes_at_once == 64


def test_a_gpu_keeps_its_layers() -> None:
    gpu = Machine(64 * GB, (Device("CUDA0", "a GPU", 4 * GB, 8 * GB),))
    found = plan_for(ONE, Wish(8), gpu, known)
    assert isinstance(found, Plan)
    (model,) = found.models
    assert model.n_ctx
    kv_bytes = model.n_ctx * 28 * 1024
    assert kv_bytes + R1_1_5B.weights_bytes <= 0.9 * 4 * GB


def sentences(found: Plan, variants: tuple[Variant, ...], lanes_each: int) -> list[str]:
    return plan_sentences(found, specs_of(variants, lanes_each, 0))


def test_the_plan_is_said_with_its_cost() -> None:
    machine = Machine(64 * GB, bytes_per_s=20 * 10**9)
    found = plan_for(ONE, Wish(8), machine, known)
    assert isinstance(found, Plan)
    assert sentences(found, ONE, 8) == [
        "tiny: 8 lanes together; 262,144 tokens of context that they share, "
        "about 8.94 GB of 64.0 GB free memory, at about 6.3 tokens/s for a lane alone."
    ]


def test_batches_one_after_the_other_are_said() -> None:
    (said,) = sentences(plan(ONE, Wish(8), 4 * GB), ONE, 8)
    assert said.startswith("tiny: 8 lanes in 2 batches, one after the other; ")


def test_several_models_are_said_with_their_order() -> None:
    assert sentences(plan(TWO, Wish(4), 16 * GB), TWO, 4)[0] == "2 models, one after the other."
    together = sentences(plan(TWO, Wish(4, None, True), 16 * GB), TWO, 4)[0]
    assert together.startswith("2 models, loaded together, about ")


def test_what_is_not_known_is_said_to_be() -> None:
    found = Plan((ModelPlan("/a.gguf", 4),))
    assert sentences(found, ONE, 1) == [
        "tiny: 1 lane; the engine chooses the context, whose memory chatui can not estimate."
    ]


def test_the_bundled_model_is_planned_on_this_machine() -> None:
    found = plan_here((variant(),), Wish(8))
    assert isinstance(found, Plan)
    (model,) = found.models
    assert (model.lanes_at_once, model.n_ctx) == (8, 8 * 2048)
    assert model.memory
