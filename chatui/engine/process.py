"""The engine's process as its parent holds it: started, written to, read from and ended without a trace left.

It knows messages but not which request they belong to.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from subprocess import PIPE, Popen, TimeoutExpired
from threading import Thread
from typing import BinaryIO, TypeAlias, cast

import psutil

from chatui.engine.endings import ending
from chatui.engine.isolation import kill_session
from chatui.engine.log import EngineLog
from chatui.engine.messages import FromChild, Shutdown, ToChild
from chatui.engine.watch import Vitals
from chatui.engine.wire import WireError, decode, encode
from chatui.errors import EngineError

LINE_BYTES = 64 * 1024 * 1024
"""No message is longer; whatever is, is not one."""

EXIT_GRACE_S = 2.0
"""How long a process that has closed its pipe may take to be gone."""

KILL_WAIT_S = 5.0
"""How long a killed process is waited for; one that waits for a dead disk can stay for ever."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The last thing that comes out of a process: why nothing more will, in one sentence."""

    why: str


Received: TypeAlias = FromChild | Ended


class EngineProcess:
    """One child process. `send` never blocks; what it says arrives in `inbox`, at the end one `Ended`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: EngineLog) -> None:
        self.inbox: SimpleQueue[Received] = SimpleQueue()
        self._outbox: SimpleQueue[bytes | None] = SimpleQueue()
        self._log = log
        self._is_killed = False
        errors = log.open()
        try:
            # A session of its own: Ctrl-C in the terminal is for the parent alone.
            self._popen = Popen(
                command, stdin=PIPE, stdout=PIPE, stderr=errors, env=environment, start_new_session=True
            )
        except OSError as error:
            raise EngineError(f"The engine's process cannot be started: {error}.") from error
        finally:
            os.close(errors)
        self._stdin, self._stdout = cast(BinaryIO, self._popen.stdin), cast(BinaryIO, self._popen.stdout)
        self._reader = Thread(target=self._read, name="engine-reader", daemon=True)
        self._writer = Thread(target=self._write, name="engine-writer", daemon=True)
        self._reader.start()
        self._writer.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._popen.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs and has not been told to end at once."""
        return not self._is_killed and self._popen.poll() is None

    def vitals(self) -> Vitals:
        """What it and the processes that it started have used so far; zeros once it is gone."""
        cpu_s, resident_bytes = 0.0, 0
        with suppress(psutil.Error):
            process = psutil.Process(self.pid)
            for member in (process, *process.children(recursive=True)):
                times = member.cpu_times()
                cpu_s += times.user + times.system
                resident_bytes += member.memory_info().rss
        return Vitals(cpu_s, resident_bytes)

    def send(self, message: ToChild) -> None:
        """Hand a message to the writer; that the process is gone shows in `inbox`."""
        self._outbox.put(encode(message))

    def stop(self, grace_s: float) -> None:
        """Ask it to end, make it end after `grace_s` seconds, and clean up; may be called twice."""
        self.send(Shutdown())
        self._reader.join(grace_s)
        self.kill()

    def kill(self) -> None:
        """End it now and clean up; may be called twice."""
        if self.is_alive:
            kill_session(self._popen)
        self._is_killed = True
        self._outbox.put(None)
        self._reader.join(KILL_WAIT_S)
        self._writer.join(KILL_WAIT_S)
        if not self._writer.is_alive():
            with suppress(OSError):
                self._stdin.close()

    def _write(self) -> None:
        """Run on a thread of its own, because a process that hangs lets the pipe fill up."""
        with suppress(OSError):
            while (line := self._outbox.get()) is not None:
                self._stdin.write(line)
                self._stdin.flush()

    def _read(self) -> None:
        with self._stdout:
            fault = self._receive()
        if fault:
            kill_session(self._popen)
        try:
            returncode = self._popen.wait(EXIT_GRACE_S)
        except TimeoutExpired:
            fault = "The engine fell silent and was ended."
            kill_session(self._popen)
            returncode = self._popen.wait()
        self.inbox.put(Ended(fault or self._epitaph(returncode)))

    def _receive(self) -> str:
        """Put messages in the inbox until the pipe ends; what else came through it, empty if nothing."""
        while (line := self._stdout.readline(LINE_BYTES)).endswith(b"\n"):
            try:
                self.inbox.put(cast(FromChild, decode(line, FromChild)))
            except WireError as error:
                return f"The engine sent something that is no message: {error}."
        return "The engine sent something that has no end." if len(line) == LINE_BYTES else ""

    def _epitaph(self, returncode: int) -> str:
        words = self._log.last_words()
        quote = f', after it wrote "{words}"' if words else ""
        return f"The engine {'was ' if returncode < 0 else ''}{ending(returncode)}{quote}."
