"""Names the terminal's window after the conversation, and gives it its own name back; it knows no app."""

from collections.abc import Callable

from chatui.chat.display_text import one_line

_SAVE, _RESTORE = "\x1b[22;0t", "\x1b[23;0t"
"""XTerm's stack of titles; a terminal without one ignores both."""


class TerminalTitle:
    """The title while the app runs; `write` sends to the terminal."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._is_saved = False

    def show(self, title: str) -> None:
        """Name the window so; what a model or a person wrote can send nothing but text."""
        if not self._is_saved:
            self._write(_SAVE)
            self._is_saved = True
        line = one_line(title)
        self._write(f"\x1b]2;{line} · chatui\x07" if line else "\x1b]2;chatui\x07")

    def restore(self) -> None:
        """Bring back the name that it had before."""
        if self._is_saved:
            self._write(_RESTORE)
            self._is_saved = False
