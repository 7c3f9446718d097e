"""Makes text from a model, a file or an error safe to show on a terminal; it knows neither of them."""

import re

_DROPPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""C0 but tab and line feed, DEL and C1: without them no escape sequence can begin, however it is cut up."""

_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Controls that reorder the text around them, so that what is read is not what is there."""

_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a character; no output encoding can write one."""


def display_text(text: str) -> str:
    """Drop control characters, show bidirectional controls as `<U+202E>`, replace lone surrogates by U+FFFD.

    Works on each character alone, so filtering pieces of a text and filtering the whole give the same.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATES.sub("\ufffd", _DROPPED.sub("", text))
    return _BIDI.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)


def one_line(text: str) -> str:
    """As `display_text`, in one line: runs of white space become a space."""
    return " ".join(display_text(text).split())
