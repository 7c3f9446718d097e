"""`chatui comparisons show`; it changes nothing."""

import json
from collections.abc import Collection, Iterator

from chatui.chat.display_text import one_line
from chatui.cli.chats.access import store
from chatui.cli.chats.table import WIDTH
from chatui.comparison.export.report import ComparisonReport, LaneReport, report_of
from chatui.comparison.export.to_json_lines import comparison_object, lane_object
from chatui.comparison.export.words import columns, figure, remarks, subtitle
from chatui.comparison.vote_text import lanes_text, rightness, shortest_text, vote_lines
from chatui.errors import StoreError
from chatui.store.comparisons.reading import find
from chatui.store.transfer.labels import thought_heading

_IN_THE_HEAD = ("lane", "variant", "state", "final", "right")
"""Columns that need no words beside the lane's first line."""


def print_comparison(
    beginning: str, numbers: Collection[int], *, shows_thoughts: bool, is_json: bool
) -> None:
    """Print the vote and the lanes, or, where numbers are given, these lanes; or all as an object."""
    with store() as (database, console):
        report = report_of(find(database, beginning))
        missing = set(numbers) - {lane.number for lane in report.lanes}
        if missing:
            what = f"The comparison {report.comparison.id} has no lane {min(missing)}."
            raise StoreError(what, f"It has {lanes_text([lane.number for lane in report.lanes])}.")
        lanes = [lane for lane in report.lanes if not numbers or lane.number in numbers]
        if is_json:
            objects = [lane_object(lane, report) for lane in lanes]
            console.line(json.dumps({**comparison_object(report), "lanes": objects}, indent=2))
        else:
            head = [] if numbers else [*_head(report), ""]
            said = [line for lane in lanes for line in (*_lane(lane, report, shows_thoughts), "")]
            console.data("\n".join([*head, *said[:-1]]) + "\n")


def _head(report: ComparisonReport) -> Iterator[str]:
    kept = report.comparison
    yield f"{'* ' if kept.is_starred else ''}{one_line(kept.conversation.title)}"
    yield f"{kept.id} · {subtitle(report)}"
    if kept.note:
        yield f"Note: {one_line(kept.note)}"
    yield from ("", "Question:", kept.question.text.strip(), "")
    yield from vote_lines(report.tally, WIDTH)
    if report.winner is not None and report.is_won_by_length:
        yield shortest_text(report.winner.answer)


def _lane(lane: LaneReport, report: ComparisonReport, shows_thoughts: bool) -> Iterator[str]:
    shown = [column for column in columns(report) if column.name not in _IN_THE_HEAD]
    yield f"Lane {lane.number} ({one_line(lane.kept.variant.label)}): {_answer(lane)}"
    yield f"  {', '.join(f'{column.title} {figure(column, lane)}' for column in shown)}"
    if said := remarks(lane, report):
        yield f"  {'; '.join(said)}"
    if shows_thoughts and lane.lane.thought.strip():
        yield from (f"{thought_heading(lane.kept.answer.outcome)}:", lane.lane.thought.strip(), "")
    if lane.lane.answer.strip():
        yield lane.lane.answer.strip()


def _answer(lane: LaneReport) -> str:
    answer, right = one_line(lane.numbers.final_answer or ""), rightness(lane.numbers.is_right)
    return ", ".join(filter(None, [answer or "no short answer", right]))
