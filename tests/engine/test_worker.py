"""The engine's process seen from its pipe: it speaks only messages, prints to the log and never outlives."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from chatui.engine.messages import (
    Cancel,
    Done,
    EventMessage,
    Failed,
    FromChild,
    Generate,
    Hello,
    Load,
    Loaded,
    Progress,
    Report,
    Reported,
    Shutdown,
)
from chatui.engine.python_command import python_command
from chatui.engine.requests import LoadRequest
from chatui.engine.wire import decode, encode
from tests.engine.conftest import is_gone, question, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and descriptors")
ROOT = Path(__file__).parents[2]


class Child:
    """A worker whose pipe the test holds itself."""

    def __init__(self, backend: str, log: Path) -> None:
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                python_command("chatui.engine.worker", "--backend", f"tests.engine.faults:{backend}"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                start_new_session=True,
            )

    def send(self, *messages: object) -> None:
        assert self.process.stdin
        for message in messages:
            self.process.stdin.write(message if isinstance(message, bytes) else encode(message))
        self.process.stdin.flush()

    def receive(self) -> FromChild:
        assert self.process.stdout
        return cast(FromChild, decode(self.process.stdout.readline(), FromChild))

    def receive_until(self, kind: type[FromChild]) -> list[FromChild]:
        received = [self.receive()]
        while not isinstance(received[-1], kind):
            received.append(self.receive())
        return received


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A folder of its own, which the engine would make private."""
    (tmp_path / "state").mkdir()
    return tmp_path / "state" / "engine.log"


@pytest.fixture
def child(request: pytest.FixtureRequest, log: Path) -> Iterator[Child]:
    """A worker; the backend is `Faulty` unless the test's parameter names another."""
    child = Child(getattr(request, "param", "Faulty"), log)
    hello = child.receive()
    assert isinstance(hello, Hello)
    assert hello.pid == child.process.pid
    with child.process as process:
        yield child
        process.kill()


def test_a_conversation(child: Child) -> None:
    child.send(Load(1, LoadRequest("x")), Generate(2, question("hello")), Report(3))
    assert [type(message) for message in child.receive_until(Loaded)] == [Progress, Progress, Loaded]
    events = child.receive_until(Done)
    assert {type(message) for message in events[:-1]} == {EventMessage}
    assert {message.id for message in events if isinstance(message, EventMessage | Done)} == {2}
    assert isinstance(child.receive(), Reported)


def test_shutdown_closes_the_backend(child: Child, log: Path) -> None:
    child.send(Load(1, LoadRequest("x")), Generate(2, question("long")))
    child.receive_until(EventMessage)
    child.send(Shutdown())
    child.receive_until(Done)
    assert child.process.wait() == 0
    assert "closed" in log.read_text()


def test_a_cancel_may_come_before_its_request_begins(child: Child) -> None:
    child.send(Generate(1, question("long")), Generate(2, question("long")), Cancel(2, None), Cancel(1, None))
    assert child.receive_until(Done)[-1] == Done(1)
    assert child.receive_until(Done)[-1] == Done(2)
    child.send(Cancel(2, None), Generate(3, question("short")))
    assert child.receive_until(Done)[-1] == Done(3)


def test_nonsense_is_said_to_be_nonsense_and_ends_it(child: Child) -> None:
    child.send(b'{"type":"Dance"}\n')
    failed = child.receive()
    assert isinstance(failed, Failed)
    assert failed.id is None
    assert "unknown type Dance" in failed.message
    child.process.wait()


@pytest.mark.parametrize("child", ["Noisy"], indirect=True)
def test_prints_go_to_the_log_and_messages_stay_whole(child: Child, log: Path) -> None:
    child.send(Load(1, LoadRequest("x")), Generate(2, question("1 2 3 4 5 6 7 8 9 10 11")))
    child.receive_until(Loaded)
    child.receive_until(Done)
    printed = log.read_text()
    for phase in ("load", "prompt", "token"):
        for source in ("fd 1", "fd 2", "print", "puts"):
            assert f"{source} in {phase}\n" in printed


def test_ctrl_c_in_the_terminal_is_not_for_the_engine(child: Child) -> None:
    child.process.send_signal(signal.SIGINT)
    child.send(Report(1))
    assert isinstance(child.receive(), Reported)
    assert os.getsid(child.process.pid) == child.process.pid


PLACES = [
    ("load", "native@load", ""),
    ("prompt", "good", "native@prompt"),
    ("prompt", "good", "deadlock@prompt"),
    ("token", "good", "long"),
]
"""The phase that it is in when nobody is there any more, and how it gets there."""


@pytest.mark.parametrize(("phase", "path", "asked"), PLACES)
def test_the_end_of_its_stdin_is_its_own_end(
    child: Child, log: Path, phase: str, path: str, asked: str
) -> None:
    child.send(Load(1, LoadRequest(path)), Generate(2, question(asked)))
    wait_until(lambda: f"reached {phase}" in log.read_text())
    assert child.process.stdin
    child.process.stdin.close()
    child.process.wait()


@pytest.mark.parametrize(("phase", "path", "asked"), PLACES)
def test_no_engine_outlives_a_parent_that_was_killed(log: Path, phase: str, path: str, asked: str) -> None:
    command = [sys.executable, "-m", "tests.engine.parent", str(log), path, asked]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        engine = int(parent.stdout.readline())
        wait_until(lambda: f"reached {phase}" in log.read_text())
        parent.kill()
    wait_until(lambda: is_gone(engine))
