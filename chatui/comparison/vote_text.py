"""Says in words how a vote stands, so that shell, screen and pages say the same; it knows no colour."""

from collections.abc import Iterator, Sequence

from chatui.chat.display_text import one_line
from chatui.comparison.plots import bar
from chatui.comparison.tally import NO_GROUP, Apart, Tally, TallyGroup
from chatui.thought.comparison.vote import is_decided
from chatui.thought.steps.widths import cells, cut_to_cells

HEURISTIC = "a heuristic"
_MOST_BAR, _LEAST_BAR = 20, 6
_MOST_ANSWER = 30
_NAMED_IN_A_TIE = 3


def lanes_text(lanes: Sequence[int]) -> str:
    """`lane 3`, `lanes 0, 2 and 5`."""
    names = [str(lane) for lane in lanes]
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))
    return f"lane{'' if len(names) == 1 else 's'} {listed}"


def percent(share: float) -> str:
    """`63 %`; only all are 100 %, and only none are 0 %."""
    if 0 < share < 1:
        return f"{min(99, max(1, round(share * 100)))} %"
    return f"{share:.0%}".replace("%", " %")


def rightness(is_right: bool | None) -> str:
    """`right`, `wrong`, or nothing where there is no reference answer."""
    return "" if is_right is None else "right" if is_right else "wrong"


def verdict(tally: Tally) -> str:
    """How the vote stands, in one or two sentences."""
    parts = [_standing(tally)]
    if tally.running:
        unfinished = len(tally.running)
        still = f"{unfinished} still running"
        is_settled = bool(tally.groups) and is_decided(tally.vote, unfinished)
        parts.append(f"{still}, which cannot change it." if is_settled else f"{still}.")
    return " ".join(parts)


def thought_text(lane: int, reached: str) -> str:
    """The mark of a lane whose thought came to something else than its reply."""
    return f"Lane {lane}: its thought seems to have reached {one_line(reached)} ({HEURISTIC})."


def shortest_text(answer: str) -> str:
    """What short-m@k comes to where no answer has won the vote itself."""
    return f"The shortest thought decides: {one_line(answer)}."


def vote_lines(tally: Tally, width: int, *, is_ascii: bool = False) -> Iterator[str]:
    """The verdict, a line for each group and each reason for none, and what differs, for a terminal."""
    yield verdict(tally)
    answers = [cut_to_cells(one_line(group.answer), _MOST_ANSWER) for group in tally.groups]
    widest = max(map(cells, answers), default=0)
    for group, answer in zip(tally.groups, answers, strict=True):
        room = max(_LEAST_BAR, min(_MOST_BAR, width - widest - 40))
        drawn = bar(group.share, room, is_ascii=is_ascii)
        yield f"{group.mark} {answer}{' ' * (widest - cells(answer))}  {drawn}  {group_text(group, tally)}"
    for why, lanes in tally.apart.items():
        yield f"{NO_GROUP} {apart_text(why, lanes)}"
    for lane, reached in tally.differing.items():
        yield f"! {thought_text(lane, reached)}"


def group_text(group: TallyGroup, tally: Tally) -> str:
    """`5 of 8  63 %  lanes 0, 1 and 2  right`."""
    count = f"{len(group.lanes)} of {tally.vote.lanes}"
    return "  ".join(
        filter(None, [count, percent(group.share), lanes_text(group.lanes), rightness(group.is_right)])
    )


def apart_text(why: Apart, lanes: Sequence[int]) -> str:
    """`not grouped: free text: lanes 4 and 6`."""
    return f"{lanes_text(lanes)}: {why}"


def _standing(tally: Tally) -> str:
    if not tally.groups:
        if Apart.FREE_TEXT in tally.apart or Apart.BY_HAND in tally.apart:
            return "Nothing to count: the answers are free text, which can be grouped by hand."
        return "No lane has answered yet." if tally.running else "No lane gave an answer."
    winner = tally.winner
    if winner is not None:
        return _won(winner, tally)
    if tally.is_tie:
        leading = [group for group in tally.groups if group.leads]
        named = [cut_to_cells(one_line(group.answer), _MOST_ANSWER) for group in leading[:_NAMED_IN_A_TIE]]
        rest = ", …" if len(leading) > _NAMED_IN_A_TIE else ""
        return f"A tie: {len(leading[0].lanes)} lanes each for {', '.join(named)}{rest}."
    return "No two lanes agree."


def _won(winner: TallyGroup, tally: Tally) -> str:
    answer = cut_to_cells(one_line(winner.answer), _MOST_ANSWER)
    if tally.vote.lanes == 1:
        said = f"One lane answered: {answer}"
    else:
        said = f"{len(winner.lanes)} of {tally.vote.lanes} lanes agree on {answer} ({percent(winner.share)})"
    if winner.is_right is None:
        return f"{said}."
    if winner.is_right:
        return f"{said}, which is right."
    return f"{said}, which is wrong: the reference is {one_line(tally.reference or '')}."
