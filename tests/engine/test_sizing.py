"""Tests of chatui.engine.sizing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.engine.requests import KvType
from chatui.engine.sizing import (
    LONGEST_DEFAULT_CTX,
    SMALLEST_CTX,
    ModelShape,
    choose_gpu_layers,
    choose_n_ctx,
    choose_threads,
    free_bytes_for,
    kv_bytes_per_token,
)
from chatui.errors import EngineError

GB = 10**9
R1_1_5B = ModelShape(n_layers=28, head_values=2 * (128 + 128), n_ctx_train=131_072, size_bytes=1_117_000_000)


def test_r1_distill_qwen_1_5b_takes_28_kib_a_token() -> None:
    assert kv_bytes_per_token(R1_1_5B, KvType.F16) == 28 * 1024


def test_q8_0_takes_34_bytes_for_32_numbers() -> None:
    assert kv_bytes_per_token(R1_1_5B, KvType.Q8_0) == 28 * 512 * 34 / 32


def test_plenty_of_memory_gives_the_longest_default() -> None:
    assert choose_n_ctx(R1_1_5B, KvType.F16, None, 64 * GB) == LONGEST_DEFAULT_CTX


def test_a_model_with_a_short_context_keeps_it() -> None:
    short = ModelShape(4, 128, 1024, 10**6)
    assert choose_n_ctx(short, KvType.F16, None, 64 * GB) == 1024


def test_lanes_multiply_the_default_as_far_as_memory_goes() -> None:
    assert choose_n_ctx(R1_1_5B, KvType.F16, None, 64 * GB, 8) == 8 * LONGEST_DEFAULT_CTX
    some = choose_n_ctx(R1_1_5B, KvType.F16, None, 6 * GB, 8)
    assert LONGEST_DEFAULT_CTX < some < 8 * LONGEST_DEFAULT_CTX


@given(st.integers(0, 200 * GB), st.integers(1, 64), st.integers(0, 100 * GB))
def test_lanes_never_take_what_one_would_not_get(available: int, lanes: int, gpu: int) -> None:
    n_ctx = choose_n_ctx(R1_1_5B, KvType.F16, None, available, lanes, gpu)
    one = choose_n_ctx(R1_1_5B, KvType.F16, None, available)
    assert one <= n_ctx <= lanes * max(one, SMALLEST_CTX)


@given(st.integers(1, 100 * GB), st.integers(2, 64))
def test_room_for_more_lanes_moves_no_layer_off_a_gpu(gpu: int, lanes: int) -> None:
    def layers(n_lanes: int) -> int:
        n_ctx = choose_n_ctx(R1_1_5B, KvType.F16, None, 64 * GB, n_lanes, gpu)
        return choose_gpu_layers(R1_1_5B, n_ctx * kv_bytes_per_token(R1_1_5B, KvType.F16), gpu)

    assert layers(lanes) == layers(1)


def test_what_must_be_free_for_a_context_gives_that_context() -> None:
    free = free_bytes_for(R1_1_5B, KvType.F16, 8192)
    assert choose_n_ctx(R1_1_5B, KvType.F16, None, free) == 8192
    assert choose_n_ctx(R1_1_5B, KvType.F16, None, free - 1) < 8192


def test_no_memory_still_gives_the_smallest_context() -> None:
    assert choose_n_ctx(R1_1_5B, KvType.F16, None, 0) == SMALLEST_CTX


@given(st.integers(0, 200 * GB))
def test_the_chosen_context_fits_or_is_the_smallest(available: int) -> None:
    n_ctx = choose_n_ctx(R1_1_5B, KvType.F16, None, available)
    assert n_ctx == SMALLEST_CTX or n_ctx * kv_bytes_per_token(R1_1_5B, KvType.F16) <= available


def test_a_wanted_context_is_taken_as_it_is() -> None:
    assert choose_n_ctx(R1_1_5B, KvType.F16, 5000, 8 * GB) == 5000


def test_a_wanted_context_beyond_memory_names_both_sizes_and_the_most() -> None:
    with pytest.raises(EngineError) as caught:
        choose_n_ctx(R1_1_5B, KvType.F16, 1_000_000, 8 * GB)
    assert "28.7 GB" in caught.value.message
    assert "8.0 GB" in caught.value.message
    most = int(caught.value.hint.split("--ctx ")[1].split(",")[0])
    assert choose_n_ctx(R1_1_5B, KvType.F16, most, 8 * GB) == most


def test_all_layers_go_to_a_device_that_holds_them() -> None:
    assert choose_gpu_layers(R1_1_5B, GB, 8 * GB) == -1


@given(st.integers(1, 2 * GB))
def test_a_small_device_gets_its_share_of_the_layers(free: int) -> None:
    layers = choose_gpu_layers(R1_1_5B, GB, free)
    per_layer = (R1_1_5B.size_bytes + GB) / R1_1_5B.n_layers
    assert 0 <= layers * per_layer <= free


@pytest.mark.parametrize(
    ("wanted", "physical", "usable", "threads"),
    [(None, 4, 8, 4), (None, 8, 2, 2), (None, None, 6, 6), (3, 4, 8, 3), (0, 4, 8, 1)],
)
def test_threads(wanted: int | None, physical: int | None, usable: int, threads: int) -> None:
    assert choose_threads(wanted, physical, usable, R1_1_5B.size_bytes) == threads


def test_a_very_small_model_gets_one_thread_unless_asked_otherwise() -> None:
    assert choose_threads(None, 8, 8, 10**6) == 1
    assert choose_threads(4, 8, 8, 10**6) == 4
