"""Changes a text on the screen at the least cost; what the text says is not known here."""

from textual.content import Content
from textual.widgets import Static


def set_text(widget: Static, text: str) -> None:
    """Show a text, as it is; the screen is laid out anew only where it takes more rows than before, or fewer.

    Textual lays the whole screen out for each text that is updated, which took two thirds of what the app
    computes while an answer streams, ten times a second beside the model.
    """
    content = Content(text)
    shown = widget.content
    if isinstance(shown, Content) and shown.is_same(content):
        return
    widget.update(content, layout=not _keeps_its_size(widget, content))


def _keeps_its_size(widget: Static, content: Content) -> bool:
    width, unit = widget.content_size.width, widget.styles.width
    if not width or (unit is not None and unit.is_auto):
        return False
    height = widget.styles.height
    if height is not None and not height.is_auto:
        return True
    return content.get_height({}, width) == widget.content_size.height
