"""What a person types in a field, as a number or none; which field it is is not known here."""

from chatui.chat.sampling import SEED_LIMIT

NOTHING = ("", "none", "-")
"""Ways to type that there is no value, in small letters."""
LEAST_CTX = 256
"""Tokens that a context must have to be asked for."""


def whole(typed: str) -> int:
    """A whole number, with commas or without; raises ValueError."""
    return int(typed.replace(",", ""))


def count(typed: str, least: int | None = None, most: int | None = None) -> int | None:
    """A whole number within these bounds, or none; raises ValueError."""
    if typed.lower() in NOTHING:
        return None
    value = whole(typed)
    if (least is not None and value < least) or (most is not None and value > most):
        raise ValueError(typed)
    return value


def seed(typed: str) -> int:
    """A seed that an engine takes; raises ValueError."""
    value = whole(typed)
    if not 0 <= value < SEED_LIMIT:
        raise ValueError(typed)
    return value
