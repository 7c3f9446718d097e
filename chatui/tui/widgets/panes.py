"""Conversation and thought, beside or below each other, and who gets how much; not what they show."""

from dataclasses import dataclass, replace
from enum import StrEnum

from textual import events
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from chatui.tui.commands import bindings
from chatui.tui.thought_commands import PANES_COMMANDS

BELOW_UNDER = 76
"""Columns; with fewer, the thought goes below the conversation."""

_LEAST, _MOST = 15, 85
"""Percent."""


class Shown(StrEnum):
    """Which of the two are shown; the value is the last part of a class for the style sheet."""

    BOTH = "both"
    THOUGHT = "thought"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Shares:
    """The thought's part of both together, in percent."""

    width: int = 45
    """Where it stands beside."""
    height: int = 40
    """Where it stands below."""


class Panes(Horizontal):
    """Its last two children share the room. Their border can be dragged."""

    BINDINGS = bindings(PANES_COMMANDS)
    ALLOW_MAXIMIZE = False

    shown: var[Shown] = var(Shown.BOTH)

    @dataclass
    class Changed(Message):
        """The person gave one of them more room, hid one or showed both."""

        shares: Shares
        shown: Shown

    def __init__(self, shares: Shares | None = None, shown: Shown = Shown.BOTH) -> None:
        super().__init__(id="panes")
        self.shares = shares or Shares()
        self.set_reactive(Panes.shown, shown)
        self._is_dragging = False

    @property
    def is_below(self) -> bool:
        """Whether the thought stands below the conversation."""
        return self.size.width < BELOW_UNDER

    def on_mount(self) -> None:
        """Give each its part."""
        self.watch_shown(self.shown)
        self._lay_out()

    def on_resize(self) -> None:
        """Beside and below have parts of their own."""
        self._lay_out()

    def action_share(self, percent: int) -> None:
        """Give the thought so much more room, or less."""
        shares = self.shares
        share = shares.height if self.is_below else shares.width
        self._take(share + percent)
        self._tell()

    def action_next_shown(self) -> None:
        """The thought alone, then the conversation alone, then both."""
        order = (Shown.BOTH, Shown.THOUGHT, Shown.CONVERSATION)
        self.show_only(order[(order.index(self.shown) + 1) % len(order)])

    def toggle_thought(self) -> None:
        """Hide the thought, or show it beside the conversation."""
        self.show_only(Shown.BOTH if self.shown is Shown.CONVERSATION else Shown.CONVERSATION)

    def show_only(self, shown: Shown) -> None:
        """Show one of them, or both."""
        self.shown = shown
        self._tell()

    def watch_shown(self, shown: Shown) -> None:
        """The style sheet hides the other one."""
        for each in Shown:
            self.set_class(each is shown, f"-{each}")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag the border between the two."""
        if self.shown is Shown.BOTH and self._is_border(event.screen_x, event.screen_y):
            event.stop()
            self._is_dragging = True
            self.add_class("-dragging")
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border along."""
        if not self._is_dragging:
            return
        event.stop()
        first, second = (child.region for child in self._two)
        if self.is_below:
            room, place = second.bottom - first.y, second.bottom - event.screen_y
        else:
            room, place = second.right - first.x, second.right - event.screen_x
        self._take(round(100 * place / max(1, room)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the border go."""
        if self._is_dragging:
            event.stop()
            self._is_dragging = False
            self.remove_class("-dragging")
            self.release_mouse()
            self._tell()

    @property
    def _two(self) -> tuple[Widget, Widget]:
        first, second = self.children[-2:]
        return first, second

    def _is_border(self, x: int, y: int) -> bool:
        region = self._two[1].region
        if self.is_below:
            return y == region.y
        return x == region.x and region.y <= y < region.bottom

    def _take(self, percent: int) -> None:
        share = max(_LEAST, min(percent, _MOST))
        if self.is_below:
            self.shares = replace(self.shares, height=share)
        else:
            self.shares = replace(self.shares, width=share)
        self._lay_out()

    def _lay_out(self) -> None:
        parts = (100 - self.shares.height, self.shares.height)
        if not self.is_below:
            parts = (100 - self.shares.width, self.shares.width)
        for child, part in zip(self._two, parts, strict=True):
            child.styles.width = "1fr" if self.is_below else f"{part}fr"
            child.styles.height = f"{part}fr" if self.is_below else "1fr"

    def _tell(self) -> None:
        self.post_message(self.Changed(self.shares, self.shown))
