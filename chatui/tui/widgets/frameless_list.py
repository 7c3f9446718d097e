"""The look of a list that fills its place and has no frame of its own; what is listed is not known here."""

from textual.widgets import OptionList


class FramelessList(OptionList, inherit_bindings=False):
    """Its cursor is bright only where the keys go; keys are those of the class that inherits from it."""

    DEFAULT_CSS = """
    FramelessList {
        height: 1fr;
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-gutter: stable;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option { padding: 0 0 0 1; }
        & > .option-list--option-disabled { color: $text-muted; }
        & > .option-list--option-hover { background: $foreground 5%; }
        & > .option-list--option-highlighted { background: $foreground 10%; color: $foreground; }
        &:focus > .option-list--option-highlighted { background: $primary 35%; text-style: bold; }
    }
    """
