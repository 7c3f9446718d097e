"""A value between two arrows, changed by keys and clicks; what it stands for is not known here."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from chatui.tui.commands import STEPPER_COMMANDS, bindings


class Stepper(Widget, can_focus=True):
    """`context ◂ 8,192 ▸`; the left half of it steps down, the right half up."""

    ALLOW_SELECT = False
    BINDINGS = bindings(STEPPER_COMMANDS)

    DEFAULT_CSS = """
    Stepper { width: auto; height: 1; padding: 0 1; color: $text-muted; }
    Stepper:focus { background: $primary 35%; color: $foreground; }
    Stepper:hover { background: $foreground 5%; }
    """

    value: reactive[str] = reactive("", layout=True)
    """The text between the arrows."""

    class Stepped(Message):
        """The person wants the next value, or with a step of -1 the one before."""

        def __init__(self, stepper: "Stepper", step: int) -> None:
            super().__init__()
            self.stepper = stepper
            self.step = step

        @property
        def control(self) -> "Stepper":
            """The stepper; lets handlers select by its id."""
            return self.stepper

    def __init__(self, name: str, id_: str) -> None:
        super().__init__(id=id_)
        self._label = name

    def render(self) -> RenderResult:
        """Name, arrows, value."""
        arrow = "$text-accent"
        return Content.assemble(f"{self._label} ", ("◂ ", arrow), (self.value, "$foreground"), (" ▸", arrow))

    def action_step(self, step: int) -> None:
        """Ask for another value."""
        self.post_message(self.Stepped(self, step))

    def on_click(self, event: events.Click) -> None:
        """Down on the name and the left arrow, up on the value and the right one."""
        event.stop()
        self.action_step(-1 if event.x < self.gutter.left + len(self._label) + 3 else 1)
