"""`chatui compare` as a process of its own: signals, pipes that break, and what it prints then."""

import json
import signal
from pathlib import Path

import pytest

from chatui.chat.events import FinishReason
from chatui.config.paths import database_path
from chatui.store.comparisons.reading import find, list_comparisons
from chatui.store.opening import open_database
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


def test_a_signal_keeps_all_lanes(tmp_path: Path) -> None:
    process = start(tmp_path, "first lane done", "compare", "Hi", "-n", "2", "--save")
    assert process.stderr
    read_until(process.stderr.fileno(), b"Lane 0 is over")
    process.send_signal(signal.SIGTERM)
    code, _, err = ended(process)
    assert code == 143
    assert "Kept as comparison " in err
    database = open_database(database_path()).database
    (row,) = list_comparisons(database)
    lanes = find(database, row.id).lanes
    reasons = [lane.answer.outcome.finish_reason for lane in lanes]
    assert reasons == [FinishReason.STOP, FinishReason.CANCELLED]
    assert lanes[1].answer.thought.startswith("Let me add. ")
    database.close()


def test_a_reader_that_leaves_is_no_news(tmp_path: Path) -> None:
    process = start(tmp_path, "flooding", "compare", "Hi", "-q", "--stream-json")
    assert process.stdout
    read_until(process.stdout.fileno(), b"answer_delta")
    process.stdout.close()
    process.stdout = None
    code, _, err = ended(process)
    assert (code, err) == (1, "")
