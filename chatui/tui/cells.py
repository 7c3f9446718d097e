"""Text cut to terminal cells; it knows no widget."""

from rich.cells import cell_len, set_cell_size


def one_row(text: str, width: int) -> str:
    """The text on one row of at most `width` cells, with an ellipsis where something is left out."""
    line = " ".join(text.split())
    if cell_len(line) <= width:
        return line
    return set_cell_size(line, max(0, width - 1)).rstrip() + "…"
