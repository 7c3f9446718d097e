"""Writes data to stdout and all else to stderr, made harmless for a terminal; it decides no wording."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError

_CLEAR_LINE, _CLEAR_LINE_ABOVE = "\r\x1b[K", "\x1b[A\r\x1b[K"
_USUAL_WIDTH = 80
_PROGRESS_EVERY_S = 5.0
"""In plain lines; one that can be replaced is shown at once."""
_DIM, _NOT_DIM = "\x1b[2m", "\x1b[22m"


class OutputClosed(Exception):
    """Nobody reads stdout any more; there is nothing left to do and nobody to tell."""


class Console:
    """Data, thoughts, narration and progress, each where it belongs.

    Every text passes the display filter. What cannot be written to stdout raises `OutputClosed` or
    ChatuiError; a closed stderr is ignored. stderr shows progress and colour on a terminal only; in plain
    lines it has no colour, and progress is a line every five seconds.
    """

    def __init__(
        self,
        out: TextIO,
        err: TextIO,
        *,
        is_quiet: bool = False,
        is_plain: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._out = out
        self._err = err
        self._is_quiet = is_quiet
        self._is_plain = is_plain
        self._clock = clock
        self._quiet_since: float | None = None
        is_capable = _is_terminal(err) and os.environ.get("TERM") != "dumb" and not is_plain
        self.has_colour = is_capable and not os.environ.get("NO_COLOR")
        self.has_progress = is_capable and not is_quiet
        self._progress = ""

    @property
    def width(self) -> int:
        """Columns for a table: those of the terminal, or of COLUMNS, but at least 80; 80 for a pipe."""
        if not _is_terminal(self._out) and "COLUMNS" not in os.environ:
            return _USUAL_WIDTH
        return max(shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns, _USUAL_WIDTH)

    @property
    def progress_height(self) -> int:
        """Lines that a progress may have, so that all of them can be replaced."""
        return max(shutil.get_terminal_size((_USUAL_WIDTH, 24)).lines - 1, 1)

    @property
    def progress_width(self) -> int:
        """Columns for a progress, which must not fold: it could not be replaced then."""
        return shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns

    def can_draw(self, text: str) -> bool:
        """Whether the encoding of stderr has these characters."""
        try:
            text.encode(getattr(self._err, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            return False
        return True

    def data(self, text: str) -> None:
        """What the command is for."""
        self._write_out(display_text(text))

    def line(self, text: str) -> None:
        """A line of data for programs, whose writer has escaped every control character."""
        self._write_out(f"{text}\n")

    def thought(self, text: str) -> None:
        """A piece of a thought."""
        text = display_text(text)
        self._say(f"{_DIM}{text}{_NOT_DIM}" if self.has_colour else text)

    def aside(self, text: str) -> None:
        """Text on stderr that belongs to the layout of a conversation, such as a label or a line's end."""
        self._say(display_text(text))

    def narrate(self, sentence: str) -> None:
        """What happens, one sentence; not with `--quiet`."""
        if not self._is_quiet:
            self._say(f"chatui: {display_text(sentence)}\n")

    def error(self, error: ChatuiError) -> None:
        """What failed, and what to do next."""
        self._say(f"chatui: {display_text(str(error))}\n")

    def progress(self, text: str) -> None:
        """What takes long, replaced by whatever is written next; in plain lines, a line now and then.

        Its lines must not fold.
        """
        if self._is_plain:
            self._tell_progress(text)
        elif self.has_progress and text != self._progress:
            self._write_err(self._clearing() + display_text(text))  # at once, so that nothing flickers
            self._progress = text

    def _tell_progress(self, text: str) -> None:
        now = self._clock()
        if self._quiet_since is None:
            self._quiet_since = now
        elif now - self._quiet_since >= _PROGRESS_EVERY_S:
            self.narrate(text)
            self._quiet_since = now

    def _write_out(self, text: str) -> None:
        self._end_progress()
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            if error.errno in (errno.EPIPE, errno.EIO):  # a pipe without a reader, a terminal that is gone
                raise OutputClosed from error
            what = f"The output cannot be written: {error.strerror}."
            raise ChatuiError(what, "Write it to another place.") from error

    def _say(self, text: str) -> None:
        self._end_progress()
        self._write_err(text)

    def _end_progress(self) -> None:
        self._quiet_since = None
        if self._progress:
            self._write_err(self._clearing())
            self._progress = ""

    def _clearing(self) -> str:
        if not self._progress:
            return ""
        return _CLEAR_LINE + _CLEAR_LINE_ABOVE * self._progress.count("\n")

    def _write_err(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._err.write(text)
            self._err.flush()


def _is_terminal(stream: TextIO) -> bool:
    with suppress(OSError, ValueError):
        return stream.isatty()
    return False
