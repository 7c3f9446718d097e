"""The engine's process gets what it needs and no secret."""

import pytest

from chatui.engine.environment import SECRETS, child_environment, omp_environment


def test_secrets_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, "hf_secret")
    assert "hf_secret" not in child_environment({}).values()


def test_a_persons_own_setting_wins_and_the_callers_wins_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in omp_environment():
        monkeypatch.delenv(name, raising=False)
    assert child_environment({}).items() >= omp_environment().items()
    monkeypatch.setenv("OMP_WAIT_POLICY", "active")
    assert child_environment({})["OMP_WAIT_POLICY"] == "active"
    assert "GOMP_SPINCOUNT" not in child_environment({})
    assert child_environment({"OMP_WAIT_POLICY": "mine"})["OMP_WAIT_POLICY"] == "mine"
