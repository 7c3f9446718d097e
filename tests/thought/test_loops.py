"""A text that goes round is told so, and one that only looks alike is not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.loops import MAX_PERIOD, MIN_CHARS, MIN_COPIES, Loop, LoopDetector
from tests.thought.trace_files import TRACES, chunked, tokens, work_of

_DEMO = json.loads((Path(__file__).parent / "traces" / "demo-model.json").read_text("utf-8"))


def read(*chunks: str) -> LoopDetector:
    detector = LoopDetector()
    for chunk in chunks:
        detector.feed(chunk)
    return detector


def test_a_thought_that_loops() -> None:
    text = TRACES["looping"]
    found = read(text).loop
    assert found is not None
    assert found.count == 12
    span = text[found.start : found.second]
    assert "Fermat" in span
    assert text[found.start : found.end].startswith(span * 11)


def test_a_loop_is_told_early_and_left() -> None:
    span = (
        "Wait, maybe the other formula is the one that they had in mind. Let me see if it holds for x = 3. "
    )
    before = "The task is to find the value of x. I think of the formula. "
    detector = LoopDetector()
    told = [copies for copies in range(1, 9) if detector.feed(before * (copies == 1) + span)]
    assert told[0] <= MIN_COPIES + 2
    loop = detector.loop
    assert loop is not None
    assert len(before) - 2 <= loop.start <= len(before)
    assert loop.second - loop.start == len(span)
    assert detector.feed("Enough of this, I take 3. ") is None
    assert detector.longest == Loop(loop.start, loop.second, len(before) + 8 * len(span) - 1, 8)


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(trace, id=name) for name, trace in TRACES.items() if name != "looping"),
        pytest.param("".join(f"{one} vs r {one == 'r'}, " for one in "strawberry" * 2), id="letters"),
        pytest.param("l vs b 0, " * 30, id="one letter, again and again"),
        pytest.param("dp = [" + "0, " * 300 + "0]", id="zeros"),
        pytest.param("| 0 | 0 | 0 |\n" * 100, id="a table of zeros"),
        pytest.param(
            "".join(f"| {a} | {b} | {a ^ b} |\n" for a in range(20) for b in range(20)), id="a table"
        ),
        pytest.param("".join(f"Ones: {d} + 9 = {d + 9}, carry 1.\n" for d in range(40)), id="columns"),
        pytest.param("1/7 = 0." + "142857" * 40, id="a decimal"),
        pytest.param("We say it twice, which is no loop at all, however long it is. " * 2, id="twice"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_false_alarm(text: str) -> None:
    assert read(text + "\n").longest is None


@pytest.mark.parametrize("thought", _DEMO["thoughts"])
def test_no_false_alarm_on_the_demo_model(thought: str) -> None:
    assert read(thought + "\n").longest is None


@pytest.mark.parametrize("thought", _DEMO["loops"])
def test_the_demo_model_loops_inside_a_word(thought: str) -> None:
    found = read(*thought).longest
    assert found is not None
    assert found.count > MIN_COPIES


@pytest.mark.parametrize(
    "span", ["ha ", "wait", "让我再想一想这个问题，", "3", "a b c d e f g h. " * 40, "abc " * 200 + "end. "]
)
def test_short_and_long_spans(span: str) -> None:
    copies = max(4, 3000 // len(span))
    loop = read("Let us begin. ", *[span] * copies, " ").longest
    assert loop is not None
    assert loop.count >= MIN_COPIES
    assert loop.end - loop.start >= MIN_CHARS


def test_a_longer_span_than_the_memory_is_not_seen() -> None:
    span = " ".join(f"w{number}" for number in range(MAX_PERIOD))
    assert read(*[span + " "] * 5).longest is None


@given(chunked())
def test_every_chunking_tells_the_same(chunks: list[str]) -> None:
    whole, pieces = read("".join(chunks * 4)), read(*chunks * 4)
    assert (whole.loop, whole.longest) == (pieces.loop, pieces.longest)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=100))
def test_any_word_without_end_is_a_loop(word: str) -> None:
    assert read(*[f"{word}. "] * (3 + 3 * MIN_CHARS // len(word))).loop


def test_a_token_costs_the_same_at_the_end_of_a_long_text() -> None:
    text = "".join(TRACES.values())
    pieces = tokens(text + " " * (-len(text) % 4))
    detector = LoopDetector()
    work = [
        work_of(lambda: [detector.feed(piece) for piece in pieces]) for _ in range(-(-32_000 // len(pieces)))
    ]
    assert work[-1] == work[-2]
    assert work[-1][0] <= 1.1 * work[1][0]
    assert work[-1][1] <= 100 * 4 * len(pieces)
