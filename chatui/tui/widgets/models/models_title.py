"""The top line over the models; it says whether the hub can be reached at all."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Label


class ModelsTitle(Horizontal):
    """One line, as over the chat."""

    DEFAULT_CSS = """
    ModelsTitle {
        height: 1;
        padding: 0 1;
        background: $panel;
        #models-app { text-style: bold; color: $text-primary; margin: 0 2 0 0; }
        #models-offline { width: 1fr; text-align: right; color: $text-warning; }
    }
    """

    def __init__(self, *, is_offline: bool) -> None:
        super().__init__()
        self._is_offline = is_offline

    def compose(self) -> ComposeResult:
        """Name, place, state."""
        yield Label("chatui", id="models-app", markup=False)
        yield Label("models", markup=False)
        yield Label(
            "offline: the hub is not asked" if self._is_offline else "", id="models-offline", markup=False
        )
