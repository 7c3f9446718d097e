"""Writes a comparison as Markdown: the vote, the figures, then every lane, thoughts folded; it reads nothing.

Thoughts and files are not an answer's Markdown, so they stand in fences.
"""

from collections.abc import Sequence

from chatui.chat.display_text import one_line
from chatui.comparison.export.report import ComparisonReport, LaneReport
from chatui.comparison.export.words import HEURISTIC, columns, figure, outcome, remarks, sources, subtitle
from chatui.comparison.vote_text import apart_text, lanes_text, percent, rightness
from chatui.store.transfer.labels import thought_heading
from chatui.store.transfer.markdown_text import cell, fenced, folded


def to_markdown(report: ComparisonReport) -> str:
    """The text of a file."""
    kept = report.comparison
    blocks = [f"# {one_line(kept.conversation.title)}", subtitle(report)]
    blocks += [f"> {one_line(kept.note)}"] if kept.note else []
    blocks += ["## Question", fenced(kept.question.text)]
    blocks += [folded(one_line(file.name), file.text) for file in kept.question.attachments]
    blocks += ["## Vote", outcome(report), *_vote(report)]
    blocks += ["## Lanes", _table(report), f"*{HEURISTIC}*"] if report.lanes else []
    blocks += [block for lane in report.lanes for block in _lane(lane, report)]
    blocks += ["## How it was run", _rows(("", ""), list(sources(report)))]
    return "\n\n".join(blocks) + "\n"


def _vote(report: ComparisonReport) -> list[str]:
    tally = report.tally
    rows = [
        (
            group.answer,
            f"{len(group.lanes)} of {tally.vote.lanes}",
            percent(group.share),
            lanes_text(group.lanes),
            rightness(group.is_right),
        )
        for group in tally.groups
    ]
    table = [_rows(("Answer", "Votes", "Share", "Lanes", ""), rows)] if rows else []
    return [*table, *(apart_text(why, lanes) for why, lanes in tally.apart.items())]


def _table(report: ComparisonReport) -> str:
    shown = columns(report)
    rows = [[figure(column, lane) for column in shown] for lane in report.lanes]
    return _rows([column.title for column in shown], rows)


def _lane(lane: LaneReport, report: ComparisonReport) -> list[str]:
    blocks = [f"## Lane {lane.number}"]
    if said := remarks(lane, report):
        blocks.append(f"*{one_line('; '.join(said))}*")
    if lane.lane.thought.strip():
        blocks.append(folded(thought_heading(lane.kept.answer.outcome), lane.lane.thought))
    if text := lane.lane.answer.strip("\n"):
        blocks.append(text)
    return blocks


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; every cell but the head's is code, so that nothing of it is markup."""
    lines = [head, ["---"] * len(head), *([cell(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
