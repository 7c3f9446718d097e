"""What a person should read of a model before it is downloaded or run; how it is shown is not known here."""

from collections.abc import Iterator

from chatui.errors import ModelError
from chatui.library.figures import bytes_text
from chatui.library.values import ModelRow
from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.fit.disk_space import disk_space
from chatui.models.gguf.template import template_notice


def notices_of(row: ModelRow) -> Iterator[str]:
    """Sentences on the chat template of a file that is here, and on the disk's room for one that is not."""
    notice = _of_template(row) if row.is_downloaded else _of_room(row)
    if notice is not None:
        yield notice


def _of_template(row: ModelRow) -> str | None:
    try:
        return template_notice(row.path) if row.path is not None else None
    except (ModelError, OSError):
        return None  # what is wrong with the file is the row's fault


def _of_room(row: ModelRow) -> str | None:
    """Where its download has no room, with both numbers."""
    if row.size_bytes is None:
        return None
    folder = hub_cache_dir()
    try:
        space = disk_space(folder, row.size_bytes - (row.part_bytes or 0))
    except OSError:
        return None  # a disk that cannot be asked is told when something is to be written there
    if space.is_enough:
        return None
    needed, free = bytes_text(space.needed_bytes), bytes_text(space.free_bytes)
    return f"Its download needs {needed} of disk in {folder}, and {free} are free."
