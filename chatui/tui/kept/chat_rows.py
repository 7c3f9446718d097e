"""The lines of the list of chats, in groups by day; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chatui.store.days import by_day
from chatui.store.values import Conversation

PINNED = "Pinned"


@dataclass(frozen=True, slots=True)
class DayHeading:
    """The name of a group."""

    text: str


ChatRow = DayHeading | Conversation


def chat_rows(pinned: Sequence[Conversation], others: Iterable[Conversation], today: date) -> list[ChatRow]:
    """The pinned ones, then the others by the day of their last message."""
    rows: list[ChatRow] = [DayHeading(PINNED), *pinned] if pinned else []
    for group in by_day(others, today):
        rows += [DayHeading(group.label), *group.conversations]
    return rows
