"""The state line: one sentence of state, and its kind as a colour and a sign."""

from enum import StrEnum

from textual.widgets import Static

from chatui.tui.static_text import set_text
from chatui.tui.turn import Phase


class StateKind(StrEnum):
    """How a state is coloured."""

    IDLE = "idle"
    BUSY = "busy"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"

    @classmethod
    def of(cls, phase: Phase) -> "StateKind":
        """The kind of a turn's phase."""
        match phase:
            case Phase.DONE:
                return cls.DONE
            case Phase.INTERRUPTED:
                return cls.ERROR
            case _ if phase.is_over:
                return cls.WARNING
            case _:
                return cls.BUSY


_SIGNS = {
    StateKind.IDLE: "○",
    StateKind.BUSY: "●",
    StateKind.DONE: "✓",
    StateKind.WARNING: "■",
    StateKind.ERROR: "✗",
}


class StatusLine(Static):
    """What the model is doing now."""

    DEFAULT_CSS = """
    StatusLine {
        width: 1fr;
        height: 1;
        padding: 0 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        color: $text-muted;
        &.-busy { color: $text-accent; }
        &.-done { color: $text-success; }
        &.-warning { color: $text-warning; }
        &.-error { color: $text-error; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.text = ""

    def show(self, text: str, kind: StateKind) -> None:
        """Say something."""
        self.text = text
        for other in StateKind:
            self.set_class(other is kind, f"-{other}")
        set_text(self, f"{_SIGNS[kind]} {text}")
