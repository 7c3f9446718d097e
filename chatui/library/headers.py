"""Headers of files on this disk, each read once for as long as the file stays as it is; it judges none."""

from pathlib import Path
from threading import Lock

from chatui.errors import ModelError
from chatui.models.gguf.header import GgufHeader, read_header
from chatui.models.gguf.magic import check_is_gguf

_Stamp = tuple[int, int]


class HeaderShelf:
    """For any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._headers: dict[Path, tuple[_Stamp, GgufHeader | None]] = {}

    def header(self, path: Path) -> GgufHeader | None:
        """A file's header; None where it is no GGUF file, is damaged or cannot be read."""
        try:
            status = path.stat()
        except OSError:
            return None
        stamp = (status.st_size, status.st_mtime_ns)
        with self._lock:
            known = self._headers.get(path)
        if known is None or known[0] != stamp:
            known = stamp, _read(path)
            with self._lock:
                self._headers[path] = known
        return known[1]


def _read(path: Path) -> GgufHeader | None:
    try:
        check_is_gguf(path)
        return read_header(path)
    except (ModelError, OSError):
        return None


def text_in(header: GgufHeader, key: str) -> str:
    """A text of the header; empty where it has none of that name, or one that is too long to keep."""
    value = header.metadata.get(key)
    return value if isinstance(value, str) else ""


def number_in(header: GgufHeader, key: str) -> int | None:
    """A number of the header's own architecture, such as `context_length`."""
    value = header.metadata.get(f"{text_in(header, 'general.architecture')}.{key}")
    return value if isinstance(value, int) and not isinstance(value, bool) else None
