"""`chatui chats import`; what the formats look like is not known here."""

import json
from pathlib import Path

from chatui.cli.chats.access import store
from chatui.cli.console import Console
from chatui.store.transfer.files import read_file
from chatui.store.transfer.keeping import Kept, keep
from chatui.store.transfer.reading import Reading


def import_chats(file: Path, *, is_json: bool) -> None:
    """Keep every conversation of the file, and say what was left out."""
    reading = read_file(file)
    with store() as (database, console):
        kept = keep(database, list(reading.documents))
        if is_json:
            console.line(json.dumps(_object(reading, kept), indent=2))
        else:
            console.data("".join(f"{key}\n" for key in kept.ids))
        _tell(reading, kept, console)


def _tell(reading: Reading, kept: Kept, console: Console) -> None:
    for sentence in reading.unread:
        console.narrate(sentence)
    here = f"; {len(kept.already_here)} were here already" if kept.already_here else ""
    count = len(kept.ids)
    console.narrate(f"Imported {count} chat{'' if count == 1 else 's'} from {reading.source}{here}.")


def _object(reading: Reading, kept: Kept) -> dict[str, object]:
    return {
        "schema": 1,
        "source": reading.source,
        "imported": list(kept.ids),
        "already_here": list(kept.already_here),
        "unread": list(reading.unread),
    }
