"""Where a turn stands in the tree of a kept conversation, as a value; it knows no store."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TurnPlace:
    """Ids of a turn's two messages, and of those that stand in their place on other branches."""

    question_id: int | None
    """None: an imported answer that nothing was asked for."""
    answer_id: int | None
    """None: an imported question that nobody answered."""
    questions: tuple[int, ...] = ()
    """The question and its siblings, the oldest first."""
    answers: tuple[int, ...] = ()
    """The answer and its siblings, the oldest first."""

    def neighbour(self, of_question: bool, step: int) -> int | None:
        """The sibling `step` further on; None where there is none."""
        ids, current = (self.questions, self.question_id) if of_question else (self.answers, self.answer_id)
        if current not in ids:
            return None
        index = ids.index(current) + step
        return ids[index] if 0 <= index < len(ids) else None


def version_text(ids: tuple[int, ...], current: int | None) -> str:
    """`‹ 2/3 ›`; empty where there is only one."""
    if len(ids) < 2 or current not in ids:
        return ""
    return f"‹ {ids.index(current) + 1}/{len(ids)} ›"
