"""What a person asks of a vote; who sends and who takes it is not known here."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class LaneTaken(Message):
    """The person wants to see a lane."""

    lane: int


@dataclass
class GroupTaken(Message):
    """The person wants to see the lanes of a group, or those that have none for one reason."""

    lanes: tuple[int, ...]


@dataclass
class GroupAsked(Message):
    """The person puts lanes into the group of an answer, or with None into no group."""

    lanes: tuple[int, ...]
    answer: str | None


class GroupsResetAsked(Message):
    """The person wants no grouping by hand any more."""
