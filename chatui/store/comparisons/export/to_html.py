"""Writes a comparison as one HTML page that needs nothing else; it reads nothing."""

from chatui.store.comparisons.export.html_lanes import figures_table, thoughts_table
from chatui.store.comparisons.export.report import ComparisonReport
from chatui.store.comparisons.export.style import STYLE
from chatui.store.comparisons.export.words import (
    HEURISTIC,
    KINDS,
    lanes_words,
    sources,
    subtitle,
    verdict,
)
from chatui.store.transfer.page import block, folded, html_text, page
from chatui.thought.comparison.vote import Group


def to_html(report: ComparisonReport) -> str:
    """The text of a file."""
    kept = report.comparison
    question = [folded(file.name, file.text) for file in kept.question.attachments]
    parts = [
        f'<p class="note">{html_text(kept.note)}</p>' if kept.note else "",
        _section("user", "Question", "\n".join([*question, block(kept.question.text)])),
        _section("vote", "Vote", _vote(report)),
        _section("lanes", "Lanes", figures_table(report)),
        _section("side-by-side", "Thoughts side by side", f"{_legend()}\n{thoughts_table(report)}"),
        _section("source", "How it was run", _sources(report)),
    ]
    title = f"{'★ ' if kept.is_starred else ''}{kept.conversation.title}"
    return page(title, subtitle(report), "\n".join(filter(None, parts)), STYLE)


def _section(kind: str, title: str, inner: str) -> str:
    return f'<section class="{kind}">\n<h2>{title}</h2>\n{inner}\n</section>'


def _vote(report: ComparisonReport) -> str:
    reference = report.comparison.setup.reference
    lines = [f'<p class="verdict">{html_text(verdict(report))}</p>']
    if reference is not None:
        lines.append(f"<p>Reference: <bdi>{html_text(reference)}</bdi></p>")
    groups = [_group(group, report) for group in report.vote.groups]
    if report.vote.ungrouped:
        groups.append(_bar("no short answer", len(report.vote.ungrouped), report, report.vote.ungrouped, ""))
    return "\n".join([*lines, f'<ol class="groups">\n{"".join(groups)}</ol>' if groups else ""])


def _group(group: Group, report: ComparisonReport) -> str:
    is_won = report.winner is not None and report.winner.key == group.key
    return _bar(group.answer, group.count, report, group.lanes, "won" if is_won else "")


def _bar(answer: str, count: int, report: ComparisonReport, lanes: tuple[int, ...], kind: str) -> str:
    width = count / report.vote.lanes * 100
    return (
        f'<li class="{kind}"><bdi class="answer">{html_text(answer)}</bdi>'
        f'<div class="bar"><i style="width: {width:.0f}%"></i></div>'
        f"<span>{count} of {report.vote.lanes}</span>"
        f'<span class="lanes dim">{lanes_words(lanes)}</span></li>\n'
    )


def _legend() -> str:
    keys = "".join(f'<span class="key {kind.value}">{words}</span>' for kind, words in KINDS.items())
    return (
        '<p class="dim">Matching steps stand beside each other; <mark>marked</mark> words are not those of '
        f"the first column, whose thought is most like all others. {HEURISTIC}</p>\n"
        f'<p class="dim">{keys}</p>'
    )


def _sources(report: ComparisonReport) -> str:
    rows = "".join(f"<dt>{name}</dt><dd>{html_text(value)}</dd>\n" for name, value in sources(report))
    return f"<dl>\n{rows}</dl>"
