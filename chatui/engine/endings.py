"""Says in words how a process ended; it knows no process."""

import signal

_MEANINGS = {
    "SIGSEGV": "a crash in native code",
    "SIGFPE": "a crash in native code",
    "SIGABRT": "a check in native code failed",
    "SIGILL": "an instruction that this processor does not have",
    "SIGBUS": "the model file changed while it was in use, or its disk failed",
    "SIGKILL": "probably out of memory",
    "SIGTERM": "something asked it to end",
}


def ending(returncode: int) -> str:
    """How a child ended, by `Popen.returncode`: "ended by SIGSEGV (a crash in native code)"."""
    if returncode >= 0:
        code = f"{returncode:#x}" if returncode > 0xFFFF else str(returncode)  # Windows gives NTSTATUS codes
        return f"ended with exit code {code}"
    try:
        name = signal.Signals(-returncode).name
    except ValueError:
        return f"ended by signal {-returncode}"
    meaning = _MEANINGS.get(name)
    return f"ended by {name} ({meaning})" if meaning else f"ended by {name}"
