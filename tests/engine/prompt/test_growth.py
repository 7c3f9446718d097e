"""No operation may make more than was foretold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.engine.prompt import growth

_ENOUGH = 10_000
_TEXTS = st.text("ab%{\t", max_size=12)
_COUNTS = st.integers(-3, 40)


@given(_TEXTS, _COUNTS)
def test_operators(text: str, count: int) -> None:
    assert growth.of_operator("*", text, count, _ENOUGH) >= len(text * count) or count < 0
    assert growth.of_operator("*", count, text, _ENOUGH) == growth.of_operator("*", text, count, _ENOUGH)
    assert growth.of_operator("+", text, "abc", _ENOUGH) == len(text + "abc")
    assert growth.of_operator("+", [1], [2, 3], _ENOUGH) == 3
    assert growth.of_operator("**", 7, abs(count), _ENOUGH) >= len(str(7 ** abs(count))) - 1


@given(_TEXTS, _TEXTS, _TEXTS)
def test_replace_and_join(text: str, old: str, new: str) -> None:
    assert growth.of_replace(text, old, new) >= len(text.replace(old, new))
    assert growth.of_method("replace", text, [old, new], _ENOUGH) >= len(text.replace(old, new))
    parts = [text, new, text]
    assert growth.of_method("join", old, [parts], _ENOUGH) >= len(old.join(parts))


@given(_TEXTS, _COUNTS)
def test_widths(text: str, width: int) -> None:
    for name in ("center", "ljust", "rjust", "zfill", "expandtabs"):
        grown: str = getattr(text, name)(width)
        assert max(len(text), growth.of_method(name, text, [width], _ENOUGH)) >= len(grown)


@pytest.mark.parametrize(
    ("template", "values"),
    [("%1000000d", [5]), ("{:>1000000}", [5]), ("%*d", [1_000_000, 5]), ("{:>{}}", [5, 1_000_000])],
)
def test_a_format_that_asks_for_a_width_is_refused(template: str, values: list[object]) -> None:
    assert growth.of_format(template, values, _ENOUGH) == growth.REFUSED


def test_a_large_number_is_no_width() -> None:
    assert growth.of_format("%d: {}", [1_700_000_000], _ENOUGH) < 100


def test_a_value_used_many_times_counts_many_times() -> None:
    text = "x" * 100
    assert growth.of_format("{0}" * 50, [text], _ENOUGH) >= len(("{0}" * 50).format(text))


def test_lists_that_hold_themselves_are_counted_no_further_than_needed() -> None:
    value: list[object] = ["x"]
    for _ in range(100):
        value = [value, value]
    assert _ENOUGH < growth.of_value(value, _ENOUGH) < 2 * _ENOUGH
    assert growth.of_value({"a": [1, "bc"], "d": None}, _ENOUGH) < 20


def test_translate_counts_its_longest_text() -> None:
    assert growth.of_method("translate", "aa", [{97: "b" * 50}], _ENOUGH) == 100
    assert growth.of_method("upper", "aa", [], _ENOUGH) == 0
