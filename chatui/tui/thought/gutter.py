"""What stands left of a thought's rows: fold sign, number and role of a step; it knows no style."""

from dataclasses import dataclass

from chatui.thought.steps.step import Role
from chatui.tui.thought.words import ROLE_SIGNS, role_word

_WORDS_FROM = 56
"""Cells of a row that has room for the role as a word."""
_NARROW_FROM = 20
"""Below this, not even the sign has room."""
_BAR = "│"


@dataclass(frozen=True, slots=True)
class Gutter:
    """Its width in cells, 0 where there is none."""

    width: int

    @property
    def has_words(self) -> bool:
        """Whether roles are words here, and not signs."""
        return self.width >= _WORD_CELLS

    def head(self, number: int, role: Role, is_folded: bool) -> str:
        """The gutter of a step's first row; `number` counts from 1."""
        label = f"{ROLE_SIGNS[role]} {role_word(role)}" if self.has_words else ROLE_SIGNS[role]
        return self._fit(f"{'▸' if is_folded else '▾'}{number:>3} {label}")

    def below(self) -> str:
        """The gutter of a step's further rows."""
        return self._fit(_BAR)

    def _fit(self, text: str) -> str:
        return text.ljust(self.width)[: self.width - 1] + " " if self.width else ""


_WORD_CELLS = 17
_SIGN_CELLS = 7


def gutter_for(cells: int, has_steps: bool) -> Gutter:
    """The gutter that rows of `cells` have room for."""
    if not has_steps or cells < _NARROW_FROM:
        return Gutter(0)
    return Gutter(_WORD_CELLS if cells >= _WORDS_FROM else _SIGN_CELLS)
