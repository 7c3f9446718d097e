"""The sequence that asks a terminal to fill its clipboard, also through tmux and screen; it writes none.

No terminal answers it: one that refuses it, or does not know it, stays silent.
"""

import base64
from collections.abc import Mapping

OSC52_BYTES = 74_994
"""The longest text, in bytes of UTF-8: in base64 and framed it is just under the 100,000 bytes of hterm and
others, which drop a longer one, or worse, half of it."""

_SCREEN_CHUNK = 240
"""GNU Screen cuts a device control string off, from 256 bytes on in its oldest versions."""

_WITHOUT = {"TERM_PROGRAM": "Apple_Terminal", "TERM": "linux"}
"""Terminals that are known to ignore it."""


def osc52(text: str, environment: Mapping[str, str]) -> str | None:
    """The sequence for this terminal; None where the text is too long or the terminal has no such thing."""
    data = text.encode("utf-8", "replace")
    if len(data) > OSC52_BYTES:
        return None
    if any(environment.get(name) == value for name, value in _WITHOUT.items()):
        return None
    # Ended by BEL: Screen would take the other end, ESC \, for that of its own string.
    sequence = f"\x1b]52;c;{base64.b64encode(data).decode()}\x07"
    if environment.get("STY"):
        return _through_screen(sequence)
    if environment.get("TMUX") or environment.get("TERM", "").startswith("tmux"):
        # tmux lets the first pass with `allow-passthrough on`, and obeys the second with `set-clipboard on`.
        return _through_tmux(sequence) + sequence
    return sequence


def _through_tmux(sequence: str) -> str:
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def _through_screen(sequence: str) -> str:
    starts = range(0, len(sequence), _SCREEN_CHUNK)
    return "".join(f"\x1bP{sequence[start : start + _SCREEN_CHUNK]}\x1b\\" for start in starts)
