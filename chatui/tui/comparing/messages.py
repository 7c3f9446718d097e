"""Messages by which a comparison is asked for; who sends and who takes them is not known here."""

from dataclasses import dataclass

from textual.message import Message

from chatui.tui.comparing.choice import CompareChoice
from chatui.tui.comparing.views import View


@dataclass
class CompareAsked(Message):
    """The person wants to compare; the choice is what the form begins with."""

    choice: CompareChoice


@dataclass
class ViewAsked(Message):
    """The person wants another view, or another lane in it."""

    view: View
    lane: int | None = None
    """None: the one that is chosen."""


class LanesAdded(Message):
    """There are more lanes than are shown."""


@dataclass
class ComparisonExportAsked(Message):
    """The person wants a kept comparison in a file."""

    key: str
    title: str


@dataclass
class ComparisonShowAsked(Message):
    """The person wants to see a kept comparison."""

    key: str


@dataclass
class ComparisonChatAsked(Message):
    """The person wants to go on with a kept comparison as a chat."""

    key: str


class ComparisonsAsked(Message):
    """The person wants to see the comparisons that are kept."""
