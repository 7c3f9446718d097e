"""The lanes of a comparison that is over as text: answers, the vote, and who disagrees; it prints nothing."""

from collections.abc import Iterator, Sequence

from chatui.chat.display_text import display_text, one_line
from chatui.cli.compare.outcome import Outcome
from chatui.cli.compare.sentences import end_words, lanes_words
from chatui.comparison.lane import Lane
from chatui.comparison.summary import Summary


def report(outcome: Outcome) -> str:
    """Every lane's answer, then what they agree on."""
    lanes = outcome.lanes
    labelled = len({lane.spec.variant.label for lane in lanes}) > 1
    blocks = [_answer(lane, labelled=labelled) for lane in lanes]
    return "\n".join([*blocks, "".join(f"{line}\n" for line in _vote(outcome.summary, lanes))])


def _answer(lane: Lane, *, labelled: bool) -> str:
    facts = [lane.spec.variant.label] if labelled else []
    facts += [f"seed {lane.spec.seed}", f"{lane.tokens:,} tokens"]
    head = f"Lane {lane.number} ({', '.join(facts)})"
    end, answer = end_words(lane), display_text(lane.answer).strip()
    if not answer:
        return f"{head}: no answer{f'; {end}' if end else ''}\n"
    return f"{head}{f', {end}' if end else ''}:\n{answer}\n"


def _vote(summary: Summary, lanes: Sequence[Lane]) -> Iterator[str]:
    counted = summary.vote
    if not counted.lanes:
        yield "Vote: no lane has one."
        return
    yield "Vote:"
    for group in counted.groups:
        yield f"  {one_line(group.answer)}: {group.count} of {counted.lanes} ({_named(group.lanes)})"
    if counted.ungrouped:
        yield f"  no short answer: {_named(counted.ungrouped)}"
    yield _verdict(summary)
    if summary.minority and summary.winner:
        yield f"{lanes_words(summary.minority)} disagree{'s' if len(summary.minority) == 1 else ''}."
    for number in summary.differing:
        thought, reply = lanes[number].ballot.thought_answer, lanes[number].ballot.answer
        yield (
            f"Lane {number}: the thought seems to have reached {one_line(thought or '')}, "
            f"the reply says {one_line(reply or '')}."
        )


def _verdict(summary: Summary) -> str:
    agreement = f"{summary.vote.agreement * 100:.0f} % agree"
    if summary.winner is None:
        return (
            f"No answer has won; {agreement}." if summary.vote.groups else "The answers can not be counted."
        )
    by_length = " by the shortest thought" if summary.is_won_by_length else ""
    return f"{one_line(summary.winner.answer)} has won{by_length}; {agreement}."


def _named(numbers: Sequence[int]) -> str:
    return lanes_words(numbers).lower()
