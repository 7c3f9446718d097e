"""The arithmetic of memory: figures that are known, and what must hold for every model."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.context_memory import KvType
from chatui.models.fit.memory import ASSUMED_CTX, memory_of
from chatui.models.fit.network import Network, network_of_header
from chatui.models.fit.values import Memory
from chatui.models.gguf.header import GgufHeader
from tests.models.fit.headers import GEMMA_3_270M, SMOLLM2

MIB = 2**20


def memory(header: GgufHeader, n_ctx: int | None, n_lanes: int = 1, kv_type: KvType = KvType.F16) -> Memory:
    network = network_of_header(header)
    assert network is not None
    return memory_of(network, n_ctx, n_lanes, kv_type)


@pytest.mark.parametrize(("header", "mib"), [(SMOLLM2, 90.0), (GEMMA_3_270M, 72.0)])
def test_the_cache_of_4096_tokens_as_llama_cpp_reports_it(header: GgufHeader, mib: float) -> None:
    assert memory(header, 4096).kv_bytes == mib * MIB


def test_q8_0_takes_34_bytes_for_32_numbers() -> None:
    assert memory(SMOLLM2, 4096, kv_type=KvType.Q8_0).kv_bytes == 90 * MIB * 34 / 64


def test_a_context_is_rounded_up_as_llama_cpp_does() -> None:
    assert memory(SMOLLM2, 4000).kv_bytes == memory(SMOLLM2, 4096).kv_bytes
    assert memory(SMOLLM2, 4000).n_ctx == 4000


def test_without_a_wish_it_is_the_models_own_context_or_the_assumed_one() -> None:
    assert memory(SMOLLM2, None).n_ctx == 8192 == ASSUMED_CTX
    network = network_of_header(SMOLLM2)
    assert network
    assert memory_of(replace(network, n_ctx_train=2048)).n_ctx == 2048
    assert memory_of(replace(network, n_ctx_train=None)).n_ctx == ASSUMED_CTX


def test_an_unknown_cache_leaves_the_sum_unknown() -> None:
    network = network_of_header(SMOLLM2)
    assert network
    unknown = memory_of(replace(network, cache=None), 4096)
    assert unknown.kv_bytes is None
    assert unknown.total_bytes is None
    assert unknown.weights_bytes > 0


SHAPES = [network for network in map(network_of_header, (SMOLLM2, GEMMA_3_270M)) if network]


def _total(network: Network, n_ctx: int, n_lanes: int, kv_type: KvType) -> int:
    total = memory_of(network, n_ctx, n_lanes, kv_type).total_bytes
    assert total is not None
    return total


@given(st.sampled_from(SHAPES), st.integers(1, 200_000), st.integers(0, 100_000), st.integers(1, 63))
def test_more_context_more_lanes_and_more_bits_never_take_less(
    network: Network, n_ctx: int, more: int, n_lanes: int
) -> None:
    total = _total(network, n_ctx, n_lanes, KvType.F16)
    assert _total(network, n_ctx + more, n_lanes, KvType.F16) >= total
    assert _total(network, n_ctx, n_lanes + 1, KvType.F16) > total
    assert _total(network, n_ctx, n_lanes, KvType.Q8_0) < total
    heavier = replace(network, weights_bytes=network.weights_bytes + 1)
    assert _total(heavier, n_ctx, n_lanes, KvType.F16) == total + 1
