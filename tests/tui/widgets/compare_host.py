"""A part of a comparison in a tiny app, which keeps what came up from it."""

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Step
from chatui.tui.comparing.vote_messages import GroupAsked, GroupsResetAsked, GroupTaken, LaneTaken
from chatui.tui.themed_app import ThemedApp

LEFT = (
    "First, I need to add 478 and 367 column by column.\n\n"
    "I start with the ones: 8 + 7 = 15, so I write 5 and carry 1.\n\n"
    "Then the tens: 7 + 6 + 1 = 14, so I write 4 and carry 1.\n\n"
    "Then the hundreds: 4 + 3 + 1 = 8, so I write 8.\n\n"
    "Wait, let me double-check by rounding: 480 + 365 = 845.\n\n"
    "Therefore, the final answer is 845.\n\n"
)
RIGHT = (
    "First, I need to add 478 and 367 column by column.\n\n"
    "I start with the ones: 8 + 7 = 15, so we write 5 and carry a 1.\n\n"
    "Then the tens: 7 + 6 + 1 = 13, so I write 3 and carry 1.\n\n"
    "Then the hundreds: 4 + 3 + 1 = 8, so I write 8.\n\n"
    "Alternatively, I could count the number of letters in each word of the question.\n\n"
    "Therefore, the final answer is 835.\n\n"
)
"""Six steps each: one the same, others in other words, a conflict, and one that only this thought has."""


def steps(text: str) -> tuple[Step, ...]:
    """A whole thought in steps."""
    reading = ThoughtReading()
    reading.feed(text)
    reading.finish()
    return tuple(reading.steps)


class CompareHost(ThemedApp):
    """Shows one widget."""

    def __init__(self, widget: Widget, theme: str = "tokyo-night") -> None:
        super().__init__()
        self.theme = theme
        self._widget = widget
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        """The widget alone."""
        yield self._widget

    def on_lane_taken(self, message: LaneTaken) -> None:
        """Keep it."""
        self.heard.append(message)

    def on_group_taken(self, message: GroupTaken) -> None:
        """Keep it."""
        self.heard.append(message)

    def on_group_asked(self, message: GroupAsked) -> None:
        """Keep it."""
        self.heard.append(message)

    def on_groups_reset_asked(self, message: GroupsResetAsked) -> None:
        """Keep it."""
        self.heard.append(message)
