"""A cursor that does not blink: it would make pictures differ."""

from tests.tui.conftest import steady_cursor

__all__ = ["steady_cursor"]
