"""The last line: the keys that matter where the focus is, most needed first."""

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from chatui.tui.footer_order import FOOTER_ORDER
from chatui.tui.key_table import key_name

_PAIRS = {
    "up": "↑↓",
    "right": "←→",
    "right_square_bracket": "[ ]",
}
"""One of two keys that stands for both."""
_GAP = "  "


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
        return Content(_GAP).join(map(_item, self._shown()))

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        right = self.gutter.left
        for binding in self._shown():
            left, right = right, right + len(_item(binding))
            if left <= event.x < right:
                self.app.simulate_key(binding.key)
            right += len(_GAP)

    def _shown(self) -> list[Binding]:
        """Those that can be done now; of several keys for one thing the first."""
        active: dict[str | None, Binding] = {}
        for item in self.screen.active_bindings.values():
            if item.enabled:
                active.setdefault(item.binding.id, item.binding)
        return [active[id_] for id_ in FOOTER_ORDER if id_ in active]

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()


def _item(binding: Binding) -> Content:
    return Content.assemble((short_key(binding), "bold $text-accent"), f" {binding.description}")


def short_key(binding: Binding) -> str:
    """`^N` for ctrl+n, `F1` for f1, `/` for slash."""
    key = binding.key
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+"))
    return _PAIRS.get(key) or key_name(key)
