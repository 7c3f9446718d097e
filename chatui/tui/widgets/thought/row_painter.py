"""Draws a thought's rows in their widget's styles, and keeps what it drew; it knows no place of a reader."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from chatui.tui.thought.view import Line, Mark, ThoughtView
from chatui.tui.widgets.thought.drawing import Span, column_of, in_window, text_strip

COMPONENT = "thought-log--"
"""What the component classes begin with that give the looks of roles, marks and the like."""

_KEPT_ROWS = 1000
"""More than any terminal shows at once."""


class RowPainter:
    """Whoever changes what rows show has them forgotten."""

    def __init__(self, widget: Widget, view: ThoughtView) -> None:
        self._widget = widget
        self._view = view
        self._looks: dict[str, Style] = {}
        self._base: Style | None = None
        self._drawn: dict[tuple[int, int, bool], Strip] = {}
        """By row, first cell in sight and whether the row begins the current step."""

    def row(self, row: int, x: int, *, is_current: bool) -> Strip:
        """A row from cell `x` of its text on; with `is_current` its step is marked as the current one."""
        key = (row, x, is_current)
        if key not in self._drawn:
            if len(self._drawn) >= _KEPT_ROWS:
                self._drawn.clear()
            self._drawn[key] = self._draw(row, x, is_current=is_current)
        return self._drawn[key]

    def forget(self, first: int = 0) -> None:
        """The rows from this one on show something else now."""
        if first == 0:
            self._base = None
        self._drawn = {key: strip for key, strip in self._drawn.items() if key[0] < first}

    def forget_looks(self) -> None:
        """The theme is another one."""
        self._looks.clear()
        self.forget()

    def shade(self, mark: Mark) -> str:
        """How a mark looks, as a style for other text."""
        styles = self._widget.get_component_styles(COMPONENT + mark)
        return f"on {(self._widget.background_colors[1] + styles.background).hex}"

    def _draw(self, row: int, x: int, *, is_current: bool) -> Strip:
        # Once for all rows: it is put together from the styles of all that is around the widget.
        self._base = base = self._base or self._widget.rich_style
        line = self._view.line(row)
        look = self._look("fold") if line.is_folded else base
        spans = [(start, end, self._look(mark)) for start, end, mark in line.marks]
        spans += self._selected(row, line.text)
        width = self._widget.size.width - self._view.gutter.width
        shown = in_window(text_strip(line.text, look, spans), row, x, width, base)
        return Strip.join([self._gutter(line, base, is_current), shown]) if line.gutter else shown

    def _gutter(self, line: Line, base: Style, is_current: bool) -> Strip:
        look = base + self._look(line.role)
        if not is_current:
            return Strip([Segment(line.gutter, look)])
        number = line.gutter[:4]
        return Strip([Segment(number, look + self._look("chosen")), Segment(line.gutter[4:], look)])

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            look = self._widget.get_component_rich_style(COMPONENT + name, partial=True)
            shade = self._widget.get_component_styles(COMPONENT + name).background
            if shade.a:
                look += Style(bgcolor=(self._widget.background_colors[1] + shade).rich_color)
            self._looks[name] = look
        return self._looks[name]

    def _selected(self, row: int, text: str) -> list[Span]:
        selection = self._widget.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is None:
            return []
        start, end = (len(text) if shown == -1 else column_of(text, shown) for shown in span)
        return [(start, end, self._widget.screen.get_component_rich_style("screen--selection"))]
