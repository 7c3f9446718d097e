"""Colour and progress appear on a terminal only; a closed stream is no fault of ours."""

import errno
import io

import pytest

from chatui.cli.console import Console, OutputClosed
from chatui.errors import ChatuiError
from tests.cli.command import TerminalText


class Broken(io.StringIO):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def write(self, text: str) -> int:
        raise OSError(self._number, "some reason")


@pytest.fixture(autouse=True)
def capable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def test_thoughts_are_dim_on_a_terminal() -> None:
    err = TerminalText()
    Console(io.StringIO(), err).thought("Hmm")
    assert err.getvalue() == "\x1b[2mHmm\x1b[22m"


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_terminals_without_colour(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    err = TerminalText()
    Console(io.StringIO(), err).thought("Hmm")
    assert err.getvalue() == "Hmm"


def test_progress_is_cleared_before_anything_else_is_written() -> None:
    out, err = io.StringIO(), TerminalText()
    console = Console(out, err)
    console.progress("Loading: 10%")
    console.progress("Loading: 20%")
    console.progress("Loading: 20%")
    console.data("5")
    console.narrate("Done.")
    assert err.getvalue() == "Loading: 10%\r\x1b[KLoading: 20%\r\x1b[Kchatui: Done.\n"
    assert out.getvalue() == "5"


@pytest.mark.parametrize("err", [io.StringIO(), TerminalText()])
def test_progress_needs_a_terminal_and_ears(err: io.StringIO) -> None:
    Console(io.StringIO(), err, is_quiet=err.isatty()).progress("Loading")
    assert err.getvalue() == ""


def test_a_dumb_terminal_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    err = TerminalText()
    Console(io.StringIO(), err).progress("Loading")
    assert err.getvalue() == ""


def test_errors_are_told_even_when_quiet() -> None:
    err = io.StringIO()
    console = Console(io.StringIO(), err, is_quiet=True)
    console.narrate("Nothing.")
    console.error(ChatuiError("It\x1b[31m broke.", "Mend it."))
    assert err.getvalue() == "chatui: It[31m broke. Mend it.\n"


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EIO])
def test_a_reader_that_is_gone(number: int) -> None:
    with pytest.raises(OutputClosed):
        Console(Broken(number), io.StringIO()).data("5")


def test_a_full_disk_is_named() -> None:
    with pytest.raises(ChatuiError, match="some reason"):
        Console(Broken(errno.ENOSPC), io.StringIO()).data("5")


def test_nobody_listens_on_stderr() -> None:
    out = io.StringIO()
    console = Console(out, Broken(errno.EPIPE))
    console.thought("Hmm")
    console.data("5")
    assert out.getvalue() == "5"


def test_a_stream_that_is_closed() -> None:
    err = io.StringIO()
    err.close()
    Console(io.StringIO(), err).narrate("Nobody hears this.")
