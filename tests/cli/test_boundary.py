"""Whatever happens becomes an exit code and at most two sentences, never a traceback."""

import stat
import sys

import click
import pytest

from chatui.cli.boundary import run
from chatui.cli.console import OutputClosed
from chatui.config.paths import error_log_path
from chatui.errors import ModelError


def failing(error: BaseException) -> click.Command:
    def fail() -> None:
        raise error

    return click.Command("fail", callback=fail)


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (ModelError("It is not there.", "Look elsewhere."), 1, "chatui: It is not there. Look elsewhere.\n"),
        (click.UsageError("Not so."), 2, "Error: Not so."),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_is_expected(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, says: str
) -> None:
    assert run(failing(error), []) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_a_fault_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(failing(ZeroDivisionError("by \x1b[31m zero")), []) == 1
    err = capsys.readouterr().err
    assert (
        "chatui failed with ZeroDivisionError: by [31m zero. This is a fault of chatui; its traceback" in err
    )
    assert str(error_log_path()) in err
    assert "Traceback (most recent call last)" in error_log_path().read_text()
    assert stat.S_IMODE(error_log_path().stat().st_mode) == 0o600


def test_a_fault_that_cannot_be_logged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATUI_HOME", "/dev/null/nowhere")
    assert run(failing(ZeroDivisionError()), []) == 1
    assert "could not be written anywhere" in capsys.readouterr().err


def test_a_reader_that_is_gone_is_no_news(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with (tmp_path_factory.mktemp("out") / "file").open("w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert run(failing(OutputClosed()), []) == 1
    assert capfd.readouterr().err == ""


def test_what_a_command_returns_is_the_code() -> None:
    assert run(click.Command("three", callback=lambda: 3), []) == 3
    assert run(click.Command("none", callback=lambda: None), []) == 0


def test_closed_streams_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run(click.Command("say", callback=lambda: click.echo("hello")), []) == 0
    sys.stdout.close()
    sys.stderr.close()
