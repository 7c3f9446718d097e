"""Writes a comparison as one HTML page that needs nothing else; it reads nothing."""

from chatui.chat.display_text import one_line
from chatui.comparison.export.html_lanes import figures_table, thoughts_table
from chatui.comparison.export.report import ComparisonReport
from chatui.comparison.export.style import STYLE
from chatui.comparison.export.words import HEURISTIC, KINDS, outcome, sources, subtitle
from chatui.comparison.tally import TallyGroup
from chatui.comparison.vote_text import apart_text, lanes_text, rightness
from chatui.store.transfer.page import block, folded, html_text, page


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
    groups = "".join(_group(group, report) for group in report.tally.groups)
    apart = "".join(
        f'<p class="dim">{html_text(apart_text(why, lanes))}</p>\n'
        for why, lanes in report.tally.apart.items()
    )
    return f'<p class="verdict">{html_text(outcome(report))}</p>\n<ol class="groups">\n{groups}</ol>\n{apart}'


def _group(group: TallyGroup, report: ComparisonReport) -> str:
    is_won = report.winner is not None and report.winner.lanes == group.lanes
    right = rightness(group.is_right)
    return (
        f'<li{" class=won" if is_won else ""}><bdi class="answer">{html_text(one_line(group.answer))}</bdi>'
        f'<div class="bar"><i style="width: {group.share * 100:.0f}%"></i></div>'
        f"<span>{len(group.lanes)} of {report.tally.vote.lanes}</span>"
        f'<span class="lanes dim">{lanes_text(group.lanes)}'
        f' <span class="{right}">{right}</span></span></li>\n'
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
