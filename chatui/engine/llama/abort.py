"""The flag that ends native work from another thread without taking the GIL; it knows no request."""

import ctypes
import sys
from typing import Any

import llama_cpp.llama_cpp as lib


class AbortFlag:
    """A C string that ggml reads with `strlen` after every graph node: empty is go on, one byte is abort.

    A Python callback there would be called about a thousand times a token, and every call would make all
    compute threads wait for the GIL.
    """

    def __init__(self) -> None:
        self._text = ctypes.create_string_buffer(2)
        libc = ctypes.CDLL("msvcrt") if sys.platform == "win32" else ctypes.CDLL(None)
        self.callback: Any = ctypes.cast(libc.strlen, lib.ggml_abort_callback)
        self.data = ctypes.cast(self._text, ctypes.c_void_p)
        self.lanes: set[int] = set()
        """Lanes that must end at their next token."""

    def raise_(self, lane: int | None) -> None:
        """Ask one lane, or everything, to end; from any thread."""
        if lane is None:
            self._text[0] = b"\x01"
        else:
            self.lanes.add(lane)

    def lower(self) -> None:
        """Forget what was asked for."""
        self._text[0] = b"\x00"
        self.lanes.clear()

    @property
    def is_raised(self) -> bool:
        """Whether everything must end; back ends other than the CPU do not look at the flag themselves."""
        return self._text[0] != b"\x00"
