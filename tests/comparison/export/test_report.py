"""What is derived of a comparison: the vote, the medoid, where lanes part, which steps stand side by side."""

from dataclasses import replace

import pytest

from chatui.comparison.export.grid import rows_of, words_of
from chatui.comparison.export.report import ComparisonReport, LaneReport, report_of
from chatui.comparison.export.words import columns, figure, outcome, remarks, sources
from chatui.store.comparisons.reading import find
from chatui.store.comparisons.values import Setup
from chatui.store.database import Database
from chatui.thought.comparison.divergence import Kind
from tests.comparison.export.samples import sample
from tests.store.comparisons.kept import Said, keep


@pytest.fixture
def report(database: Database) -> ComparisonReport:
    return sample(database)


def figures(lane: LaneReport, report: ComparisonReport) -> dict[str, str]:
    return {column.name: figure(column, lane) for column in columns(report)}


def test_the_vote_counts_what_was_grouped_by_hand(report: ComparisonReport) -> None:
    assert [(group.answer, group.lanes) for group in report.tally.groups] == [
        ("845", (0, 2, 5)),
        ("835", (1,)),
        ("84", (4,)),
    ]
    assert outcome(report) == "3 of 5 lanes agree on 845 (60 %), which is right."


def test_lanes_are_right_or_wrong_by_the_reference(report: ComparisonReport) -> None:
    assert [lane.numbers.is_right for lane in report.lanes] == [True, False, True, False, False, False]


def test_remarks_say_what_sets_a_lane_apart(report: ComparisonReport) -> None:
    assert remarks(report.lanes[0], report) == []
    assert remarks(report.lanes[1], report) == ["disagrees"]
    assert remarks(report.lanes[3], report) == ["cut off at the token limit"]
    assert "its thought seems to have reached 845" in remarks(report.lanes[4], report)[-1]
    assert remarks(report.lanes[5], report) == ["grouped by hand"]


def test_a_short_m_rule_decides_a_tie(database: Database) -> None:
    said = [Said("\\boxed{5}"), Said("\\boxed{6}")]
    tie = report_of(find(database, keep(database, said)))
    assert (tie.winner, outcome(tie)) == (None, "No two lanes agree.")
    short = report_of(find(database, keep(database, said, setup=Setup(enough_thoughts=2))))
    assert outcome(short) == "No two lanes agree. The shortest thought decides: 5."


def test_matching_steps_stand_in_one_row(report: ComparisonReport) -> None:
    assert report.likeness.medoid == 0
    rows = rows_of(report)
    assert [lane.number for lane in report.by_likeness] == [0, 1, 2, 3, 4, 5]
    assert [row.cells[0].steps for row in rows if row.step is not None] == [(0,), (1,), (2,), (3,), (4,)]
    for place, lane in enumerate(report.by_likeness):
        seen = [step for row in rows for step in row.cells[place].steps]
        assert seen == list(range(len(lane.steps)))


def test_the_first_fork_is_marked_once(report: ComparisonReport) -> None:
    rows = rows_of(report)
    forks = [[row.cells[lane].is_fork for row in rows].count(True) for lane in range(6)]
    assert forks == [0, 1, 1, 0, 0, 0]
    conflict = next(row for row in rows if row.cells[1].is_fork)
    assert (conflict.step, conflict.cells[1].kind) == (2, Kind.CONFLICT)
    words = list(words_of(report, conflict, report.lanes[1], 2))
    assert [text.strip() for text, is_other in words if is_other] == ["13", "3"]
    assert "".join(text for text, _ in words) == report.lanes[1].steps[2].text.strip()


def test_without_thoughts_there_are_no_rows(database: Database) -> None:
    report = report_of(find(database, keep(database, [Said(thought=""), Said(thought="")])))
    assert (rows_of(report), report.likeness.medoid) == ([], None)


def test_figures_and_sources(report: ComparisonReport) -> None:
    shown = figures(report.lanes[1], report)
    assert (shown["steps"], shown["confidence"], shown["final"], shown["right"]) == (
        "5",
        "61 %",
        "835",
        "wrong",
    )
    told = dict(sources(report))
    assert told["Run it again"] == f"chatui compare --replay {report.comparison.id}"
    assert told["Engine"] == "llama.cpp 1 (as shipped)"
    assert told["Sampling"].startswith("temperature 1, ")


def test_a_lane_that_never_ran_has_dashes(database: Database) -> None:
    kept = find(database, keep(database, [Said("", "", None)]))
    report = report_of(replace(kept, lanes=(replace(kept.lanes[0], run=None),)))
    assert figures(report.lanes[0], report)["thought"] == "–"
    assert outcome(report) == "No lane gave an answer."
    assert "Engine" not in dict(sources(report))
