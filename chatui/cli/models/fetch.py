"""Gets one model onto this disk and says what happens; which command wanted it is not known here."""

import sys
from pathlib import Path

import click

from chatui.chat.display_text import one_line
from chatui.cli.console import Console
from chatui.cli.models.details_of import details_of
from chatui.cli.models.pull_run import follow
from chatui.cli.models.words import fit_sentences, size_words
from chatui.config.offline import is_offline
from chatui.errors import ModelNotHere
from chatui.launch import Choices, named_model
from chatui.library.library import ModelLibrary, open_library
from chatui.library.values import ModelDetails, ModelRow


class Stopped(Exception):
    """A signal ended the download; what came is kept."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def fetch_absent(choices: Choices, console: Console) -> int | None:
    """Get the model that these choices name where it is not on this disk, for a command that asks it.

    Returns the signal that ended the download, None where the model is here.
    """
    ref = named_model(choices)
    if ref is None:
        return None
    library = open_library()
    if library.details(ref).row.is_downloaded:
        return None
    try:
        fetch(library, ref, console)
    except Stopped as stopped:
        return stopped.number
    return None


def offer_absent(absent: ModelNotHere, choices: Choices) -> int | None:
    """Offer the person at the terminal to download the model that is not here, and do it.

    Returns the signal that ended the download, None where the model is here. Raises `absent` again for a no,
    and where there is nothing to ask: offline.
    """
    if is_offline() or not click.confirm(f"{absent.message}\nDownload it now?", err=True):
        raise absent
    return fetch_absent(choices, Console(sys.stdout, sys.stderr))


def fetch(library: ModelLibrary, ref: str, console: Console) -> Path:
    """The path of a model, which is downloaded first where it is not on this disk.

    Before it starts it says how large the model is and whether it will run here. Raises `Stopped` and what
    the library raises.
    """
    row = library.details(ref).row
    if row.path is not None and row.is_downloaded:
        console.narrate(f"{one_line(ref)} is on this disk already.")
        return row.path
    if not library.is_offline:  # where it is, the download says so at once, and nothing else is true
        console.progress("Measuring this machine's memory …")
        library.measure()
        for sentence in _announcement(details_of(library, console, ref)):
            console.narrate(sentence)
    pull = library.pull(ref)
    number = follow(pull, console)
    if number is not None:
        raise Stopped(number)
    if pull.error is not None:
        raise pull.error
    assert pull.path is not None, "a pull that ended well has a path"
    console.narrate(f"{one_line(ref)} is here, whole and checked.")
    return pull.path


def _announcement(details: ModelDetails) -> list[str]:
    row = details.row
    return [f"Downloading {_what(row)}.", fit_sentences(row.fit)]


def _what(row: ModelRow) -> str:
    size = "of unknown size" if row.size_bytes is None else size_words(row.size_bytes)
    about = "about " if row.is_size_rounded else ""
    repository = f" of {row.repo_id}" if row.repo_id else ""
    kept = "" if row.part_bytes is None else f"; {size_words(row.part_bytes)} of it are here already"
    return one_line(f"{row.filename}{repository}, {about}{size}{kept}")
