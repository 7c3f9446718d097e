"""What a person does with models, asked of the library in threads; it draws nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from chatui.errors import ChatuiError
from chatui.library.base import Library, Pull
from chatui.library.figures import bytes_text
from chatui.library.values import ModelRow, Removal, Verification
from chatui.models.fit.values import Verdict
from chatui.tui.library_calls import LibraryCalls
from chatui.tui.models.listing import RowState
from chatui.tui.models.questions import (
    Question,
    discard_question,
    removal_question,
    second_removal_question,
    too_big_question,
)


class Front(Protocol):
    """What the actions need of the screen; all of it on the screen's thread."""

    def tell(self, message: str, hint: str = "", kind: str = "information") -> None:
        """Say what happened, and what to do next."""

    def use(self, ref: str) -> None:
        """Talk with a model from now on."""

    def leave(self) -> None:
        """Back to the chat."""

    def confirm(self, question: Question, yes: Callable[[], None]) -> None:
        """Ask, and call `yes` if the answer is that."""

    def changed(self, ref: str | None = None) -> None:
        """The models are others now; `ref` is the one to look at."""


@dataclass(slots=True)
class _Check:
    """A verification that runs."""

    stop: Event
    done: float = 0.0


class ModelActions:
    """Begins and ends what takes time. Used on the screen's thread only."""

    def __init__(
        self, library: Library, calls: LibraryCalls, front: Front, keys: Callable[[str], str]
    ) -> None:
        """`keys` puts the names of keys into a sentence with ids of commands."""
        self._library = library
        self._calls = calls
        self._front = front
        self._keys = keys
        self._checks: dict[str, _Check] = {}

    @property
    def verified(self) -> dict[str, float]:
        """How far the checks are that run, 0 to 1, by model."""
        return {ref: check.done for ref, check in self._checks.items()}

    def do(self, what: str, row: ModelRow, state: RowState) -> None:
        """`download`, `cancel`, `remove` or `verify` a model."""
        match what:
            case "download":
                self.pull(row)
            case "cancel":
                self.cancel(row.ref)
            case "remove":
                self.remove(row, state)
            case _:
                self.verify(row.ref)

    def may_ask_hub(self, otherwise: str) -> bool:
        """False while chatui is offline, and then it says so."""
        if self._library.is_offline:
            hint = "What is on this disk works. CHATUI_OFFLINE, HF_HUB_OFFLINE or --offline says so."
            self._front.tell(f"chatui is offline, so {otherwise}.", hint, "warning")
        return not self._library.is_offline

    def take(self, row: ModelRow, state: RowState) -> None:
        """What is next for a model: use it, or download it."""
        match state:
            case RowState.IN_USE:
                self._front.leave()
            case RowState.ON_DISK:
                self._front.use(row.ref)
            case RowState.PULLING:
                hint = self._keys("{models.cancel} cancels it; it goes on while you chat.")
                self._front.tell(f"{row.ref} is being downloaded.", hint)
            case RowState.VERIFYING:
                hint = self._keys("{models.cancel} stops the check.")
                self._front.tell(f"{row.ref} is being checked.", hint)
            case RowState.BROKEN:
                hint = self._keys("{models.download} downloads it anew, {models.remove} removes it.")
                self._front.tell(row.fault or f"{row.ref} cannot be used.", hint, "error")
            case _:
                self.pull(row)

    def pull(self, row: ModelRow) -> None:
        """Begin a download, or go on with the part that is here; asks first where it would not run."""
        ref = row.ref

        def begun(pull: Pull) -> None:
            self._front.changed(pull.ref)

        def begin() -> None:
            self._calls.ask(f"pull {ref}", lambda: self._library.pull(ref), begun, self._fail)

        if not self.may_ask_hub(f"{ref} cannot be downloaded"):
            return
        if row.fit.verdict is Verdict.TOO_BIG:
            self._front.confirm(too_big_question(row), begin)
        else:
            begin()

    def cancel(self, ref: str) -> None:
        """End the download or the check of a model; what came is kept."""
        running = [pull for pull in self._library.pulls() if pull.ref == ref and not pull.is_over]
        for pull in running:
            pull.cancel()
        if running:
            hint = self._keys("{models.download} goes on with it, {models.remove} discards its part.")
            self._front.tell(f"The download of {ref} was cancelled.", hint)
            self._front.changed()
        elif ref in self._checks:
            self._checks[ref].stop.set()

    def remove(self, row: ModelRow, state: RowState) -> None:
        """Delete a model's files, or the part of a download, after asking."""
        ref = row.ref
        if state is RowState.IN_USE:
            self._front.tell(f"The chat uses {ref}.", "Use another model first, then remove it.", "warning")
        elif row.is_downloaded or row.fault:
            self._calls.ask(
                f"remove {ref}", lambda: self._library.removal(ref), self._ask_removal, self._fail
            )
        else:
            self._discard(ref, row.part_bytes or 0)

    def _discard(self, ref: str, part_bytes: int) -> None:
        """Throw away the part of a download, after asking."""

        def discarded(freed: int) -> None:
            self._front.tell(f"The part of {ref} is gone; {bytes_text(freed)} are free.")
            self._front.changed()

        def discard() -> None:
            self._calls.ask(f"discard {ref}", lambda: self._library.discard_part(ref), discarded, self._fail)

        self._front.confirm(discard_question(ref, part_bytes), discard)

    def verify(self, ref: str) -> None:
        """Check a model's bytes; `verified` says how far that is."""
        if ref in self._checks:
            return
        check = self._checks[ref] = _Check(Event())

        def on_progress(done: float) -> None:
            check.done = done

        def job() -> Verification:
            return self._library.verify(ref, on_progress, check.stop)

        self._calls.ask(
            f"verify {ref}",
            job,
            lambda found: self._end_check(check, found),
            lambda error: self._end_check(check, error, ref),
        )
        self._front.changed()

    def stop_checks(self) -> None:
        """End every check; called when the app ends."""
        for check in self._checks.values():
            check.stop.set()

    def import_file(self, path: Path) -> None:
        """Add a file of this disk."""

        def imported(row: ModelRow) -> None:
            hint = self._keys("{list.take} uses it. Its file stays where it is.")
            self._front.tell(f"{row.title} is in the list.", hint)
            self._front.changed(row.ref)

        self._calls.ask("import", lambda: self._library.import_file(path), imported, self._fail)

    def _ask_removal(self, removal: Removal) -> None:
        def remove(said_twice: bool) -> None:
            self._calls.ask(
                f"remove {removal.ref}",
                lambda: self._library.remove(removal.ref, said_twice=said_twice),
                removed,
                self._fail,
            )

        def removed(done: Removal) -> None:
            self._front.tell(f"{done.ref} is removed; {bytes_text(done.freed_bytes)} are free.")
            self._front.changed()

        def ask_again() -> None:
            self._front.confirm(second_removal_question(removal), lambda: remove(True))

        first = ask_again if removal.needs_second_word else lambda: remove(False)
        self._front.confirm(removal_question(removal), first)

    def _end_check(self, check: _Check, found: Verification | ChatuiError, ref: str = "") -> None:
        ref = found.ref if isinstance(found, Verification) else ref
        del self._checks[ref]
        self._front.changed()
        if check.stop.is_set():
            hint = self._keys("{models.verify} begins it again.")
            self._front.tell(f"The check of {ref} was stopped.", hint, "warning")
        elif isinstance(found, ChatuiError):
            self._fail(found)
        elif found.is_right is False:
            hint = self._keys("{models.remove} removes it, {models.download} downloads it again.")
            self._front.tell(f"{ref} is damaged. {found.detail}", hint, "error")
        else:
            word = "is right" if found.is_right else "is whole as far as can be told"
            self._front.tell(f"{ref} {word}. {found.detail}")

    def _fail(self, error: ChatuiError) -> None:
        self._front.tell(error.message, error.hint, "error")
        self._front.changed()
