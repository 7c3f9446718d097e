"""Files and long pastes of the question that is being written, one chip each; it reads no file."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, HorizontalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from chatui.chat.attached_files import Attachment
from chatui.chat.display_text import display_text
from chatui.library.figures import bytes_text
from chatui.tui.commands import bindings
from chatui.tui.input_commands import CHIP_COMMANDS
from chatui.tui.prompt.pasted import Pasted

_CROSS = " ×"


class Chip(Static, can_focus=True):
    """A file or a long paste: what it is called, how large it is, and a cross that takes it away."""

    ALLOW_SELECT = False
    BINDINGS = bindings(CHIP_COMMANDS)

    @dataclass
    class Removed(Message):
        """The person does not want it in the question."""

        item: Attachment | Pasted

    @dataclass
    class Expanded(Message):
        """The person wants to see it in the prompt."""

        item: Pasted

    class Left(Message):
        """The person goes back to the prompt."""

    def __init__(self, item: Attachment | Pasted) -> None:
        super().__init__(_text(item), markup=False)
        self.item = item

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a paste has a place in the prompt."""
        return isinstance(self.item, Pasted) if action == "expand" else True

    def on_click(self, event: events.Click) -> None:
        """The cross removes; elsewhere a paste expands."""
        event.stop()
        if event.x >= self.region.width - self.gutter.right - len(_CROSS):
            self.action_remove()
        elif isinstance(self.item, Pasted):
            self.action_expand()

    def action_remove(self) -> None:
        """Take it away."""
        self.post_message(self.Removed(self.item))

    def action_expand(self) -> None:
        """Show a paste in the prompt."""
        if isinstance(self.item, Pasted):
            self.post_message(self.Expanded(self.item))

    def action_move(self, step: int) -> None:
        """To another chip."""
        chips = list(self.screen.query(Chip))
        chips[(chips.index(self) + step) % len(chips)].focus()

    def action_back(self) -> None:
        """To the prompt."""
        self.post_message(self.Left())


class PromptChips(Horizontal):
    """One row of chips and what they cost; gone while there are none."""

    DEFAULT_CSS = """
    PromptChips {
        height: 1;
        padding: 0 1;
        display: none;
        #chips { width: 1fr; height: 1; scrollbar-size-horizontal: 0; }
        #chip-cost { width: auto; height: 1; margin: 0 0 0 2; color: $text-muted; }
        #chip-cost.-too-much { color: $text-warning; }
        #chip-cost:ansi { text-style: dim; }
        Chip { width: auto; height: 1; padding: 0 1; margin: 0 1 0 0; background: $foreground 10%; }
        Chip:hover { background: $foreground 20%; }
        Chip:focus { background: $primary; color: $text; }
        Chip:ansi { background: ansi_default; text-style: reverse; }
        Chip:ansi:focus { text-style: bold reverse; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Attachment | Pasted] = []

    def compose(self) -> ComposeResult:
        """Chips left, their cost right."""
        yield HorizontalScroll(id="chips", can_focus=False)
        yield Static("", id="chip-cost", markup=False)

    async def show(self, items: Sequence[Attachment | Pasted]) -> None:
        """Draw a chip for each."""
        if self._items == list(items):
            return
        self._items = list(items)
        self.display = bool(items)
        chips = self.query_one("#chips", Widget)
        await chips.remove_children()
        await chips.mount_all(map(Chip, items))

    def show_cost(self, tokens: int, n_ctx: int) -> None:
        """About how many tokens they take, and of how many; 0: that is not known yet."""
        cost = self.query_one("#chip-cost", Static)
        cost.set_class(0 < n_ctx < tokens, "-too-much")
        limit = f" of {n_ctx:,}" if n_ctx else ""
        cost.update(Content(f"about {tokens:,}{limit} tokens" if tokens else ""))


def _text(item: Attachment | Pasted) -> Content:
    if isinstance(item, Pasted):
        name = item.mark.strip("[]")
    else:
        name = f"{display_text(item.name)} {bytes_text(len(item.text.encode('utf-8', 'replace')))}"
    return Content.assemble(name, (_CROSS, "dim"))
