"""Exports and imports as jobs that tell how far they are and can be ended; they block, and know no widget."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Event

from chatui.errors import ChatuiError
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.transfer.files import read_file, write_file
from chatui.store.transfer.keeping import keep, load
from chatui.store.transfer.to_html import to_html
from chatui.store.transfer.to_json import to_json
from chatui.store.transfer.to_markdown import to_markdown

_PAGE = 500
_LONGEST_NAME = 60


class FileForm(StrEnum):
    """What to write; the value is what a person reads."""

    @property
    def suffix(self) -> str:
        """The end of the file's name."""
        raise NotImplementedError

    @property
    def stem(self) -> str:
        """The beginning of the file's name; empty: what is exported names it."""
        return ""


class ExportForm(FileForm):
    """What to write of chats."""

    MARKDOWN = "this chat as Markdown, thoughts folded"
    HTML = "this chat as one HTML page, thoughts folded"
    JSON = "this chat as JSON, with every branch"
    ALL = "all chats as JSON, with every branch"

    @property
    def suffix(self) -> str:
        """The end of the file's name."""
        return {ExportForm.MARKDOWN: ".md", ExportForm.HTML: ".html"}.get(self, ".json")

    @property
    def stem(self) -> str:
        """The beginning of the file's name; empty: the chat names it."""
        return "chats" if self is ExportForm.ALL else ""


@dataclass(slots=True)
class TransferProgress:
    """How far a job is, for whoever looks; setting `stop` ends it."""

    done: int = 0
    total: int = 0
    """0: nobody knows."""
    stop: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class TransferReport:
    """What a job did."""

    text: str
    """A sentence."""
    unread: tuple[str, ...] = ()
    """What could not be taken over, sentence by sentence."""


TransferJob = Callable[[TransferProgress], TransferReport]


class TransferStopped(ChatuiError):
    """The person ended a job; nothing of it is left."""


def export(database: Database, form: ExportForm, key: str, path: Path) -> TransferJob:
    """A job that writes the conversation, or all of them, to a file. It raises StoreError."""

    def job(progress: TransferProgress) -> TransferReport:
        if form is ExportForm.ALL:
            keys = list(_keys(database))
            progress.total = len(keys)
            text = to_json(load(database, one) for one in _counted(keys, progress))
        else:
            document = load(database, key)
            write = {ExportForm.MARKDOWN: to_markdown, ExportForm.HTML: to_html}.get(form)
            text = write(document) if write else to_json([document])
        write_file(path, text)
        return TransferReport(f"Wrote {path}.")

    return job


def import_file(database: Database, path: Path) -> TransferJob:
    """A job that takes every conversation of a file in, or none. It raises StoreError."""

    def job(progress: TransferProgress) -> TransferReport:
        reading = read_file(path)
        if progress.stop.is_set():
            raise TransferStopped("Nothing was imported.")
        kept = keep(database, list(reading.documents))
        count, here = len(kept.ids), len(kept.already_here)
        others = f"; {here} {'was' if here == 1 else 'were'} here already" if here else ""
        text = f"Imported {count} chat{'' if count == 1 else 's'} from {reading.source}{others}."
        return TransferReport(text, reading.unread)

    return job


def free_path(folder: Path, title: str, suffix: str) -> Path:
    """A file of that folder that is not there yet, named after a conversation."""
    stem = re.sub(r"[^\w.-]+", "-", title.lower()).strip("-.")[:_LONGEST_NAME].strip("-.") or "chat"
    names = (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}" for number in range(1, 10_000))
    return next(path for name in names if not (path := folder / name).exists())


def _keys(database: Database) -> Iterator[str]:
    """Every conversation that is not deleted, the newest first."""
    page = list_conversations(database, limit=_PAGE)
    while page:
        yield from (conversation.id for conversation in page)
        page = list_conversations(database, limit=_PAGE, after=page[-1])


def _counted(keys: list[str], progress: TransferProgress) -> Iterator[str]:
    for number, key in enumerate(keys):
        if progress.stop.is_set():
            raise TransferStopped("The export was cancelled; no file was written.")
        progress.done = number
        yield key
