"""How a process ended is said by name and with what it probably means."""

import pytest

from chatui.engine.endings import ending


@pytest.mark.parametrize(
    ("returncode", "words"),
    [
        (-11, "ended by SIGSEGV (a crash in native code)"),
        (-6, "ended by SIGABRT (a check in native code failed)"),
        (-4, "ended by SIGILL (an instruction that this processor does not have)"),
        (-9, "ended by SIGKILL (probably out of memory)"),
        (-1, "ended by SIGHUP"),
        (-99, "ended by signal 99"),
        (0, "ended with exit code 0"),
        (3, "ended with exit code 3"),
        (0xC0000005, "ended with exit code 0xc0000005"),
    ],
)
def test_endings(returncode: int, words: str) -> None:
    assert ending(returncode) == words
