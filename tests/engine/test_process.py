"""A child that is no engine at all is read, ended and cleaned up after like one."""

import os
import sys
from pathlib import Path

import pytest

from chatui.engine import process
from chatui.engine.log import EngineLog
from chatui.engine.messages import Done, Report
from chatui.engine.process import Ended, EngineProcess, Received


def run(code: str, log_path: Path) -> EngineProcess:
    return EngineProcess([sys.executable, "-c", code], dict(os.environ), EngineLog(log_path))


def all_from(child: EngineProcess) -> list[Received]:
    received = [child.inbox.get()]
    while not isinstance(received[-1], Ended):
        received.append(child.inbox.get())
    child.kill()
    return received


def test_messages_then_the_end(log_path: Path) -> None:
    code = """if True:
        import sys
        print('{"type":"Done","id":1}', flush=True)
        sys.exit("error: no more")
    """
    assert all_from(run(code, log_path)) == [
        Done(1),
        Ended('The engine ended with exit code 1, after it wrote "error: no more".'),
    ]


def test_a_child_that_only_closes_its_pipe_is_ended(log_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "EXIT_GRACE_S", 0.05)
    child = run("import os, time; os.close(1); time.sleep(1000)", log_path)
    assert all_from(child) == [Ended("The engine fell silent and was ended.")]
    assert not child.is_alive


def test_a_line_without_an_end_is_not_collected_for_ever(
    log_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "LINE_BYTES", 1000)
    endless = "import sys\nwhile True: sys.stdout.write('x' * 100)"
    assert all_from(run(endless, log_path)) == [Ended("The engine sent something that has no end.")]


def test_a_process_can_be_ended_twice_and_written_to_afterwards(log_path: Path) -> None:
    child = run("import time; time.sleep(1000)", log_path)
    assert child.is_alive
    assert child.vitals().resident_bytes > 0
    child.stop(grace_s=0.01)
    child.stop(grace_s=0.01)
    child.send(Report(1))
    child.kill()
    assert not child.is_alive
    assert child.vitals() == process.Vitals(0.0, 0)
