"""Lines of results: written and read again, torn anywhere, damaged, or of something else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import FinishReason
from chatui.comparison.evaluation_results import (
    KeptResults,
    QuestionResult,
    SampleResult,
    head_line,
    parse_results,
    result_line,
)
from chatui.comparison.evaluation_settings import EvaluationSettings
from chatui.errors import StoreError
from chatui.thought.comparison.evaluation import Answered, Sample
from tests.comparison.results import ALL_SETTINGS, RESULTS, SETTINGS, result

PATH = Path("results.jsonl")


def written(settings: EvaluationSettings, results: list[QuestionResult]) -> bytes:
    return (head_line(settings) + "".join(map(result_line, results))).encode()


@given(ALL_SETTINGS, RESULTS)
def test_what_is_written_is_read(settings: EvaluationSettings, results: list[QuestionResult]) -> None:
    data = written(settings, results)
    assert parse_results(data, PATH) == KeptResults(settings, tuple(results), len(data))


@given(RESULTS, st.data(), st.binary(max_size=20).map(lambda data: data.replace(b"\n", b"\0")))
def test_a_file_that_ends_anywhere_keeps_its_whole_lines(
    results: list[QuestionResult], data: st.DataObject, garbage: bytes
) -> None:
    head = head_line(SETTINGS).encode()
    whole = written(SETTINGS, results)
    cut = data.draw(st.integers(len(head), len(whole)))
    torn = whole[:cut] + data.draw(st.sampled_from([b"", garbage]))
    found = parse_results(torn, PATH)
    lines = whole[:cut].count(b"\n")
    assert found is not None
    assert found.results == tuple(results[: lines - 1])
    assert found.whole_bytes == whole[:cut].rfind(b"\n") + 1


@given(st.binary(min_size=1, max_size=200) | st.text(min_size=1).map(str.encode))
def test_anything_else_is_left_alone(data: bytes) -> None:
    with pytest.raises(StoreError, match=r"results\.jsonl holds something else"):
        parse_results(data, PATH)


def test_an_empty_file_holds_nothing() -> None:
    assert parse_results(b"", PATH) is None


@given(RESULTS.filter(bool), st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")), st.data())
def test_a_damaged_line_in_the_middle_is_named(
    results: list[QuestionResult], damage: bytes, data: st.DataObject
) -> None:
    lines = written(SETTINGS, results).splitlines(keepends=True)
    at = data.draw(st.integers(1, len(results)))
    lines[at] = damage + b"\n"
    with pytest.raises(StoreError, match=rf"results\.jsonl, line {at + 1}, is damaged"):
        parse_results(b"".join(lines), PATH)


def test_a_question_twice_and_another_version() -> None:
    with pytest.raises(StoreError, match="has a question twice"):
        parse_results(written(SETTINGS, [result(1, "5"), result(1, "4")]), PATH)
    later = json.dumps({**json.loads(head_line(SETTINGS)), "schema": 2}).encode() + b"\n"
    with pytest.raises(StoreError, match="another version of chatui"):
        parse_results(later, PATH)


def test_a_reply_that_was_cut_off_has_no_answer() -> None:
    cut = SampleResult(1, FinishReason.LENGTH, 90, 4, "Perhaps \\boxed{5}, or", "5")
    whole = SampleResult(2, FinishReason.STOP, 9, 4, "\\boxed{5}", "5")
    scored = QuestionResult(0, "q", "5", 1.0, (cut, whole)).scored()
    assert scored == Answered("5", (Sample(None, 90, 4), Sample("5", 9, 4)))
