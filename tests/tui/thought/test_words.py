import pytest

from chatui.thought.loops import Loop
from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role
from chatui.tui.key_names import KeyNames
from chatui.tui.thought.confidence import Confidence
from chatui.tui.thought.gutter import gutter_for
from chatui.tui.thought.words import counts_text, legend_text, loop_text, scale, sure_text


def test_counts() -> None:
    reading = ThoughtReading()
    assert counts_text(reading) == ""
    for text in (
        "First, I add 7 and 8.",
        "Wait, let me double-check that.",
        "Alternatively, I could subtract.",
        "Hmm, let me verify.",
    ):
        reading.feed(f"{text}\n\n")
    reading.finish()
    assert counts_text(reading) == "≈4 steps · 2 checks · 1 backtrack"


@pytest.mark.parametrize(
    ("count", "ordinal"), [(3, "3rd"), (6, "6th"), (11, "11th"), (22, "22nd"), (101, "101st")]
)
def test_a_loop_that_goes_on(count: int, ordinal: str) -> None:
    text = loop_text(Loop(0, 9, 99, count), "so it is ", is_running=True, keys=KeyNames())
    assert text == f"repeats the same 3 words for the {ordinal} time · Esc stops (heuristic)"


def test_a_loop_that_ended_and_one_without_words() -> None:
    text = loop_text(Loop(0, 4, 99, 30), "0101", is_running=False, keys=KeyNames())
    assert text == "ended repeating the same 4 characters, 30 times (heuristic)"


def test_the_legend_says_in_words_what_the_shades_show() -> None:
    reading, confidence = ThoughtReading(), Confidence()
    reading.feed("So it is.")
    reading.finish()
    assert "next question" in legend_text(confidence, 1, reading.step(0))
    confidence.add([9], [-0.1])
    assert legend_text(confidence, 1, reading.step(0)).startswith("step 1: 90 % sure on average · ")
    assert legend_text(confidence, 1, None) == "probability of a token: "
    assert scale() == ["below 90 %", "below 50 %", "below 20 %"]


@pytest.mark.parametrize(
    ("probability", "text"), [(0.812, "81 %"), (0.999, "99 %"), (1.0, "100 %"), (0, "0 %")]
)
def test_sure(probability: float, text: str) -> None:
    assert sure_text(probability) == text


@pytest.mark.parametrize("cells", range(1, 130))
def test_a_gutter_has_its_width_whatever_stands_in_it(cells: int) -> None:
    gutter = gutter_for(cells, has_steps=True)
    assert gutter.width < cells
    for role in Role:
        for number in (1, 12, 999, 12345):
            assert len(gutter.head(number, role, is_folded=True)) == gutter.width
    assert len(gutter.below()) == gutter.width
    assert gutter_for(cells, has_steps=False).width == 0
