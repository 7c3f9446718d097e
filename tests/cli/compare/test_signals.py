"""`chatui compare` as a process of its own: signals, pipes that break, and what it prints then."""

import json
import signal
from pathlib import Path

import pytest

from tests.cli.test_process import ENDINGS, ended, read_until, start


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_signal_stops_all_lanes_and_prints_those_that_were_over(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    process = start(tmp_path, "first lane done", "compare", "Hi", "-n", "2", "--stream-json")
    assert process.stdout
    read_until(process.stdout.fileno(), b'"event": "finished"')
    process.send_signal(number)
    returned, out, err = ended(process)
    result = json.loads(out.splitlines()[-1])
    assert returned == code
    assert result["event"] == "result"
    assert [lane["finish_reason"] for lane in result["lanes"]] == ["stop", "cancelled"]
    assert result["lanes"][1]["thought"].startswith("Let me add. ")
    assert result["vote"] == [{"answer": "5", "count": 1, "lanes": [0]}]
    assert "Stopped; what had come is above." in err
    assert "Traceback" not in err


def test_a_signal_prints_finished_lanes_as_text(tmp_path: Path) -> None:
    process = start(tmp_path, "first lane done", "compare", "Hi", "-n", "2")
    assert process.stderr
    read_until(process.stderr.fileno(), b"Lane 0 is over")
    process.send_signal(signal.SIGINT)
    code, out, _ = ended(process)
    assert code == 130
    assert "It is \\boxed{5}." in out
    assert "no answer; stopped" in out


def test_a_reader_that_leaves_is_no_news(tmp_path: Path) -> None:
    process = start(tmp_path, "flooding", "compare", "Hi", "-q", "--stream-json")
    assert process.stdout
    read_until(process.stdout.fileno(), b"answer_delta")
    process.stdout.close()
    process.stdout = None
    code, _, err = ended(process)
    assert (code, err) == (1, "")
