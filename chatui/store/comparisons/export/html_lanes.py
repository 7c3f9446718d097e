"""The lanes of a comparison as HTML: their figures, and their thoughts side by side; it knows no page."""

from chatui.store.comparisons.export.grid import Cell, Row, rows_of, words_of
from chatui.store.comparisons.export.report import ComparisonReport, LaneReport
from chatui.store.comparisons.export.words import answer_of, figures, marks
from chatui.store.transfer.page import block, escaped, html_text

_EMPTY = '<td class="none"></td>'


def figures_table(report: ComparisonReport) -> str:
    """A row for each lane, with a bar for how long it is."""
    names = [name for name, _ in figures(report.lanes[0])] if report.lanes else []
    heads = ["Lane", "Answer", "Remarks", "Length", "Variant", *names]
    most = max(map(_tokens, report.lanes), default=0)
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    rows = "\n".join(_figures_row(lane, report, most) for lane in report.lanes)
    return f'<div class="scroll"><table class="figures">\n<tr>{head}</tr>\n{rows}\n</table></div>'


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


def _figures_row(lane: LaneReport, report: ComparisonReport, most: int) -> str:
    numbers = "".join(f'<td class="number">{html_text(value)}</td>' for _, value in figures(lane))
    share = _tokens(lane) / most * 100 if most else 0
    return (
        f"<tr><td>{lane.number}</td>"
        f'<td class="long"><bdi>{html_text(answer_of(lane))}</bdi></td>'
        f'<td class="long remarks">{_marks(lane, report)}</td>'
        f'<td><div class="bar"><i style="width: {share:.0f}%"></i></div></td>'
        f"<td>{html_text(lane.lane.variant.label)}</td>{numbers}</tr>"
    )


def _tokens(lane: LaneReport) -> int:
    usage = lane.lane.answer.outcome.usage
    return usage.thought_tokens + usage.answer_tokens if usage else 0


def _head(lane: LaneReport, report: ComparisonReport) -> str:
    seed = lane.lane.answer.provenance.seed
    facts = [lane.lane.variant.label, f"seed {seed}" if seed is not None else ""]
    medoid = " · most like the others" if lane.number == report.medoid and len(report.lanes) > 1 else ""
    return (
        f"<strong>Lane {lane.number}</strong>{medoid}<br>"
        f'<span class="dim">{html_text(" · ".join(filter(None, facts)))}</span><br>'
        f"<bdi>{html_text(answer_of(lane))}</bdi> {_marks(lane, report)}"
    )


def _marks(lane: LaneReport, report: ComparisonReport) -> str:
    kinds = {"right": "right", "wrong": "wrong"}
    return " · ".join(
        f'<span class="{kinds.get(words, "apart")}">{html_text(words)}</span>'
        for words in marks(lane, report)
    )


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
    return f'<span class="role">answer</span>{block(lane.text)}' if lane.text.strip() else ""


def _whose(lane: LaneReport) -> str:
    return f'<span class="whose">Lane {lane.number}</span>'
