"""What one lane votes for, and whether its thought came to the same; the other lanes are not known here.

An answer can be grouped if it is short: `final_answer` found it, and it has at most MAX_WORDS words and
MAX_CHARS characters. Free text is never grouped by itself, since that two texts differ does not say that they
disagree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatui.thought.final_answer import MAX_CHARS, MAX_WORDS, final_answer
from chatui.thought.normalise import normalise
from chatui.thought.steps.step import Role, Step

_NUMBER = re.compile(r"[-−]?\d+(?:[.,/]\d+)*")


@dataclass(frozen=True, slots=True)
class Ballot:
    """One lane's answer."""

    lane: int
    answer: str | None
    """The final answer of the reply, as written; None where it has none or is not there yet."""
    thought_answer: str | None = None
    """What the thought concluded, as written; the reply's answer where that is among it. None if unknown."""

    @property
    def key(self) -> str | None:
        """The form that equal answers share; None where the answer cannot be grouped."""
        return None if self.answer is None or not is_groupable(self.answer) else normalise(self.answer)

    @property
    def differs_from_thought(self) -> bool:
        """Whether the thought seems to have concluded something else than the reply says; a heuristic."""
        if self.answer is None or self.thought_answer is None:
            return False
        return normalise(self.answer) != normalise(self.thought_answer)


def is_groupable(answer: str) -> bool:
    """Whether equal answers of this kind mean the same, so that they can be counted."""
    is_short = len(answer) <= MAX_CHARS and len(answer.split()) <= MAX_WORDS
    return is_short and bool(normalise(answer))


def ballot(lane: int, reply: str, steps: Sequence[Step] = ()) -> Ballot:
    """The ballot of a lane with this reply, which may be empty, and the steps of its thought."""
    answer = final_answer(reply)
    return Ballot(lane, answer, _concluded(steps, answer))


def _concluded(steps: Sequence[Step], answer: str | None) -> str | None:
    """What the last concluding step names, unless the thought turned behind it."""
    for step in reversed(steps):
        if step.role is Role.BACKTRACK:
            return None
        if step.role is Role.CONCLUDE and (named := final_answer(step.text)):
            return answer if answer is not None and _mentions(step.text, answer) else named
    return None


def _mentions(text: str, answer: str) -> bool:
    wanted = normalise(answer)
    if wanted in map(normalise, _NUMBER.findall(text)):
        return True
    return re.search(rf"(?<!\w){re.escape(answer.casefold())}(?!\w)", text.casefold()) is not None
