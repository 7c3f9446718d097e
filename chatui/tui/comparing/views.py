"""Which views of a comparison there are, and their order; what they show is not known here."""

from enum import StrEnum


class View(StrEnum):
    """The value is the word that a person reads; `READER` belongs to the lanes and has no tab of its own."""

    LANES = "Lanes"
    READER = "Reader"
    VOTE = "Vote"
    ALIGN = "Align"
    NUMBERS = "Numbers"

    @property
    def id(self) -> str:
        """That of the widget which shows it."""
        return self.value.lower()

    @property
    def tab(self) -> "View":
        """The tab that is lit while it is shown."""
        return View.LANES if self is View.READER else self

    def beside(self, step: int) -> "View":
        """The view of the next tab (1) or of the one before (-1)."""
        return TABS[(TABS.index(self.tab) + step) % len(TABS)]


TABS = (View.LANES, View.VOTE, View.ALIGN, View.NUMBERS)
