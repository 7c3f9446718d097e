"""Which names of repositories and files chatui takes from a hub; what they name is not known here.

A name becomes a path on this disk, so one that could lead elsewhere, or that some system
cannot hold, is none.
"""

import re

MAX_NAME_BYTES = 255
"""Of one part of a path; the limit of the usual file systems."""
_REPOSITORY = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")
# Characters that end a name, begin an escape sequence, or mean something to Windows.
_FORBIDDEN = re.compile('[\x00-\x1f\x7f-\x9f\\\\:*?"<>|\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def is_repository(repo_id: str) -> bool:
    """Whether it reads `owner/name` and is a safe folder's name."""
    parts = repo_id.split("/")
    return _REPOSITORY.fullmatch(repo_id) is not None and not any(
        part.startswith(".") or part.endswith(".") or ".." in part or "--" in part for part in parts
    )


def is_commit(text: str) -> bool:
    """Whether it is a whole commit's id, 40 hexadecimal digits."""
    return _COMMIT.fullmatch(text) is not None


def is_file(filename: str) -> bool:
    """Whether it is a relative path, its parts separated by `/`, that every system can hold."""
    return 0 < len(filename) <= 1024 and all(_is_part(part) for part in filename.split("/"))


def _is_part(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and not part.endswith((" ", "."))
        and _FORBIDDEN.search(part) is None
        and _DEVICES.fullmatch(part) is None
        and len(part.encode()) <= MAX_NAME_BYTES
    )
