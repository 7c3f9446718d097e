"""What is asked before something that cannot be undone, as values; pure."""

from dataclasses import dataclass

from chatui.library.figures import bytes_text
from chatui.library.values import ModelRow, Origin, Removal
from chatui.tui.models.verdicts import fit_text

_MOST_PATHS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two answers."""

    title: str
    text: str
    yes: str
    """What the button says that does it."""


def removal_question(removal: Removal) -> Question:
    """Whether to delete a model's files."""
    shown = [str(path) for path in removal.paths[:_MOST_PATHS]]
    if len(removal.paths) > _MOST_PATHS:
        shown.append(f"and {len(removal.paths) - _MOST_PATHS} more")
    if removal.owner is Origin.IMPORTED:
        text = "Your own file is deleted from the disk."
    else:
        text = "It can be downloaded again."
    text = f"This frees {bytes_text(removal.freed_bytes)}. {text}\n\n" + "\n".join(shown)
    return Question(f"Remove {removal.ref}?", text, "Remove")


def second_removal_question(removal: Removal) -> Question:
    """Whether to delete files that another program counts on."""
    text = (
        f"These files are {removal.owner}'s, not chatui's, and it may miss them. "
        f"Deleting them frees {bytes_text(removal.freed_bytes)} there too."
    )
    return Question(f"Delete {removal.owner}'s files?", text, "Delete all the same")


def discard_question(ref: str, part_bytes: int) -> Question:
    """Whether to throw away the part of a download."""
    text = f"{bytes_text(part_bytes)} that came already are thrown away; a download then begins anew."
    return Question(f"Discard the part of {ref}?", text, "Discard")


def too_big_question(row: ModelRow) -> Question:
    """Whether to download what will not run here."""
    text = " ".join(part for part in (fit_text(row.fit), row.fit.advice) if part)
    return Question(f"Download {row.title} all the same?", text, "Download")
