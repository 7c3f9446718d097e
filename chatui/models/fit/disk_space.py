"""Whether a download has room on its disk; which file it is, and from where, is not known here."""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DiskSpace:
    """What a download needs and what there is, in bytes."""

    needed_bytes: int
    free_bytes: int

    @property
    def is_enough(self) -> bool:
        """It has room."""
        return self.needed_bytes <= self.free_bytes


def disk_space(folder: Path, size_bytes: int, here_bytes: int = 0) -> DiskSpace:
    """For a file of `size_bytes`, `here_bytes` of it being there already; `folder` need not exist yet.

    Raises OSError where the disk cannot be asked.
    """
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    return DiskSpace(max(size_bytes - here_bytes, 0), shutil.disk_usage(existing).free)
