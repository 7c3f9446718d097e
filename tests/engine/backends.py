"""Backends that the tests run in a real engine process; each is named `tests.engine.backends:Class`."""

import ctypes
import fcntl
import os
import resource
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
)
from chatui.engine.requests import EngineReport, GenerateRequest, LoadRequest, ModelInfo
from chatui.engine.script import SCRIPTED_MODEL
from chatui.errors import EngineError, ModelError, PromptError

LONG = "long"
"""A question that begins so has an answer that ends only by a cancel; a path, a load."""


class Echo:
    """Thinks "thinking" and answers with the question, lane by lane; a `LONG` question has no end."""

    def __init__(self) -> None:
        self._cancelled: set[int | None] = set()
        self._wake = threading.Event()

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        self.phase("load")
        for step in (1, 2):
            on_progress(step / 2)
            if self.is_cancelled(None):
                raise EngineError("Loading was stopped.", "Load again.")
        if request.path == "missing":
            raise ModelError("There is no model at missing.", "Give another path.")
        if request.path == LONG:
            self._wake.wait()
            raise EngineError("Loading was stopped.", "Load again.")
        return replace(SCRIPTED_MODEL, path=request.path)

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        question = request.messages[-1].content
        self.phase("prompt")
        yield PromptProgress(4, 4)
        if question == "refused":
            raise PromptError("The prompt is refused.", "Ask otherwise.")
        if question == "bug":
            raise ZeroDivisionError("by nothing")
        for lane in range(len(request.lanes)):
            yield ThoughtDelta(lane, "thinking", 1)
            yield ThoughtEnded(lane, ThoughtEnd.CLOSED, 1, 0.0)
        for token in self.tokens(question):
            for lane in range(len(request.lanes)):
                if not self.is_cancelled(lane):
                    yield AnswerDelta(lane, token, 1)
            if all(self.is_cancelled(lane) for lane in range(len(request.lanes))):
                self.phase("stop")
                break
        for lane in range(len(request.lanes)):
            reason = FinishReason.CANCELLED if self.is_cancelled(lane) else FinishReason.STOP
            yield Finished(lane, reason)

    def tokens(self, question: str) -> Iterator[str]:
        """The question in pieces; a `LONG` one is repeated every millisecond."""
        is_long = question.startswith(LONG) or question.endswith("@stop")
        pieces = iter(lambda: question, "") if is_long else question.split(" ")
        for number, piece in enumerate(pieces, 1):
            if number == 10:
                self.phase("token")
            yield piece
            if is_long:
                time.sleep(0.001)

    def cancel(self, lane: int | None) -> None:
        self._cancelled.add(lane)
        self._wake.set()

    def clear_cancel(self) -> None:
        self._cancelled.clear()
        self._wake.clear()

    def report(self) -> EngineReport:
        return EngineReport("0", "test", ("CPU",), "as shipped", (), "")

    def close(self) -> None:
        print("closed", flush=True)

    def is_cancelled(self, lane: int | None) -> bool:
        return bool(self._cancelled & {None, lane})

    def phase(self, name: str) -> None:
        """Where a fault may strike; nothing happens here."""


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


class Unmakable(Echo):
    """Cannot even be made."""

    def __init__(self) -> None:
        raise ImportError("libllama: wrong ELF class")


class Witness(Echo):
    """Reports what it sees of its surroundings."""

    def report(self) -> EngineReport:
        oom = Path("/proc/self/oom_score_adj")
        return EngineReport(
            llama_cpp_python=os.getcwd(),
            build=oom.read_text() if oom.exists() else "",
            devices=tuple(f"{name}={value}" for name, value in os.environ.items()),
            profile=str(resource.getrlimit(resource.RLIMIT_CORE)[0]),
            probe=(),
            log_path="",
        )


class Founder(Echo):
    """Starts a process of its own, prints its id and waits for it."""

    def phase(self, name: str) -> None:
        if name == "prompt":
            with subprocess.Popen(["sleep", "1000"]) as child:
                print(f"started {child.pid}", flush=True)
