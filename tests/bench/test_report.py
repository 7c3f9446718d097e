"""Figures: medians, bounds, and the tables that they become."""

from pathlib import Path

import pytest

from bench.__main__ import PARTS
from bench.figures import Figure, Section
from bench.report import BEGIN, END, number, section_text, with_section

FAST = Figure("decode", "tok/s", (14.0, 15.0, 30.0), (15.0, 15.0, 15.0), least=0.95)
ALONE = Figure("help", "ms", (120.0, 300.0, 150.0), most=200.0)


def test_the_ratio_is_that_of_neighbouring_runs() -> None:
    assert FAST.ratio == 1.0
    assert FAST.value == 15.0
    assert ALONE.ratio is None
    assert ALONE.value == 150.0


@pytest.mark.parametrize(
    ("figure", "holds"),
    [
        (FAST, True),
        (ALONE, True),
        (Figure("slow", "tok/s", (9.0,), (10.0,), least=0.95), False),
        (Figure("late", "s", (1.2,), (1.0,), most=1.1), False),
        (Figure("unbounded", "s", (99.0,)), True),
    ],
)
def test_bounds_are_of_the_ratio_else_of_the_figure(figure: Figure, holds: bool) -> None:
    assert figure.holds is holds


@pytest.mark.parametrize(
    ("value", "shown"),
    [(15234.4, "15,234 s"), (152.34, "152 s"), (15.23, "15.2 s"), (1.523, "1.52 s"), (0.0152, "0.015 s")],
)
def test_numbers_keep_about_three_digits(value: float, shown: str) -> None:
    assert number(value, "s") == shown


def _section(*figures: Figure, other: str = "bare loop") -> Section:
    return Section("Tokens", other, "In turns.", "Measured today.", figures)


def test_a_table_has_as_many_cells_in_every_row() -> None:
    for other in ("bare loop", ""):
        rows = [line for line in section_text(_section(FAST, ALONE, other=other)).splitlines() if "|" in line]
        assert len(rows) == 4
        assert len({row.count("|") for row in rows}) == 1


def test_a_missed_goal_is_said_loudly() -> None:
    text = section_text(_section(Figure("slow", "tok/s", (9.0,), (10.0,), least=0.95)))
    assert "0.900" in text
    assert "at least 0.95: MISSED" in text
    assert "at least 0.95: holds" in section_text(_section(FAST))


ORDER = ("help", "decode", "lanes")


def test_only_what_is_between_the_markers_is_replaced() -> None:
    page = f"before\n{BEGIN}\nyesterday\n{END}\nafter\n"
    once = with_section(page, "decode", _section(FAST), ORDER)
    assert once.startswith("before\n")
    assert once.endswith("\nafter\n")
    assert "yesterday" not in once
    assert with_section(once, "decode", _section(FAST), ORDER) == once
    with pytest.raises(ValueError, match="no <!--"):
        with_section("a page", "decode", _section(FAST), ORDER)


def test_parts_that_were_not_measured_keep_their_figures() -> None:
    page = f"{BEGIN}\n{END}"
    for part, figure in (("lanes", FAST), ("help", ALONE), ("gone", FAST)):
        page = with_section(page, part, _section(figure), (*ORDER, "gone"))
    slower = Figure("slower", "s", (2.0,))
    page = with_section(page, "lanes", _section(slower), ORDER)
    assert section_text(_section(ALONE)).strip() in page
    assert section_text(_section(slower)).strip() in page
    assert section_text(_section(FAST)).strip() not in page
    assert page.index("part: help") < page.index("part: lanes")


def test_the_page_in_the_docs_keeps_every_section() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/performance.md").read_text("utf-8")
    written = with_section(page, "decode", _section(FAST), PARTS)
    assert "### Tokens\n" in written
    titles = [line for line in page.splitlines() if line.startswith("### ")]
    assert [title for title in titles if title not in written] == ["### Tokens per second"]
