"""Groups conversations by the day of their last message; it knows no store and no screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from chatui.store.values import Conversation

_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Conversations of one day or span of days, in the order in which they came."""

    label: str
    conversations: tuple[Conversation, ...]


def by_day(
    conversations: Iterable[Conversation], today: date, zone: timezone | None = None
) -> list[DayGroup]:
    """Groups in the order of their first conversation; each label once, also after a clock went back.

    `zone` None is the machine's own time zone.
    """
    groups: dict[str, list[Conversation]] = {}
    for conversation in conversations:
        groups.setdefault(day_label(conversation.updated, today, zone), []).append(conversation)
    return [DayGroup(label, tuple(members)) for label, members in groups.items()]


def day_label(moment: float, today: date, zone: timezone | None = None) -> str:
    """Today, Yesterday, Last 7 days, or the month; a moment in the future counts as today."""
    day = local_time(moment, zone).date()
    if day >= today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    if day > today - timedelta(days=_WEEK_DAYS):
        return "Last 7 days"
    return day.strftime("%B %Y")


def local_time(moment: float, zone: timezone | None = None) -> datetime:
    """A moment in seconds since 1970 as a time of a zone; 1970 where it is out of range."""
    try:
        return datetime.fromtimestamp(moment, zone)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, zone)
