"""Memory that this process's control groups still allow it; it knows nothing of the system's own memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path("/sys/fs/cgroup")
MEMBERSHIP = Path("/proc/self/cgroup")


@dataclass(frozen=True, slots=True)
class _Files:
    """Where one version of control groups keeps its figures; `droppable` is a line of memory.stat."""

    folder: str
    limit: str
    used: str
    droppable: str


_V2 = _Files("", "memory.max", "memory.current", "inactive_file")
_V1 = _Files("memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")


def allowed_bytes(root: Path = ROOT, membership: Path = MEMBERSHIP) -> int | None:
    """The least that any group of this process still allows; None where no group has a limit.

    A group above can be the tighter one. File pages that nobody uses count as free: the kernel drops them
    before it refuses anything.
    """
    rooms = (_room(folder, files) for folder, files in _groups(root, membership))
    return min((room for room in rooms if room is not None), default=None)


def _groups(root: Path, membership: Path) -> Iterator[tuple[Path, _Files]]:
    """The process's own groups and those above; in a container they are mounted as the root."""
    yield root, _V2
    yield root / _V1.folder, _V1
    for line in _text(membership).splitlines():
        _, controllers, path = [*line.split(":", 2), "", ""][:3]
        files = _V1 if "memory" in controllers.split(",") else _V2 if not controllers else None
        if files is not None:
            inner = [part for part in PurePosixPath(path).parts if part not in ("/", "..")]
            for depth in range(1, len(inner) + 1):
                yield root.joinpath(files.folder, *inner[:depth]), files


def _room(folder: Path, files: _Files) -> int | None:
    try:
        limit, used = int(_text(folder / files.limit)), int(_text(folder / files.used))
    except ValueError:  # no such group, or "max"
        return None
    stat = dict(line.partition(" ")[::2] for line in _text(folder / "memory.stat").splitlines())
    droppable = stat.get(files.droppable, "0")
    return max(limit - used + (int(droppable) if droppable.isdigit() else 0), 0)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
