from hypothesis import given
from hypothesis import strategies as st

from chatui.engine.requests import KvType
from chatui.tui.models.choice import MemoryChoice

LONGEST = st.none() | st.integers(1, 1 << 21)


def test_the_context_doubles_up_to_the_models_own_limit_and_below_it_is_auto() -> None:
    choice = MemoryChoice()
    seen = []
    for _ in range(6):
        choice = choice.stepped("context", 1, 20_000)
        seen.append(choice.n_ctx)
    assert seen == [2048, 4096, 8192, 16384, 20_000, 20_000]
    assert MemoryChoice(2048).stepped("context", -1, 20_000).n_ctx is None
    assert MemoryChoice().stepped("context", -1, None).n_ctx is None


@given(st.none() | st.integers(1, 1 << 21), LONGEST, st.sampled_from([-1, 1]))
def test_a_step_never_goes_above_the_limit(n_ctx: int | None, longest: int | None, step: int) -> None:
    after = MemoryChoice(n_ctx).stepped("context", step, longest).n_ctx
    assert after is None or after <= max(longest or 1 << 20, 2048)


def test_a_context_between_two_steps_goes_to_the_next_on_either_side() -> None:
    assert MemoryChoice(5000).stepped("context", 1, None).n_ctx == 8192
    assert MemoryChoice(5000).stepped("context", -1, None).n_ctx == 2048


@given(st.integers(1, 64), st.sampled_from([-1, 1]))
def test_lanes_stay_between_1_and_64(lanes: int, step: int) -> None:
    assert 1 <= MemoryChoice(n_lanes=lanes).stepped("lanes", step, None).n_lanes <= 64


def test_kv_types_go_round() -> None:
    assert MemoryChoice().stepped("kv", 1, None).kv_type is KvType.Q8_0
    assert MemoryChoice().stepped("kv", 1, None).stepped("kv", 1, None) == MemoryChoice()


def test_a_model_is_not_reckoned_with_more_context_than_it_takes() -> None:
    assert MemoryChoice(131072).for_model(4096) == (4096, 1, KvType.F16)
    assert MemoryChoice(131072).for_model(None) == (131072, 1, KvType.F16)
    assert MemoryChoice().for_model(4096) == (None, 1, KvType.F16)
