"""Whether a download has room on its disk; which file it is, and from where, is not known here."""

import shutil
from dataclasses import dataclass
from pathlib import Path

MARGIN_BYTES = 256 << 20
MARGIN_SHARE = 0.05
"""Left free beside a download, whichever is more: a full disk would stop other programs, and the chat."""


@dataclass(frozen=True, slots=True)
class DiskSpace:
    """What a download needs, with the margin, and what there is, in bytes."""

    needed_bytes: int
    free_bytes: int

    @property
    def is_enough(self) -> bool:
        """It has room."""
        return self.needed_bytes <= self.free_bytes


def disk_space(folder: Path, missing_bytes: int) -> DiskSpace:
    """For so many bytes that are still to come; nothing is needed for none. `folder` need not exist yet.

    Raises OSError where the disk cannot be asked.
    """
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    margin = max(MARGIN_BYTES, int(missing_bytes * MARGIN_SHARE))
    needed = missing_bytes + margin if missing_bytes > 0 else 0
    return DiskSpace(needed, shutil.disk_usage(existing).free)
