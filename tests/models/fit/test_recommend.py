"""Which model is recommended for which machine."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.fit.recommend import recommend
from chatui.models.fit.values import Device, Machine, Verdict

GB = 10**9
MODELS = load_catalogue().models


@pytest.mark.parametrize(
    ("free_gb", "gb_per_s", "alias"),
    [
        (2, 30, "r1-qwen-1.5b"),
        (8, 20, "r1-qwen-1.5b"),
        (8, 100, "r1-0528-qwen3-8b"),
        (64, 60, "r1-0528-qwen3-8b"),
        (64, 300, "r1-qwen-32b"),
        (500, 4000, "r1-llama-70b"),
    ],
)
def test_the_largest_distill_that_fits_and_is_fast_enough(free_gb: int, gb_per_s: int, alias: str) -> None:
    choice = recommend(MODELS, Machine(free_gb * GB, bytes_per_s=gb_per_s * 1e9))
    assert choice
    assert choice.alias == alias
    assert choice.quantization == MODELS[alias].default
    assert choice.fit.verdict is Verdict.FITS


def test_the_reason_has_the_numbers() -> None:
    choice = recommend(MODELS, Machine(8 * GB, bytes_per_s=30e9))
    assert choice
    assert choice.why == (
        "The largest R1 distill that fits here and is not slow: it needs 1.5 of 8.0 GB free, with 8,192 "
        f"tokens of context, and writes an estimated {choice.fit.tokens_per_s_estimate:.0f} tokens a second."
    )


def test_on_a_slow_machine_the_fastest_that_fits() -> None:
    choice = recommend(MODELS, Machine(64 * GB, bytes_per_s=2e9))
    assert choice
    assert choice.alias == "r1-qwen-1.5b"
    assert choice.why.startswith("The fastest R1 distill that fits here:")


def test_without_a_measurement_speed_does_not_count() -> None:
    choice = recommend(MODELS, Machine(8 * GB))
    assert choice
    assert choice.alias == "r1-0528-qwen3-8b"
    assert "a second" not in choice.why


def test_a_device_that_holds_it_makes_room() -> None:
    choice = recommend(MODELS, Machine(2 * GB, (Device("CUDA0", "A card", 24 * GB, 24 * GB),), 30e9))
    assert choice
    assert choice.alias == "r1-qwen-14b"


def test_little_memory_gets_a_smaller_quantization() -> None:
    choice = recommend(MODELS, Machine(1_500_000_000))
    assert choice
    assert choice.alias == "r1-qwen-1.5b"
    assert choice.quantization != "Q4_K_M"


def test_without_a_distill_the_largest_other_model() -> None:
    others = {alias: entry for alias, entry in MODELS.items() if alias in ("qwen3-0.6b", "qwen3-4b")}
    choice = recommend(others, Machine(8 * GB))
    assert choice
    assert choice.alias == "qwen3-4b"
    assert choice.why.startswith("The largest model that fits here:")


def test_nothing_fits_or_nothing_is_known() -> None:
    assert recommend(MODELS, Machine(GB // 2)) is None
    assert recommend({"r1-x": replace(MODELS["r1-qwen-7b"], shape=None)}, Machine(64 * GB)) is None


@given(st.integers(0, 10**12), st.floats(1e9, 1e12))
def test_what_is_recommended_fits(free: int, bytes_per_s: float) -> None:
    choice = recommend(MODELS, Machine(free, bytes_per_s=bytes_per_s))
    assert choice is None or choice.fit.verdict is Verdict.FITS
