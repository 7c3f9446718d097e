"""Ways around what is slow in Textual's style sheets; it knows none of their rules."""

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

_SOURCES = 1024
"""Far more than there are widgets and screens."""


class StyleSheet(Stylesheet):
    """Parses what is new.

    Seen with Textual 8.2.8: it keeps the rules of the 64 sources that were parsed last, and goes through all
    of them in turn. With more than that it finds none, and parsed every one again, for 35 ms, whenever a kind
    of widget was seen for the first time; when a screen was, it did so however many there were.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_SOURCES)

    def reparse(self) -> None:
        """Parse what is new since the last time, all of it after `set_variables`."""
        self.parse()


def set_class_alone(widget: Widget, is_set: bool, name: str, *styled: Widget) -> None:
    """Set a class on which only the styles of `styled` depend, or take it away.

    Without `styled`, those of the widget itself. Textual would give all widgets in it their styles anew: 0.4
    ms for each of the dozens in an answer.
    """
    if is_set == widget.has_class(name):
        return
    widget.set_class(is_set, name, update=False)
    style_alone(*(styled or (widget,)))


def style_alone(*widgets: Widget) -> None:
    """Give widgets their styles anew, and nothing in them: only theirs depend on what has changed."""
    for widget in widgets:
        if widget.is_attached:
            widget.app.stylesheet.apply(widget)
