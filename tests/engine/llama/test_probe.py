"""Tests of chatui.engine.llama.probe: every rung is tried for real."""

import os
import sys
from pathlib import Path

import pytest

from chatui.engine.llama.probe import probe
from chatui.engine.profiles import Profile
from chatui.models.demo_model import demo_model_path


@pytest.mark.parametrize("profile", [Profile.NO_EXTRA_BUFFERS, Profile.ONE_THREAD, Profile.NO_GPU])
def test_the_safe_rungs_work_here(profile: Profile) -> None:
    result = probe(profile, demo_model_path())
    assert (result.profile, result.ok, result.why) == (profile, True, "")


def test_a_rung_that_fails_says_how_it_ended(tmp_path: Path) -> None:
    result = probe(Profile.AS_SHIPPED, tmp_path / "absent.gguf")
    assert not result.ok
    assert result.why == "ended with exit code 1"


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_rung_that_crashes_names_the_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crashing = tmp_path / "python"
    crashing.write_text("#!/bin/sh\nkill -SEGV $$\n")
    crashing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(crashing))
    result = probe(Profile.AS_SHIPPED, demo_model_path())
    assert (result.ok, result.why) == (False, "ended by SIGSEGV (a crash in native code)")
