"""The rows of a thought: one block for each step, wrapped, and folded to one row; it knows no widget.

Every character of the thought belongs to one row, its line feed included. The end of a thought that grows may
still turn out to begin the next step: those few characters are wrapped anew at each `take`, and nothing else.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role, Step
from chatui.tui.wrapping import WrappedText, wrap_line

NO_WRAP_CELLS = 2000
"""How long a row may become where lines are not wrapped; longer ones would be drawn again and again."""


@dataclass(slots=True)
class Block:
    """The rows of a step; without steps, of the whole thought."""

    wrapped: WrappedText
    role: Role = Role.OTHER
    gist: str = ""
    is_folded: bool = False

    @property
    def start(self) -> int:
        """Where it begins, in characters of the thought."""
        return self.wrapped.starts[0]

    @property
    def height(self) -> int:
        """Rows that are shown."""
        return 1 if self.is_folded else len(self.wrapped.rows)


class ThoughtRows:
    """Rows at one width, in cells. `take` costs what was read since it was last called."""

    def __init__(
        self, width: int, *, has_steps: bool = True, wrap: Callable[[str, int], list[str]] = wrap_line
    ) -> None:
        self.width = max(1, width)
        self.has_steps = has_steps
        self._wrap = wrap
        self.blocks = [self._block(0)]
        self.widest = 0
        """Cells of the widest row, where lines are not wrapped; elsewhere nobody needs it."""
        self._firsts = [0]
        self._starts = [0]
        self._settled = 0
        """Up to here the text has its place."""
        self._closed = 0
        self._tail: tuple[int, str] | None = None
        self._is_over = False
        self._end = 0

    @property
    def height(self) -> int:
        """Rows in all."""
        return self._firsts[-1] + self.blocks[-1].height

    def take(self, reading: ThoughtReading) -> int:
        """Bring the rows up to date; returns the first row that changed."""
        self._is_over, self._end = reading.is_over, reading.length
        first = self._drop_tail()
        if not self.has_steps:
            return min(first, self._grow(reading.text_from(self._settled)))
        for step in reading.steps[self._closed :]:
            first = min(first, self._grow_step(step))
            self._closed += 1
            self._close_block()
            if self._closed < reading.n_steps:
                self._open_block(step.end)
        if reading.open_step is not None:
            first = min(first, self._grow_step(reading.open_step))
        held = reading.text_from(self._settled)
        return min(first, self._add_tail(held)) if held else first

    def locate(self, row: int) -> tuple[int, int]:
        """The block of a row, and which of the block's rows it is."""
        index = bisect_right(self._firsts, row) - 1
        return index, row - self._firsts[index]

    def head(self, index: int) -> int:
        """The first row of a block."""
        return self._firsts[index]

    def block_at(self, position: int) -> int:
        """The block of a character."""
        return max(0, bisect_right(self._starts, position) - 1)

    def row_at(self, position: int) -> int:
        """The row of a character; that of the fold where it is folded away."""
        index = self.block_at(position)
        block = self.blocks[index]
        if block.is_folded:
            return self._firsts[index]
        return self._firsts[index] + max(0, bisect_right(block.wrapped.starts, position) - 1)

    def start_of(self, row: int) -> int:
        """The first character of a row."""
        index, within = self.locate(row)
        return self.blocks[index].wrapped.starts[within]

    def fold(self, index: int, is_folded: bool) -> None:
        """Fold a block to one row, or unfold it."""
        self.blocks[index].is_folded = is_folded
        self._place(index)

    def fold_all(self, is_folded: bool) -> None:
        """Fold or unfold all blocks; the one that is being written stays open."""
        open_block = None if self._is_over else self.blocks[-1]
        self.fold_where(lambda block: is_folded and block is not open_block)

    def fold_where(self, is_folded: Callable[[Block], bool]) -> None:
        """Fold the blocks of which it is true, and unfold the others."""
        for block in self.blocks:
            block.is_folded = is_folded(block)
        self._place(0)

    def end_of(self, index: int) -> int:
        """Where a block ends, in characters of the thought."""
        return self._starts[index + 1] if index + 1 < len(self._starts) else self._end

    def _block(self, start: int) -> Block:
        return Block(WrappedText(self.width, self._wrap, start))

    def _place(self, index: int) -> None:
        for at in range(index + 1, len(self.blocks)):
            self._firsts[at] = self._firsts[at - 1] + self.blocks[at - 1].height

    def _close_block(self) -> None:
        # Behind the line feed that ends a step nothing stands: the next step begins a row of its own.
        wrapped = self.blocks[-1].wrapped
        if len(wrapped.rows) > 1 and not wrapped.rows[-1]:
            del wrapped.rows[-1], wrapped.starts[-1]

    def _open_block(self, start: int) -> None:
        self._firsts.append(self.height)
        self._starts.append(start)
        self.blocks.append(self._block(start))

    def _grow_step(self, step: Step) -> int:
        block = self.blocks[-1]
        is_other = (block.role, block.gist) != (step.role, step.gist)
        block.role, block.gist = step.role, step.gist
        first = self._grow(step.text[self._settled - step.start :])
        return self._firsts[-1] if is_other or block.is_folded else first

    def _grow(self, text: str) -> int:
        self._settled += len(text)
        return self._append(text)

    def _append(self, text: str) -> int:
        wrapped = self.blocks[-1].wrapped
        first = wrapped.append(text)
        if self.width == NO_WRAP_CELLS:
            self.widest = max(self.widest, *map(wrapped.row_width, range(first, len(wrapped.rows))))
        return self._firsts[-1] + (0 if self.blocks[-1].is_folded else first)

    def _add_tail(self, text: str) -> int:
        self._tail = self.blocks[-1].wrapped.mark()
        return self._append(text)

    def _drop_tail(self) -> int:
        """Take the unsettled end away; returns the first row that may change."""
        if self._tail is not None:
            self.blocks[-1].wrapped.back_to(self._tail)
            self._tail = None
        return self._firsts[-1] + self.blocks[-1].height - 1
