"""What a person is told when this disk does not do what a download needs; the hub is not known here."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chatui.chat.display_text import display_text
from chatui.errors import DownloadError
from chatui.models.fit.disk_space import disk_space

RESERVE_BYTES = 32 << 20
"""A download stops when other programs have left less than this."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_MOVE = "Free some, or set HF_HOME to a folder on another disk."
_WORDS = {
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "it can only be read",
    errno.ELOOP: "its links lead round in a circle",
    errno.ENOTDIR: "a file is where a folder has to be",
    errno.ENOENT: "it was removed",
    errno.ENAMETOOLONG: "its name is too long",
}


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """DownloadError, with the folder, where the system refuses something inside."""
    try:
        yield
    except OSError as error:
        raise write_fault(error, folder) from error


def write_fault(error: OSError, folder: Path) -> DownloadError:
    """The sentence for what the system refused."""
    place = display_text(str(folder))
    if error.errno in _FULL:
        return DownloadError(f"The disk of {place} is full; what came is kept.", _MOVE)
    if error.errno == errno.EFBIG:
        what = f"{place} takes no file of this size; what came is kept."
        return DownloadError(what, "Set HF_HOME to a folder on another disk, or lift the limit.")
    why = _WORDS.get(error.errno or 0, error.strerror or type(error).__name__)
    return DownloadError(f"{place} cannot be written: {why}.", "Set HF_HOME to a folder that can be.")


def check_space(folder: Path, missing_bytes: int) -> None:
    """DownloadError, with both numbers, where that many more bytes have no room."""
    space = disk_space(folder, missing_bytes)
    if not space.is_enough:
        needed, free = _size(space.needed_bytes), _size(space.free_bytes)
        what = f"{needed} are needed in {display_text(str(folder))}, and {free} are free."
        raise DownloadError(what, _MOVE)


def check_reserve(folder: Path) -> None:
    """DownloadError where the disk has become nearly full meanwhile."""
    free = shutil.disk_usage(folder).free
    if free < RESERVE_BYTES:
        what = f"Only {_size(free)} are left free in {display_text(str(folder))}; what came is kept."
        raise DownloadError(what, _MOVE)


def _size(size: int) -> str:
    return f"{size / 1e9:.2f} GB ({size:,} bytes)"
