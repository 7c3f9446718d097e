"""Settings and the name of the preset that they come from; a value."""

from dataclasses import dataclass

from chatui.session import SessionOptions


@dataclass(frozen=True, slots=True)
class ChosenSettings:
    """How a conversation is to be carried on."""

    options: SessionOptions
    preset: str = ""
    """Empty: they were not saved under a name."""
