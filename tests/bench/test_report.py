"""Figures: medians, bounds, and the tables that they become."""

from pathlib import Path

import pytest

from bench.figures import Figure, Section
from bench.kept import keep_sections, kept_sections
from bench.report import BEGIN, END, number, replaced, section_text

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


def test_only_what_is_between_the_markers_is_replaced() -> None:
    page = f"before\n{BEGIN}\nyesterday\n{END}\nafter\n"
    once = replaced(page, [_section(FAST)])
    assert once.startswith("before\n")
    assert once.endswith("\nafter\n")
    assert "yesterday" not in once
    assert replaced(once, [_section(FAST)]) == once
    with pytest.raises(ValueError, match="no <!--"):
        replaced("a page", [])


def test_the_page_in_the_docs_has_the_markers() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/performance.md").read_text("utf-8")
    assert "### Tokens" in replaced(page, [_section(FAST)])


def test_sections_are_kept_between_runs(tmp_path: Path) -> None:
    sections = {"decode": _section(FAST, ALONE)}
    assert kept_sections(tmp_path / "kept.json") == {}
    keep_sections(tmp_path / "kept.json", sections)
    assert kept_sections(tmp_path / "kept.json") == sections
