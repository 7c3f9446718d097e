"""The top line: which model answers, and whether it is only a demo."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label

from chatui.chat.display_text import display_text

_DEMO = "demo model"


class TitleBar(Horizontal):
    """One line over the panes."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        padding: 0 1;
        background: $panel;
        #app-name { text-style: bold; color: $text-primary; margin: 0 2 0 0; }
        #model { width: auto; color: $foreground; }
        #demo { margin: 0 0 0 2; padding: 0 1; color: $text-warning; background: $warning-muted; }
        #demo:light { color: $foreground; }
        #demo:ansi { color: ansi_default; background: ansi_default; text-style: reverse; }
        #context { width: 1fr; text-align: right; color: $text-muted; }
    }
    """

    def __init__(self, model_title: str, is_demo: bool) -> None:
        super().__init__()
        self._model_title = model_title
        self._is_demo = is_demo

    def compose(self) -> ComposeResult:
        """Name, model, mark, context."""
        yield Label("chatui", id="app-name", markup=False)
        yield Label(display_text(self._model_title), id="model", markup=False)
        demo = Label(_DEMO if self._is_demo else "", id="demo", markup=False)
        demo.display = self._is_demo
        yield demo
        yield Label("", id="context", markup=False)

    def show_model(self, title: str, is_demo: bool) -> None:
        """Another model answers now."""
        self.query_one("#model", Label).update(display_text(title))
        demo = self.query_one("#demo", Label)
        demo.update(_DEMO if is_demo else "")
        demo.display = is_demo
        self.show_context(0, 0)

    def show_context(self, used: int, n_ctx: int) -> None:
        """Say how many tokens of the context the conversation took in its last turn."""
        self.query_one("#context", Label).update(f"context {used:,} of {n_ctx:,}" if used else "")
