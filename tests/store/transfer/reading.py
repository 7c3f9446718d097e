"""Reads what a test wrote into a file, as `chatui chats import` does."""

import json
from pathlib import Path

from chatui.store.transfer.files import read_file
from chatui.store.transfer.reading import Reading


def imported(tmp_path: Path, data: object) -> Reading:
    (tmp_path / "in.json").write_text(json.dumps(data))
    return read_file(tmp_path / "in.json")


def spoken(reading: Reading) -> list[tuple[str, str, str]]:
    return [(node.role.value, node.thought, node.text) for node in reading.documents[0].branch()]
