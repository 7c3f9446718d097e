"""A bar of the memory that a model takes, part by part, beside what is free; it knows no model."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from chatui.library.figures import bytes_text
from chatui.models.fit.values import Memory

_PARTS = (
    ("weights", "█", "$text-primary"),
    ("context", "▓", "$text-secondary"),
    ("buffers", "▒", "$text-accent"),
    ("process", "░", "$foreground 60%"),
)
"""Name, cell and style, in the order of the bar; the cells differ where there is no colour."""


class MemoryBar(Widget):
    """One line of bar, and a legend below it."""

    DEFAULT_CSS = """
    MemoryBar { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._memory: Memory | None = None
        self._available: int | None = None

    def show(self, memory: Memory | None, available_bytes: int | None) -> None:
        """Show what a model takes of what is free."""
        self._memory, self._available = memory, available_bytes
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """Bar and legend."""
        memory = self._memory
        if memory is None:
            return Content.styled("How much memory it takes is not known.", "$foreground 60%")
        bar = bar_content(memory, self._available, self.content_size.width or self.app.size.width)
        return Content("\n").join([bar, legend(memory, self._available)])


def bar_content(memory: Memory, available: int | None, width: int) -> Content:
    """The parts to scale: the whole width is what is free, or what is needed if that is more."""
    needed = sum(_sizes(memory))
    scale = max(needed, available or 0, 1)
    cells: list[tuple[str, str]] = []
    so_far = used = 0
    for size, (_, cell, style) in zip(_sizes(memory), _PARTS, strict=True):
        so_far += size
        # Cells up to the end of this part, so that rounding never adds up.
        upto = round(so_far / scale * width)
        cells.append((cell * (upto - used), style))
        used = upto
    cells.append(("·" * (width - used), "$foreground 30%"))
    bar = Content.assemble(*cells)
    if available is None or needed <= available:
        return bar
    limit = min(width - 1, round(available / scale * width))
    return Content.assemble(bar[:limit], ("│", "bold $text-error"), bar[limit + 1 :])


def legend(memory: Memory, available: int | None) -> Content:
    """`█ weights 1.12 GB  ▓ context 0.23 GB …`; what is not known says so."""
    known = (memory.weights_bytes, memory.kv_bytes, memory.compute_bytes, memory.process_bytes)
    items = [
        Content.assemble((cell, style), f" {name} {bytes_text(size) if size is not None else 'unknown'}")
        for size, (name, cell, style) in zip(known, _PARTS, strict=True)
    ]
    if available is not None:
        items.append(Content.assemble(("·", "$foreground 50%"), f" free {bytes_text(available)}"))
    return Content("  ").join(items)


def _sizes(memory: Memory) -> tuple[int, int, int, int]:
    return memory.weights_bytes, memory.kv_bytes or 0, memory.compute_bytes or 0, memory.process_bytes
