"""A screen that is not styled twice when it is opened; it knows none of its widgets."""

from textual import events, on
from textual.screen import Screen, ScreenResultType

from chatui.tui.style_sheet import style_alone


class StyledOnce(Screen[ScreenResultType]):
    """Its widgets get their styles when they are mounted, and again whenever it comes back into sight.

    Textual 8.2.8 gives all of them their styles once more when the screen is shown for the first time: two
    fifths of what it computes then, in one go, for a screen of a hundred widgets.
    """

    _was_shown = False

    @on(events.ScreenResume)
    def _keep_first_styles(self, event: events.ScreenResume) -> None:
        if not self._was_shown:
            self._was_shown, event.refresh_styles = True, False
            style_alone(self)  # its own style sheet may have been read after it was styled
