"""A list of a thought's steps, one row each, that follows as they come; it knows no text of a thought."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role, Step
from chatui.thought.steps.widths import cut_to_cells
from chatui.tui.commands import bindings
from chatui.tui.thought.confidence import Confidence
from chatui.tui.thought.words import ROLE_SIGNS, role_word, sure_text
from chatui.tui.thought_commands import OUTLINE_COMMANDS
from chatui.tui.widgets.thought.following_view import FollowingView

_ROLE_CELLS = 10
"""Of the longest role word, and a space."""


class StepOutline(FollowingView):
    """Number, role and gist of each step; one is under the cursor."""

    ALLOW_SELECT = False
    BINDINGS = bindings(OUTLINE_COMMANDS)
    BORDER_SUBTITLE = "steps and roles: a heuristic"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"step-outline--{role}" for role in Role),
        "step-outline--cursor",
    }

    DEFAULT_CSS = """
    StepOutline {
        overflow-x: hidden;
        overflow-y: auto;
        & .step-outline--plan { color: $text-primary; }
        & .step-outline--compute { color: $text-secondary; }
        & .step-outline--check { color: $text-success; }
        & .step-outline--backtrack { color: $text-warning; }
        & .step-outline--conclude { color: $text-accent; }
        & .step-outline--other { color: $foreground-muted; }
        & .step-outline--cursor { text-style: reverse; }
    }
    """

    class Highlighted(Message):
        """The cursor went to another step."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Taken(Highlighted):
        """The person wants to read on at a step."""

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self._reading = ThoughtReading()
        self._confidence: Confidence | None = None

    def show(self, reading: ThoughtReading, confidence: Confidence | None, at: int) -> None:
        """Show the steps of a thought, with one under the cursor; with confidence, how sure each is."""
        self._reading, self._confidence = reading, confidence
        self._count()
        self.cursor = max(0, min(at, reading.n_steps - 1))
        self._show_cursor()

    def grow(self) -> None:
        """The thought was read on."""
        before, was_last = self.virtual_size.height, self.cursor >= self.virtual_size.height - 1
        follows = self.is_following
        self._count()
        if was_last and follows:
            self.cursor = max(0, self._reading.n_steps - 1)
        self.refresh_lines(max(0, before - 1), self._reading.n_steps - before + 1)

    def render_line(self, y: int) -> Strip:
        """One step."""
        index, width = round(self.scroll_offset.y) + y, self.scrollable_content_region.width
        step = self._reading.step(index)
        if step is None:
            return Strip.blank(width, self.rich_style)
        look = self.rich_style + self.get_component_rich_style(f"step-outline--{step.role}", partial=True)
        plain = self.rich_style
        if index == self.cursor:
            cursor = self.get_component_rich_style("step-outline--cursor", partial=True)
            look, plain = look + cursor, plain + cursor
        label = (
            f"{index + 1:>3} {ROLE_SIGNS[step.role]} {role_word(step.role):<{_ROLE_CELLS}}{self._sure(step)}"
        )
        gist = cut_to_cells(step.gist, max(2, width - len(label)))
        return Strip([Segment(label, look), Segment(gist, plain)]).adjust_cell_length(width, plain)

    def action_move(self, step: int) -> None:
        """Move the cursor by so many steps."""
        self._go_to(self.cursor + step)

    def action_move_half(self, step: int) -> None:
        """Move the cursor by half of what is in sight."""
        self._go_to(self.cursor + step * max(1, self.size.height // 2))

    def action_move_page(self, step: int) -> None:
        """Move the cursor by what is in sight."""
        self._go_to(self.cursor + step * max(1, self.size.height - 1))

    def action_go(self, index: int) -> None:
        """Go to a step by number; -1: the last."""
        self._go_to(index if index >= 0 else self._reading.n_steps + index)

    def action_take(self) -> None:
        """Read on at the step under the cursor."""
        self.post_message(self.Taken(self.cursor))

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._count()
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Read on at the step under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None and round(self.scroll_offset.y) + offset.y < self._reading.n_steps:
            self._go_to(round(self.scroll_offset.y) + offset.y)
            self.action_take()

    def _sure(self, step: Step) -> str:
        mean = self._confidence.mean(step.start, step.end) if self._confidence else None
        return "" if mean is None else f"{sure_text(mean):>5} "

    def _count(self) -> None:
        self.grow_to(Size(self.scrollable_content_region.width, self._reading.n_steps))

    def _go_to(self, index: int) -> None:
        self.cursor = max(0, min(index, self._reading.n_steps - 1))
        self._show_cursor()
        self.post_message(self.Highlighted(self.cursor))

    def _show_cursor(self) -> None:
        top, height = round(self.scroll_offset.y), max(1, self.size.height)
        if self.cursor < top:
            self.show_row(self.cursor)
        elif self.cursor >= top + height:
            self.show_row(self.cursor - height + 1)
        self.refresh()
