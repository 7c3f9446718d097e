"""Tests of chatui.engine.llama.ladder: probed once; a build that only crashes is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chatui.engine.environment import PROBE_MODEL_VARIABLE, PROFILES_VARIABLE
from chatui.engine.llama import ladder
from chatui.engine.profiles import Profile
from chatui.engine.requests import ProbeResult
from chatui.errors import EngineError

Probes = list[Profile]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Profile | None], Probes]:
    """Makes every rung before `working` end by SIGSEGV and returns the list of rungs that were tried."""
    monkeypatch.setenv(PROFILES_VARIABLE, str(tmp_path / "profiles.json"))
    monkeypatch.setenv(PROBE_MODEL_VARIABLE, "unused.gguf")

    def install(working: Profile | None) -> Probes:
        tried: Probes = []

        def probe(profile: Profile, model: Path) -> ProbeResult:
            tried.append(profile)
            ok = profile is working
            return ProbeResult(profile, ok, "" if ok else "ended by SIGSEGV")

        monkeypatch.setattr(ladder, "probe", probe)
        return tried

    return install


def test_a_crashing_build_is_probed_once_and_its_safe_rung_remembered(
    asked: Callable[[Profile | None], Probes],
) -> None:
    tried = asked(Profile.NO_EXTRA_BUFFERS)
    first = ladder.require_profile()
    assert first.profile is Profile.NO_EXTRA_BUFFERS
    assert tried[0] is Profile.AS_SHIPPED
    count = len(tried)
    assert ladder.require_profile() == first
    assert len(tried) == count


def test_a_build_that_always_crashes_is_refused_with_what_each_rung_did(
    asked: Callable[[Profile | None], Probes],
) -> None:
    asked(None)
    with pytest.raises(EngineError, match=r"as shipped: ended by SIGSEGV; .*one thread: ended by SIGSEGV"):
        ladder.require_profile()
    assert ladder.find_verdict().profile is None


def test_this_machine_has_a_stable_key() -> None:
    assert ladder.this_machine().key == ladder.this_machine().key
