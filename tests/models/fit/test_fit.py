"""Verdicts and their two numbers, with and without devices, and what is advised instead."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.context_memory import KvType
from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.fit.fit import available_bytes, fit_of, fit_of_entry
from chatui.models.fit.memory import memory_of
from chatui.models.fit.network import network_of_entry, network_of_header
from chatui.models.fit.values import Device, Fit, Machine, Verdict
from tests.models.fit.headers import SMOLLM2, header

GB = 10**9
R1_7B = load_catalogue().models["r1-qwen-7b"]
GPU = Device("CUDA0", "A graphics card", 8 * GB, 10 * GB)


def needed(quantization: str = "Q4_K_M", n_ctx: int | None = None) -> int:
    network = network_of_entry(R1_7B, quantization)
    assert network
    total = memory_of(network, n_ctx).total_bytes
    assert total
    return total


@pytest.mark.parametrize(
    ("available", "verdict"),
    [
        (2.0, Verdict.FITS),
        (1.2, Verdict.FITS),
        (1.1, Verdict.TIGHT),
        (1.0, Verdict.TIGHT),
        (0.99, Verdict.TOO_BIG),
    ],
)
def test_tight_begins_at_85_percent(available: float, verdict: Verdict) -> None:
    machine = Machine(round(needed() * available))
    fit = fit_of_entry(R1_7B, "Q4_K_M", machine)
    assert (fit.verdict, fit.needed_bytes, fit.available_bytes) == (
        verdict,
        needed(),
        machine.available_bytes,
    )


def test_too_big_names_the_largest_quantization_that_fits() -> None:
    fit = fit_of_entry(R1_7B, "Q8_0", Machine(needed("Q4_K_M") + 1))
    assert fit.verdict is Verdict.TOO_BIG
    assert fit.advice == "Q4_K_M of 4.7 GB would fit."


def test_when_no_quantization_fits_a_smaller_context_is_named() -> None:
    only = replace(R1_7B, files={"Q4_K_M": R1_7B.files["Q4_K_M"]})
    machine = Machine(round(needed(n_ctx=4096) / 0.85) + 1)
    fit = fit_of_entry(only, "Q4_K_M", machine, 131_072)
    assert (fit.verdict, fit.advice) == (Verdict.TOO_BIG, "With a context of 4,096 tokens it would fit.")
    assert fit_of_entry(only, "Q4_K_M", machine, 4096).verdict is Verdict.FITS


def test_when_nothing_fits_nothing_is_advised() -> None:
    fit = fit_of_entry(R1_7B, "Q4_K_M", Machine(GB))
    assert (fit.verdict, fit.advice) == (Verdict.TOO_BIG, "")


def test_lanes_and_the_cache_format_count() -> None:
    def total(n_lanes: int, kv_type: KvType) -> int:
        return fit_of(network_of_header(SMOLLM2), Machine(GB), 8192, n_lanes, kv_type).needed_bytes or 0

    assert total(8, KvType.F16) > total(1, KvType.F16) > total(1, KvType.Q8_0) > 0


def test_what_is_not_known_is_unknown_and_never_refused() -> None:
    unknown = header("made-up", {"block_count": 4, "embedding_length": 64, "context_length": 512})
    assert fit_of(network_of_header(unknown), Machine(0)) == Fit.unknown()
    assert fit_of(network_of_header(header("llama", {})), Machine(0)) == Fit.unknown()
    recurrent = load_catalogue().models["qwen3.5-4b"]
    assert fit_of_entry(recurrent, recurrent.default, Machine(0)) == Fit.unknown()


def test_devices_take_layers_up_to_nine_tenths_of_what_they_have_free() -> None:
    assert available_bytes(Machine(2 * GB, (GPU, GPU))) == round(2 * GB + 2 * 7.2 * GB)
    assert fit_of_entry(R1_7B, "Q4_K_M", Machine(GB)).verdict is Verdict.TOO_BIG
    assert fit_of_entry(R1_7B, "Q4_K_M", Machine(GB, (GPU,))).verdict is Verdict.FITS


def test_the_speed_is_estimated_from_a_measurement_and_for_the_cpu_alone() -> None:
    def speed(machine: Machine) -> float | None:
        return fit_of_entry(R1_7B, "Q4_K_M", machine).tokens_per_s_estimate

    slow, fast = speed(Machine(9 * GB, bytes_per_s=20e9)), speed(Machine(9 * GB, bytes_per_s=40e9))
    assert slow
    assert fast == pytest.approx(2 * slow)
    assert speed(Machine(9 * GB)) is None
    assert speed(Machine(9 * GB, (GPU,), bytes_per_s=40e9)) is None


@given(st.integers(0, 200 * GB), st.integers(0, 100 * GB), st.integers(256, 200_000))
def test_more_memory_never_makes_it_worse_and_advice_holds(free: int, more: int, n_ctx: int) -> None:
    order = (Verdict.TOO_BIG, Verdict.TIGHT, Verdict.FITS)
    before, after = (fit_of(network_of_header(SMOLLM2), Machine(size), n_ctx) for size in (free, free + more))
    assert order.index(after.verdict) >= order.index(before.verdict)
    if before.advice:
        smaller = int("".join(filter(str.isdigit, before.advice)))
        assert smaller < n_ctx
        assert fit_of(network_of_header(SMOLLM2), Machine(free), smaller).verdict is Verdict.FITS


def test_known_networks_are_known() -> None:
    assert network_of_header(SMOLLM2) is not None
