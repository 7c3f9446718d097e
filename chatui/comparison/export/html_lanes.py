"""The lanes of a comparison as HTML: their figures, and their thoughts side by side; it knows no page."""

from collections.abc import Sequence

from chatui.chat.display_text import one_line
from chatui.comparison.export.grid import Cell, Row, rows_of, words_of
from chatui.comparison.export.report import ComparisonReport, LaneReport
from chatui.comparison.export.words import columns, figure, remarks
from chatui.comparison.number_columns import NumberColumn
from chatui.comparison.vote_text import rightness
from chatui.store.transfer.page import block, escaped, html_text

_EMPTY = '<td class="none"></td>'


def figures_table(report: ComparisonReport) -> str:
    """A row for each lane, with a bar for how long it is."""
    shown = columns(report)
    heads = "".join(f'<th scope="col"{_number(column)}>{html_text(column.title)}</th>' for column in shown)
    most = max((lane.numbers.tokens for lane in report.lanes), default=0)
    rows = "\n".join(_figures_row(lane, report, shown, most) for lane in report.lanes)
    return (
        '<div class="scroll"><table class="figures">\n'
        f'<tr>{heads}<th scope="col">length</th><th scope="col">remarks</th></tr>\n{rows}\n</table></div>'
    )


def thoughts_table(report: ComparisonReport) -> str:
    """A column for each lane, the medoid first, and its answer below its thought."""
    lanes = report.by_likeness
    heads = "".join(f'<th scope="col">{_head(lane, report)}</th>' for lane in lanes)
    rows = "\n".join(_row(row, report) for row in rows_of(report))
    answers = "".join(f'<td class="said">{_whose(lane)}{_answer(lane)}</td>' for lane in lanes)
    return (
        f'<div class="scroll thoughts" tabindex="0"><table class="grid" style="--lanes: {len(lanes)}">\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n<tr>{answers}</tr>\n</tbody>\n</table></div>"
    )


def _figures_row(lane: LaneReport, report: ComparisonReport, shown: Sequence[NumberColumn], most: int) -> str:
    cells = "".join(f"<td{_number(column)}>{_figure(column, lane)}</td>" for column in shown)
    share = lane.numbers.tokens / most * 100 if most else 0
    return (
        f'<tr>{cells}<td><div class="bar"><i style="width: {share:.0f}%"></i></div></td>'
        f'<td class="remarks">{_remarks(lane, report)}</td></tr>'
    )


def _number(column: NumberColumn) -> str:
    return ' class="number"' if column.is_number else ""


def _figure(column: NumberColumn, lane: LaneReport) -> str:
    text = figure(column, lane)
    kind = f' class="{text}"' if text in ("right", "wrong") else ""
    return f"<bdi{kind}>{html_text(text)}</bdi>"


def _head(lane: LaneReport, report: ComparisonReport) -> str:
    facts = [lane.kept.variant.label, f"seed {lane.numbers.seed}"]
    medoid = (
        " · most like the others" if lane.number == report.likeness.medoid and len(report.lanes) > 1 else ""
    )
    answer = one_line(lane.numbers.final_answer or "") or "no short answer"
    right = rightness(lane.numbers.is_right)
    said = [f'<span class="{right}">{right}</span>' if right else "", _remarks(lane, report)]
    return (
        f"<strong>Lane {lane.number}</strong>{medoid}<br>"
        f'<span class="dim">{html_text(" · ".join(filter(None, facts)))}</span><br>'
        f"{' · '.join(filter(None, [f'<bdi>{html_text(answer)}</bdi>', *said]))}"
    )


def _remarks(lane: LaneReport, report: ComparisonReport) -> str:
    return " · ".join(f'<span class="apart">{html_text(said)}</span>' for said in remarks(lane, report))


def _row(row: Row, report: ComparisonReport) -> str:
    cells = zip(row.cells, report.by_likeness, strict=True)
    return "<tr>" + "".join(_cell(cell, row, lane, report) for cell, lane in cells) + "</tr>"


def _cell(cell: Cell, row: Row, lane: LaneReport, report: ComparisonReport) -> str:
    if not cell.steps:
        return _EMPTY
    fork = '<span class="fork">first fork</span>' if cell.is_fork else ""
    steps = "".join(_step(step, row, lane, report) for step in cell.steps)
    kind = f' class="{cell.kind.value}"' if cell.kind else ""
    return f"<td{kind}>{_whose(lane)}{fork}{steps}</td>"


def _step(number: int, row: Row, lane: LaneReport, report: ComparisonReport) -> str:
    pieces = "".join(
        f"<mark>{escaped(text)}</mark>" if is_other else escaped(text)
        for text, is_other in words_of(report, row, lane, number)
    )
    role = lane.steps[number].role.value
    return (
        f'<div class="step"><span class="role">{number + 1} · {role}</span>'
        f'<div class="text" dir="auto">{pieces}</div></div>'
    )


def _answer(lane: LaneReport) -> str:
    said = lane.lane.answer
    return f'<span class="role">answer</span>{block(said)}' if said.strip() else ""


def _whose(lane: LaneReport) -> str:
    return f'<span class="whose">Lane {lane.number}</span>'
