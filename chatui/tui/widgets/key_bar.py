"""The last line: the keys that matter where the focus is, most needed first."""

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from chatui.tui.commands import FOOTER_ORDER

_SHORT = {"enter": "Enter", "escape": "Esc", "up": "↑↓"}


class KeyBar(Widget):
    """Keys and what they do; a click does it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis; color: $text-muted; }
    """

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def render(self) -> RenderResult:
        """The bindings that the commands want shown."""
        active = {active.binding.id: active for active in self.screen.active_bindings.values()}
        shown = [active[id_] for id_ in FOOTER_ORDER if id_ in active]
        return Content("  ").join(
            Content.assemble((short_key(item.binding), "bold $text-accent"), f" {item.binding.description}")
            for item in shown
        )

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()


def short_key(binding: Binding) -> str:
    """`^N` for ctrl+n, `F1` for f1."""
    key = binding.key
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _SHORT.get(key, key.upper())
