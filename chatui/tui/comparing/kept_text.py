"""Says of kept comparisons, in rows for a list, what they were and what came of them; pure."""

from textual.content import Content

from chatui.chat.display_text import display_text, one_line
from chatui.store.comparisons.reading import Summary
from chatui.store.comparisons.search import ComparisonHit
from chatui.store.days import local_time

_DIM = "$foreground 60%"
_HIT = "bold underline $text-warning"


def row_text(row: Summary) -> Content:
    """Two lines: star and title, then day, lanes, models, vote and note."""
    star = ("★ ", "$text-warning") if row.is_starred else ("  ", "")
    head = Content.assemble(star, (one_line(row.conversation.title), "bold"))
    day = local_time(row.conversation.updated).strftime("%Y-%m-%d %H:%M")
    parts = [day, _lanes(row), ", ".join(map(one_line, row.models)), vote_text(row)]
    below = Content.assemble("  ", (" · ".join(filter(None, parts)), _DIM))
    if row.note:
        below = Content.assemble(below, (f" · {one_line(row.note)}", "italic"))
    return Content("\n").join([head, below])


def vote_text(row: Summary) -> str:
    """`42, 3 of 4`; empty where nothing was counted."""
    winner = row.vote.winner
    if winner is not None:
        return f"{one_line(winner.answer)}, {winner.count} of {row.vote.lanes}"
    return "no majority" if row.vote.groups else ""


def hit_text(hit: ComparisonHit) -> Content:
    """Two lines: where the words stand, and the words."""
    where = "question" if hit.lane is None else f"lane {hit.lane}, {hit.hit.field}"
    head = Content.assemble("  ", (one_line(hit.hit.title), "bold"), (f" · {where}", _DIM))
    parts = ((display_text(text), _HIT if is_hit else "") for text, is_hit in hit.hit.excerpt.parts)
    return Content("\n").join([head, Content.assemble("  ", *parts)])


def _lanes(row: Summary) -> str:
    lanes = f"{row.lanes} lane{'' if row.lanes == 1 else 's'}"
    return f"{lanes}, {row.interrupted} interrupted" if row.interrupted else lanes
