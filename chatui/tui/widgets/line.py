"""One row of a list, drawn anew for each width; which list, and what stands in the row, is not known here."""

from abc import ABC, abstractmethod

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Line(Visual, ABC):
    """As wide as there is room, and always one row."""

    @abstractmethod
    def content(self, width: int) -> Content:
        """What stands in it; `width` in cells."""

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One row."""
        return 1

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The row in cells."""
        return self.content(width).render_strips(width, 1, style, options)
