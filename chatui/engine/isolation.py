"""Keeps the engine's process and its parent apart; the one place here for what differs between systems."""

import contextlib
import faulthandler
import os
import signal
import sys
from pathlib import Path
from subprocess import Popen
from typing import BinaryIO, NoReturn

OOM_SCORE_ADJ = 800
"""Of -1000 to 1000: when memory runs out, Linux ends the engine before the terminal."""


def isolate() -> tuple[BinaryIO, BinaryIO]:
    """Prepare this process; return the pipes from and to the parent, which were its stdin and stdout."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to interpret
    os.environ["GGML_NO_BACKTRACE"] = "1"  # else a failed check starts a debugger on this process
    faulthandler.enable()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(str(OOM_SCORE_ADJ), encoding="ascii")
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(
            resource.RLIMIT_CORE, (0, hard)
        )  # a core file: gigabytes, and the conversation in it
    return _claim_pipes()


def leave() -> NoReturn:
    """End this process at once, in a native call or not, and with it whatever it has started."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def kill_session(child: Popen[bytes]) -> None:
    """End a child that was started in a session of its own, and whatever it has started."""
    if sys.platform == "win32":
        child.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move the pipes to descriptors that no native print and no process started from here can reach.

    What is printed to fd 1 then goes to the log behind fd 2, and fd 0 is empty.
    """
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return requests, answers
