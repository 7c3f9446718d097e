"""Which of several questions or answers is in view, `‹ 2/3 ›`; how one goes to another is not known here."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chatui.tui.kept.place import version_text


class VersionMark(Static):
    """Nothing where there is only one; a click on an arrow asks for the one before or after."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    VersionMark {
        width: auto;
        height: 1;
        padding: 0 1;
        color: $text-accent;
        display: none;
        &.-several { display: block; }
        &:hover { background: $foreground 10%; }
    }
    """

    class Asked(Message):
        """The person wants the one `step` further on."""

        def __init__(self, control: "VersionMark", step: int) -> None:
            super().__init__()
            self.mark = control
            self.step = step

    def __init__(self, of_question: bool) -> None:
        super().__init__("", markup=False)
        self.of_question = of_question

    def show(self, ids: tuple[int, ...], current: int | None) -> None:
        """Say which of them is in view."""
        text = version_text(ids, current)
        self.update(Content(text))
        self.set_class(bool(text), "-several")

    def on_click(self, event: events.Click) -> None:
        """The left half goes back, the right half on."""
        event.stop()
        self.post_message(self.Asked(self, -1 if event.x < self.size.width / 2 + 1 else 1))
