"""Tells a GGUF file from everything else that ends in `.gguf`; what is in its header is not known here."""

import stat
from pathlib import Path

from chatui.errors import ModelError

_SMALLEST = 24
"""Bytes of a header without metadata and tensors."""
_OLD = ("has a format from before GGUF", "Look for a GGUF file of the same model.")
_PACKED = "Unpack it and name the GGUF file inside."
_LOOKALIKES: dict[bytes, tuple[str, str]] = {
    b"version https://git-lfs": (
        "is a Git LFS pointer, not the model itself",
        "Run `git lfs pull` beside it.",
    ),
    b"PK\x03\x04": ("is a zip archive", _PACKED),
    b"\x1f\x8b": ("is a gzip archive", _PACKED),
    b"<": ("is a web page, not a model", "Download the file itself, not the page that shows it."),
    b"{": ("is a JSON text, not a model", "It may be a server's error message; download the file again."),
    b"lmgg": _OLD,
    b"tjgg": _OLD,
    b"fmgg": _OLD,
}


def check_is_gguf(path: Path) -> None:
    """Return if `path` is a file that begins as GGUF; else ModelError, or OSError if it cannot be read."""
    if not path.exists():
        raise ModelError(f"There is no file {path}.", "Check the path.")
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ModelError(f"{path} is a folder.", "Name a GGUF file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ModelError(f"{path} is a device or a pipe, not a file.", "Name a GGUF file.")
    if not status.st_size:
        raise ModelError(f"{path.name} is empty.", "Download it again.")
    _check_begin(path, status.st_size)


def _check_begin(path: Path, size: int) -> None:
    with path.open("rb") as file:
        begin = file.read(_SMALLEST)
    for magic, (what, hint) in _LOOKALIKES.items():
        if begin.lstrip().startswith(magic):
            raise ModelError(f"{path.name} {what}.", hint)
    if not begin.startswith(b"GGUF"[: len(begin)]):
        raise ModelError(f"{path.name} is not a GGUF file.", "chatui runs models in the GGUF format only.")
    if size < _SMALLEST:
        what = f"{path.name} is incomplete: its {size} bytes cannot even hold a header."
        raise ModelError(what, "Download it again.")
