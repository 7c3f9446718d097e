"""A vote as rows of styled text: groups with bars, their lanes, and those in none; it knows no widget."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from chatui.chat.display_text import one_line
from chatui.comparison.plots import bar
from chatui.comparison.tally import NO_GROUP, Apart, Tally, TallyGroup
from chatui.comparison.vote_text import HEURISTIC, percent, rightness
from chatui.thought.steps.widths import cells, cut_to_cells

Piece = tuple[str, str]
"""Text, and how it looks, in the words of a theme."""

_GROUP_STYLES = ("$text-accent", "$text-secondary", "$text-warning", "$foreground")
MUTED, GOOD, BAD = "$foreground-muted", "$text-success", "$text-error"
_MOST_ANSWER = 28
_MOST_BAR, _LEAST_BAR = 24, 4
_SHOWN_OF_A_REPLY = 400
"""Characters; no row has more."""


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One line of the vote."""

    name: str
    """By which it is found again when the vote has changed."""
    lanes: tuple[int, ...]
    """The lanes that it stands for; one, where it is a lane's own."""
    pieces: tuple[Piece, ...]
    is_lane: bool = False


def group_style(mark: str) -> str:
    """The colour of a group, which is not the only thing that tells it from the others: its mark does."""
    if mark == NO_GROUP:
        return MUTED
    return _GROUP_STYLES[ascii_uppercase.find(mark) % len(_GROUP_STYLES)]


def vote_rows(
    tally: Tally, width: int, marked: Collection[int] = (), *, is_ascii: bool = False
) -> Iterator[VoteRow]:
    """The rows for `width` cells; `marked` lanes have a cross."""
    answers = [cut_to_cells(one_line(group.answer), _MOST_ANSWER) for group in tally.groups]
    widest = max(map(cells, answers), default=0)
    for group, answer in zip(tally.groups, answers, strict=True):
        padded = answer + " " * (widest - cells(answer))
        yield _group_row(group, padded, tally, width, is_ascii=is_ascii)
        yield from (_lane_row(lane, tally, width, lane in marked) for lane in group.lanes)
    for why, lanes in tally.apart.items():
        yield VoteRow(f"why {why.name}", lanes, ((f"{NO_GROUP} {why}", f"bold {MUTED}"),))
        yield from (_lane_row(lane, tally, width, lane in marked) for lane in lanes)


def stacked(tally: Tally, width: int, *, is_ascii: bool = False) -> list[tuple[Piece, tuple[int, ...]]]:
    """One bar of all lanes: a piece for each group, for those in none and for those that run, with its lanes.

    Every lane has as many cells. Each piece begins with its mark, so that no colour is needed; nothing where
    there is not a cell for each lane.
    """
    total = sum(len(group.lanes) for group in tally.groups) + sum(map(len, tally.apart.values()))
    each = min(_MOST_BAR // 4, width // total) if total else 0
    if each == 0:
        return []
    full, empty, running = ("#", ".", "-") if is_ascii else ("█", "░", "·")
    found = [
        ((group.mark + full * (each * len(group.lanes) - 1), group_style(group.mark)), group.lanes)
        for group in tally.groups
    ]
    none = tuple(lane for why, lanes in tally.apart.items() if why is not Apart.RUNNING for lane in lanes)
    if none:
        found.append(((NO_GROUP + empty * (each * len(none) - 1), MUTED), none))
    if tally.running:
        found.append(((running * each * len(tally.running), MUTED), tally.running))
    return found


def _group_row(group: TallyGroup, answer: str, tally: Tally, width: int, *, is_ascii: bool) -> VoteRow:
    style = group_style(group.mark)
    count = f"  {len(group.lanes)} of {tally.vote.lanes}  {percent(group.share):>5}"
    room = width - 4 - cells(answer) - len(count) - 8
    drawn = bar(group.share, max(_LEAST_BAR, min(_MOST_BAR, room)), is_ascii=is_ascii)
    pieces = [(f"{group.mark} {answer}  ", f"bold {style}"), (drawn, style), (count, "")]
    if said := rightness(group.is_right):
        pieces.append((f"  {said}", GOOD if group.is_right else BAD))
    return VoteRow(f"group {group.mark}", group.lanes, tuple(pieces))


def _lane_row(lane: int, tally: Tally, width: int, is_marked: bool) -> VoteRow:
    box = "[x]" if is_marked else "[ ]"
    head = f"  {box} lane {lane:<2} "
    reached = tally.differing.get(lane)
    note = (
        f"  ≠ its thought: {cut_to_cells(one_line(reached), 12)} ({HEURISTIC})" if reached is not None else ""
    )
    answer = one_line(tally.answers.get(lane, "")[:_SHOWN_OF_A_REPLY])
    shown = cut_to_cells(answer, max(8, width - len(head) - cells(note)))
    pieces = [(head, "bold" if is_marked else MUTED), (shown, "")]
    if note:
        pieces.append((note, BAD))
    return VoteRow(f"lane {lane}", (lane,), tuple(pieces), is_lane=True)


def lanes_marked_by(row: VoteRow, marked: Collection[int]) -> set[int]:
    """What is marked once the row was: all of its lanes, or none of them if all were."""
    lanes = set(row.lanes)
    return set(marked) - lanes if lanes <= set(marked) else set(marked) | lanes


def groupable(lanes: Sequence[int], tally: Tally) -> tuple[int, ...]:
    """Those of the lanes that have a vote, and so can be grouped by hand."""
    voting = {lane for group in tally.vote.groups for lane in group.lanes} | set(tally.vote.ungrouped)
    return tuple(lane for lane in sorted(lanes) if lane in voting)
