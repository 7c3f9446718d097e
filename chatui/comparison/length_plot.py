"""How long lanes thought and how sure they were, drawn with characters; it knows no colour."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from chatui.chat.display_text import one_line
from chatui.comparison.numbers import LaneNumbers
from chatui.comparison.plots import axis, dots, sparkline
from chatui.comparison.tally import NO_GROUP, Tally
from chatui.comparison.vote_text import percent
from chatui.thought.steps.widths import cut_to_cells

FEWEST_LANES = 3
"""With fewer, a plot says nothing that two figures do not say."""
RUNNING_MARKS = ("·", ".")
"""Of a lane that still runs, and where only ASCII can be drawn."""
_MOST_ANSWER = 12
_LEAST_WIDTH = 10


@dataclass(frozen=True, slots=True)
class LengthPlot:
    """Dots over an axis, each row one line."""

    dots: tuple[str, ...]
    """Each dot is the mark of its lane's group, so that it needs no colour."""
    axis: tuple[str, ...]
    """The line below, its ends in words, and what the marks mean."""


def length_plot(
    lanes: Sequence[LaneNumbers], tally: Tally, width: int, *, is_ascii: bool = False
) -> LengthPlot | None:
    """The thoughts' lengths in tokens, in `width` cells; None for fewer than FEWEST_LANES with a thought."""
    thinking = [lane for lane in lanes if lane.thought_tokens]
    if len(thinking) < FEWEST_LANES or width < _LEAST_WIDTH:
        return None
    lengths = [lane.thought_tokens for lane in thinking]
    plot = dots(lengths, width)
    running = RUNNING_MARKS[is_ascii]
    marks = [running if lane.lane in tally.running else tally.mark_of(lane.lane) for lane in thinking]
    line = axis(width, f"{plot.low:,.0f}", f"{plot.high:,.0f}", is_ascii=is_ascii)
    return LengthPlot(
        tuple(plot.rows(marks)), (*line, cut_to_cells(_legend(lengths, set(marks), tally), width))
    )


def confidence_line(
    lane: int, confidences: Sequence[float | None], width: int, *, is_ascii: bool = False
) -> str:
    """How sure a lane was, step by step, and where the least; empty where nothing is known."""
    known = [(sure, step) for step, sure in enumerate(confidences, 1) if sure is not None]
    if not known:
        return ""
    weakest, step = min(known)
    before, behind = f"lane {lane}, sure by step: ", f"  least at step {step}: {percent(weakest)}"
    room = max(_LEAST_WIDTH, width - len(before) - len(behind))
    return before + sparkline(confidences, room, is_ascii=is_ascii) + behind


def _legend(lengths: Sequence[int], marks: Collection[str], tally: Tally) -> str:
    said = [f"thought tokens, median {median(lengths):,.0f}"]
    said += [f"{group.mark} {cut_to_cells(one_line(group.answer), _MOST_ANSWER)}" for group in tally.groups]
    said += [f"{NO_GROUP} in no group"] if NO_GROUP in marks else []
    said += [f"{mark} running" for mark in RUNNING_MARKS if mark in marks]
    return "  ".join(said)
