"""Gives back the pages of a model's file that loading left behind; it knows no model and no context.

llama.cpp reads the whole file through a mapping while it loads, and copies the matrices that it repacks for
this CPU. Both stay resident, up to twice the file, and the kernel has to find out by itself which of the
pages nobody will read again. What is given back stays in the page cache: a page that is read again costs a
minor fault, and of sixteen neighbours only the first.
"""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

_MADV_DONTNEED = 4
_MAPS = Path("/proc/self/maps")


def give_back_mapped_pages() -> None:
    """Unmap the resident pages of every file that is mapped shared and read-only; on Linux, else nothing."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for start, end in _mappings(_MAPS.read_text("utf-8", "surrogateescape")):
        libc.madvise(start, end - start, _MADV_DONTNEED)  # a locked one refuses, and stays as it is


def _mappings(maps: str) -> Iterator[tuple[int, int]]:
    for line in maps.splitlines():
        fields = line.split(maxsplit=5)
        # Shared and read-only: no write can be lost.
        if len(fields) == 6 and fields[1] == "r--s":
            start, _, end = fields[0].partition("-")
            yield int(start, 16), int(end, 16)
