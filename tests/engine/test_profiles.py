"""Tests of chatui.engine.profiles."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatui.engine.profiles import Machine, Profile, ProfileStore, Verdict, climb, ladder
from chatui.engine.requests import ProbeResult

PLAIN = Machine(cpu="a cpu", build="a build", devices=("CPU",))
AMX_AND_GPU = replace(PLAIN, has_amx=True, has_gpu=True)


class Probe:
    """Works from a given rung on, and counts what it was asked."""

    def __init__(self, *working: Profile) -> None:
        self.asked: list[Profile] = []
        self._working = working

    def __call__(self, profile: Profile) -> ProbeResult:
        self.asked.append(profile)
        works = profile in self._working
        return ProbeResult(profile, works, "" if works else "ended by SIGSEGV")


def test_rungs_that_change_nothing_on_a_machine_are_left_out() -> None:
    assert ladder(PLAIN) == (Profile.AS_SHIPPED, Profile.NO_EXTRA_BUFFERS, Profile.ONE_THREAD)


def test_the_whole_ladder_goes_from_fast_to_safe() -> None:
    assert ladder(AMX_AND_GPU) == tuple(Profile)


def test_the_first_rung_that_works_is_taken_and_the_rest_is_not_tried() -> None:
    probe = Probe(Profile.AMX_REFUSED, Profile.ONE_THREAD)
    verdict = climb(AMX_AND_GPU, probe)
    assert verdict.profile is Profile.AMX_REFUSED
    assert probe.asked == [Profile.AS_SHIPPED, Profile.AMX_REFUSED]
    assert [result.why for result in verdict.probe] == ["ended by SIGSEGV", ""]


def test_no_rung_works() -> None:
    verdict = climb(PLAIN, Probe())
    assert verdict.profile is None
    assert len(verdict.probe) == 3


def test_a_verdict_is_remembered_per_machine(tmp_path: Path) -> None:
    store = ProfileStore(tmp_path / "state" / "profiles.json")
    plain = climb(PLAIN, Probe(Profile.AS_SHIPPED))
    other = climb(AMX_AND_GPU, Probe(Profile.NO_GPU))
    store.put(PLAIN, plain)
    store.put(replace(PLAIN, build="another build"), other)
    assert store.get(PLAIN) == plain
    assert store.get(replace(PLAIN, build="another build")) == other


@pytest.mark.parametrize(
    "changed",
    [
        replace(PLAIN, cpu="another"),
        replace(PLAIN, build="another"),
        replace(PLAIN, devices=("CPU", "CUDA0")),
    ],
)
def test_any_change_is_probed_again(tmp_path: Path, changed: Machine) -> None:
    store = ProfileStore(tmp_path / "profiles.json")
    store.put(PLAIN, climb(PLAIN, Probe(Profile.AS_SHIPPED)))
    assert store.get(changed) is None


def test_a_failure_is_not_remembered(tmp_path: Path) -> None:
    store = ProfileStore(tmp_path / "profiles.json")
    store.put(PLAIN, Verdict(None, ()))
    assert store.get(PLAIN) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 1}', '{"KEY": {"profile": "nonsense", "probe": []}}'])
def test_a_damaged_file_counts_as_empty_and_is_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "profiles.json"
    path.write_text(text.replace("KEY", PLAIN.key))
    store = ProfileStore(path)
    assert store.get(PLAIN) is None
    verdict = climb(PLAIN, Probe(Profile.AS_SHIPPED))
    store.put(PLAIN, verdict)
    assert store.get(PLAIN) == verdict
