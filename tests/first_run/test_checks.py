"""The test line: which checks it runs, and what it prints last."""

import sys

import pytest

from first_run import checks


def _say(text: str, code: int) -> list[str]:
    return [sys.executable, "-c", f"print({text!r}); raise SystemExit({code})"]


def test_every_check_is_run_and_pytest_comes_last() -> None:
    names = list(checks.checks(["-k", "x"]))
    assert names == ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]
    assert checks.checks(["-k", "x"])["pytest"][-2:] == ["-k", "x"]


def test_failures_are_named_and_the_closing_line_stays_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fakes = {"mypy": _say("1 error", 1), "ruff check": _say("fine", 0), "pytest": _say("7 passed in 1s", 0)}
    monkeypatch.setattr(checks, "checks", lambda arguments: fakes)
    assert checks.run_checks([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == ["Failed: mypy", "7 passed in 1s"]
    assert "fine" in lines


def test_without_failures_the_exit_code_is_zero(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "checks", lambda arguments: {"pytest": _say("7 passed in 1s", 0)})
    assert checks.run_checks([]) == 0
    assert capsys.readouterr().out.splitlines() == ["== pytest", "7 passed in 1s"]
