"""Writes a comparison as Markdown: the vote, the figures, then every lane, thoughts folded; it reads nothing.

Thoughts and files are not an answer's Markdown, so they stand in fences.
"""

from collections.abc import Sequence

from chatui.chat.display_text import display_text
from chatui.store.comparisons.export.report import ComparisonReport, LaneReport
from chatui.store.comparisons.export.words import (
    HEURISTIC,
    answer_of,
    figures,
    lanes_words,
    marks,
    share,
    sources,
    subtitle,
    verdict,
)
from chatui.store.transfer.labels import thought_heading
from chatui.store.transfer.markdown_text import cell, fenced, folded, line


def to_markdown(report: ComparisonReport) -> str:
    """The text of a file."""
    kept = report.comparison
    blocks = [f"# {line(kept.conversation.title)}", subtitle(report)]
    blocks += [f"> {line(kept.note)}"] if kept.note else []
    blocks += ["## Question", fenced(kept.question.text)]
    blocks += [folded(line(file.name), file.text) for file in kept.question.attachments]
    blocks += ["## Vote", verdict(report), *_vote(report)]
    blocks += ["## Lanes", _table(report), f"*{HEURISTIC}*"]
    blocks += [block for lane in report.lanes for block in _lane(lane, report)]
    blocks += ["## How it was run", _rows(("", ""), sources(report))]
    return "\n\n".join(blocks) + "\n"


def _vote(report: ComparisonReport) -> list[str]:
    rows = [(group.answer, share(report, group), lanes_words(group.lanes)) for group in report.vote.groups]
    if report.vote.ungrouped:
        rows.append(("", str(len(report.vote.ungrouped)), lanes_words(report.vote.ungrouped)))
    reference = report.comparison.setup.reference
    given = [f"Reference: {cell(reference)}"] if reference is not None else []
    return [*given, _rows(("Answer", "Votes", "Lanes"), rows)] if rows else given


def _table(report: ComparisonReport) -> str:
    names = [name for name, _ in figures(report.lanes[0])] if report.lanes else []
    rows = [
        (str(lane.number), lane.lane.variant.label, *(value for _, value in figures(lane)), answer_of(lane))
        for lane in report.lanes
    ]
    return _rows(("Lane", "Variant", *names, "Answer"), rows)


def _lane(lane: LaneReport, report: ComparisonReport) -> list[str]:
    blocks = [f"## Lane {lane.number}"]
    if said := marks(lane, report):
        blocks.append(f"*{line('; '.join(said))}*")
    if lane.thought.strip():
        blocks.append(folded(thought_heading(lane.lane.answer.outcome), lane.thought))
    if text := display_text(lane.text).strip("\n"):
        blocks.append(text)
    return blocks


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; every cell but the head's is code, so that nothing of it is markup."""
    lines = [head, ["---"] * len(head), *([cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
