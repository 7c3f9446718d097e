"""The estimate of tokens per second, and the measurement that it stands on."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import psutil
import pytest

from chatui.models.fit import bandwidth
from chatui.models.fit.bandwidth import Bandwidth, measure_bandwidth, memory_bandwidth, remembered_bandwidth
from chatui.models.fit.cache import Cache
from chatui.models.fit.network import Network
from chatui.models.fit.speed import LEAST_BYTES, UTILISATION, bytes_per_token, tokens_per_s

NETWORK = Network(1_000_000_000, 800_000_000, Cache(10, 5), 1, 1, 1, 1)
KNOWN = Bandwidth("A processor", 2, 3e10, "2026-11-24")


def test_weights_half_the_cache_and_the_state_are_read() -> None:
    assert bytes_per_token(NETWORK, 100) == 8e8 + 50 * 10 * 2 + 2 * 4 * 5
    assert tokens_per_s(NETWORK, 1e10, 100) == pytest.approx(UTILISATION * 1e10 / (8e8 + 1040))


def test_a_network_that_memory_does_not_bound_has_no_speed() -> None:
    assert tokens_per_s(replace(NETWORK, read_bytes=LEAST_BYTES), 1e10, 100)
    assert tokens_per_s(replace(NETWORK, read_bytes=LEAST_BYTES - 1), 1e10, 100) is None


def test_an_unknown_cache_has_no_speed() -> None:
    assert tokens_per_s(replace(NETWORK, cache=None), 1e6, 100) is None


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The thread counts that were measured; a measurement is instant and gives 1 GB/s a thread."""
    seen: list[int] = []

    def measure(n_threads: int) -> float:
        seen.append(n_threads)
        return n_threads * 1e9

    monkeypatch.setattr(bandwidth, "measure_bandwidth", measure)
    monkeypatch.setattr(psutil, "cpu_percent", lambda interval: 0.0)
    return seen


def test_it_is_measured_once_for_a_cpu_and_a_number_of_threads(tmp_path: Path, measured: list[int]) -> None:
    path = tmp_path / "state" / "bandwidth.json"
    first = memory_bandwidth(path, "A processor", 2)
    assert memory_bandwidth(path, "A processor", 2) == first
    assert first.bytes_per_s == 2e9
    assert memory_bandwidth(path, "A processor", 4).bytes_per_s == 4e9
    assert memory_bandwidth(path, "Another", 4).cpu == "Another"
    assert measured == [2, 4, 4]
    assert list(path.parent.iterdir()) == [path]


def test_a_busy_machine_is_measured_again_and_the_faster_measurement_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bandwidth.json"
    rounds = iter([(90.0, 2e9), (90.0, 1e9), (5.0, 3e9)])
    load, speed = 0.0, 0.0

    def next_round() -> None:
        nonlocal load, speed
        load, speed = next(rounds)

    monkeypatch.setattr(psutil, "cpu_percent", lambda interval: load)
    monkeypatch.setattr(bandwidth, "measure_bandwidth", lambda n_threads: speed)
    for expected in (2e9, 2e9, 3e9):
        next_round()
        found = memory_bandwidth(path, "A processor", 2)
        assert found.bytes_per_s == expected
        assert remembered_bandwidth(path, "A processor", 2) == found
    assert not found.was_busy
    assert memory_bandwidth(path, "A processor", 2) == found, "an idle measurement is the last"


def test_a_place_that_cannot_be_written_costs_nothing_but_the_memory_of_it(
    tmp_path: Path, measured: list[int]
) -> None:
    (tmp_path / "file").write_text("")
    assert memory_bandwidth(tmp_path / "file" / "bandwidth.json", "A processor", 1).bytes_per_s == 1e9


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[]",
        "{}",
        "\x00\xff",
        json.dumps(asdict(KNOWN) | {"bytes_per_s": 0}),
        json.dumps(asdict(KNOWN) | {"bytes_per_s": "fast"}),
        json.dumps(asdict(KNOWN) | {"more": 1}),
    ],
)
def test_a_damaged_file_is_measured_again(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "bandwidth.json"
    path.write_text(json.dumps(asdict(KNOWN)))
    assert remembered_bandwidth(path, "A processor", 2) == KNOWN
    path.write_text(damage)
    assert remembered_bandwidth(path, "A processor", 2) is None


def test_a_real_measurement_is_of_this_world() -> None:
    assert 1e8 < measure_bandwidth(2, seconds=0.05) < 1e13
