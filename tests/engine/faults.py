"""Backends that break in every way a process can, on POSIX systems; named `tests.engine.faults:Class`."""

import ctypes
import fcntl
import os
import signal
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator

from chatui.chat.events import Event
from chatui.engine.requests import GenerateRequest, LoadRequest, ModelInfo
from tests.engine.backends import Echo


class Faulty(Echo):
    """A path or a question `FAULT@PHASE` makes that fault happen in that phase."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        self._wanted = request.path
        return super().load(request, on_progress)

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        self._wanted = request.messages[-1].content.split(" ")[0]
        return super().generate(request)

    def phase(self, name: str) -> None:
        print(f"reached {name}", flush=True)
        fault, _, phase = self._wanted.partition("@")
        if phase == name:
            FAULTS[fault]()


def read_nowhere() -> None:
    ctypes.string_at(0)


def fail_a_check() -> None:
    os.write(1, b"model.c:7: \x1b[31mCHECK(n > 0) failed\n")
    os.abort()


def deadlock() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def sleep_in_native_code() -> None:
    ctypes.CDLL(None).sleep(1000)


def sleep_with_the_gil() -> None:
    ctypes.PyDLL(None).sleep(1000)


def write_garbage() -> None:
    os.write(_pipe(), b"\x00\xff no message\n")
    deadlock()


def write_half_a_message() -> None:
    os.write(_pipe(), b'{"type":"Progr')
    os._exit(0)


def _pipe() -> int:
    """The descriptor of the pipe to the parent: the last one that can be written to and is no log."""
    pipes = [fd for fd in range(3, 64) if _is_writable_pipe(fd)]
    return pipes[-1]


def _is_writable_pipe(fd: int) -> bool:
    try:
        is_pipe = stat.S_ISFIFO(os.fstat(fd).st_mode)
    except OSError:
        return False
    return is_pipe and fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY


FAULTS: dict[str, Callable[[], object]] = {
    "segv": read_nowhere,
    "abort": fail_a_check,
    "ill": lambda: os.kill(os.getpid(), signal.SIGILL),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: os._exit(0),
    "garbage": write_garbage,
    "half": write_half_a_message,
    "deadlock": deadlock,
    "native": sleep_in_native_code,
    "gil": sleep_with_the_gil,
}


class Noisy(Echo):
    """Prints in every way there is, on stdout and stderr, and reads from stdin, while it answers."""

    def phase(self, name: str) -> None:
        os.write(1, f"fd 1 in {name}\n".encode())
        os.write(2, f"fd 2 in {name}\n".encode())
        print(f"print in {name}", flush=True)
        libc = ctypes.CDLL(None)
        libc.puts(f"puts in {name}".encode())
        libc.fflush(None)
        assert os.read(0, 1) == b""


class Founder(Echo):
    """Starts a process of its own, prints its id and waits for it."""

    def phase(self, name: str) -> None:
        if name == "prompt":
            with subprocess.Popen(["sleep", "1000"]) as child:
                print(f"started {child.pid}", flush=True)
