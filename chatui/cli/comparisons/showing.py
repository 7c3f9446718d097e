"""`chatui comparisons show`; it changes nothing."""

import json
from collections.abc import Collection, Iterator

from chatui.cli.chats.access import store
from chatui.errors import StoreError
from chatui.store.comparisons.export.report import ComparisonReport, LaneReport, report_of
from chatui.store.comparisons.export.to_json_lines import comparison_object, lane_object
from chatui.store.comparisons.export.words import (
    answer_of,
    figures,
    lanes_words,
    marks,
    one_line,
    share,
    subtitle,
    verdict,
)
from chatui.store.comparisons.reading import find
from chatui.store.transfer.labels import thought_heading


def print_comparison(
    beginning: str, numbers: Collection[int], *, shows_thoughts: bool, is_json: bool
) -> None:
    """Print the vote and the lanes, or, where numbers are given, these lanes; or all as an object."""
    with store() as (database, console):
        report = report_of(find(database, beginning))
        missing = set(numbers) - {lane.number for lane in report.lanes}
        if missing:
            what = f"The comparison {report.comparison.id} has no lane {min(missing)}."
            raise StoreError(what, f"It has {lanes_words(tuple(lane.number for lane in report.lanes))}.")
        lanes = [lane for lane in report.lanes if not numbers or lane.number in numbers]
        if is_json:
            objects = [lane_object(lane) for lane in lanes]
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
    yield verdict(report)
    if kept.setup.reference is not None:
        yield f"The right answer is {one_line(kept.setup.reference)}."
    for group in report.vote.groups:
        yield f"  {one_line(group.answer)}: {share(report, group)} ({lanes_words(group.lanes)})"
    if report.vote.ungrouped:
        yield f"  no short answer: {lanes_words(report.vote.ungrouped)}"


def _lane(lane: LaneReport, report: ComparisonReport, shows_thoughts: bool) -> Iterator[str]:
    known = [f"{name.lower()} {value}" for name, value in figures(lane) if value != "–"]
    yield f"Lane {lane.number} ({one_line(lane.lane.variant.label)}): {answer_of(lane)}"
    yield f"  {', '.join(known)}"
    if said := marks(lane, report):
        yield f"  {'; '.join(said)}"
    if shows_thoughts and lane.thought.strip():
        yield from (f"{thought_heading(lane.lane.answer.outcome)}:", lane.thought.strip(), "")
    if lane.text.strip():
        yield lane.text.strip()
