"""Runs a command to its exit code: every error becomes a sentence here; which command runs is not known."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO, TextIOWrapper
from types import FrameType

import click

from chatui import __version__
from chatui.cli.console import Console, OutputClosed
from chatui.cli.exit_codes import ExitCode, code_of_signal
from chatui.config.paths import error_log_path
from chatui.errors import ChatuiError


def run(command: click.Command, arguments: list[str] | None = None) -> int:
    """Run a command with `arguments`, else those of this process; returns its exit code."""
    _prepare_streams()
    try:
        with _signals_raise():
            code = command.main(arguments, prog_name="chatui", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return code_of_signal(signal.SIGINT)
    except _Told as told:
        return code_of_signal(told.number)
    except OutputClosed:
        _forget_output()
        return ExitCode.FAILED
    except Exception as error:  # process boundary: nobody is left who could handle it
        Console(sys.stdout, sys.stderr).error(_explained(error))
        return ExitCode.FAILED
    return code if isinstance(code, int) else ExitCode.DONE


class _Told(BaseException):
    """A signal told the process to end, as KeyboardInterrupt does for SIGINT."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _signals_raise() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind as Ctrl+C does, so that the engine ends and the exit code is right."""
    numbers = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    taken = [number for number in numbers if number and signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _tell)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _tell(number: int, frame: FrameType | None) -> None:
    raise _Told(number)


def _prepare_streams() -> None:
    """Give every stream somewhere to go, and let no character be too much for its encoding."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started this
            setattr(sys, name, TextIOWrapper(FileIO(os.devnull, "w"), encoding="utf-8"))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _forget_output() -> None:
    """Let the interpreter flush what is left of stdout into nothing, in place of a complaint at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _explained(error: Exception) -> ChatuiError:
    """The error as two sentences; of one that nobody expected, where its traceback is."""
    if isinstance(error, ChatuiError):
        return error
    what = f"chatui failed with {type(error).__name__}: {error}".removesuffix(": ")
    try:
        path = error_log_path()
        with open(path, "a", encoding="utf-8", opener=_private) as log:
            log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} chatui {__version__}\n")
            traceback.print_exception(error, file=log)
    except (OSError, ChatuiError):
        return ChatuiError(f"{what}.", "Its traceback could not be written anywhere.")
    return ChatuiError(f"{what}.", f"This is a fault of chatui; its traceback is in {path}.")


def _private(path: str, flags: int) -> int:
    """Prompts may stand in a traceback, so only this user may read it."""
    return os.open(path, flags, 0o600)
