"""The exit codes that scripts may rely on; why a run ends with one is not decided here."""

import signal
from enum import IntEnum


class ExitCode(IntEnum):
    """How a run ended."""

    DONE = 0
    FAILED = 1
    """One or two sentences on stderr say what failed, on what, and what to do next."""
    USAGE = 2
    NO_ANSWER = 3
    """The model gave no answer; what it thought is printed."""
    INTERRUPTED = 128 + signal.SIGINT
    """What had streamed is kept."""


def code_of_signal(number: int) -> int:
    """130, 143 or 129 for SIGINT, SIGTERM or SIGHUP, as shells count."""
    return 128 + number
