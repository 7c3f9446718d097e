"""The lanes of a comparison that is over as text: answers, the vote, and who disagrees; it prints nothing."""

from collections.abc import Iterator

from chatui.chat.display_text import display_text
from chatui.cli.compare.outcome import Outcome
from chatui.cli.compare.sentences import end_words
from chatui.comparison.lane import Lane
from chatui.comparison.tally import tally_of
from chatui.comparison.vote_text import shortest_text, vote_lines


def report(outcome: Outcome, width: int) -> str:
    """Every lane's answer, then what they agree on, in so many columns."""
    lanes = outcome.lanes
    labelled = len({lane.spec.variant.label for lane in lanes}) > 1
    blocks = [_answer(lane, labelled=labelled) for lane in lanes]
    return "\n".join([*blocks, "".join(f"{line}\n" for line in _vote(outcome, width))])


def _answer(lane: Lane, *, labelled: bool) -> str:
    facts = [lane.spec.variant.label] if labelled else []
    facts += [f"seed {lane.spec.seed}", f"{lane.tokens:,} tokens"]
    head = f"Lane {lane.number} ({', '.join(facts)})"
    end, answer = end_words(lane), display_text(lane.answer).strip()
    if not answer:
        return f"{head}: no answer{f'; {end}' if end else ''}\n"
    return f"{head}{f', {end}' if end else ''}:\n{answer}\n"


def _vote(outcome: Outcome, width: int) -> Iterator[str]:
    yield from vote_lines(tally_of(outcome.lanes), width)
    summary = outcome.summary
    if summary.winner is not None and summary.is_won_by_length:
        yield shortest_text(summary.winner.answer)
