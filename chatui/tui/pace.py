"""How often figures that count up are drawn anew; it knows none of them."""

FIGURES_S = 0.5
"""Seconds. Digits that change more often can not be read, and drawing them takes time from the model."""


class Pace:
    """Lets figures through twice a second, and whenever what they are of has changed."""

    def __init__(self) -> None:
        self._what: object = None
        self._at = float("-inf")

    def is_due(self, what: object, now: float) -> bool:
        """Whether to draw at `now`, in seconds; `what` the figures are of is compared by equality."""
        if what == self._what and 0 <= now - self._at < FIGURES_S:
            return False
        self._what, self._at = what, now
        return True
