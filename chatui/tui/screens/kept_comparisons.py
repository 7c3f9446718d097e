"""The list of kept comparisons: search, names, notes, stars; what opening one means is not known here."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError
from chatui.store.comparisons.reading import Summary
from chatui.tui.commands import bindings
from chatui.tui.compare_commands import KEPT_LIST_COMMANDS, KEPT_SCREEN_COMMANDS
from chatui.tui.comparing.kept_shelf import ComparisonShelf, KeptPage
from chatui.tui.comparing.kept_text import hit_text, row_text
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.screens.help import HelpScreen
from chatui.tui.screens.rename import RenameScreen
from chatui.tui.screens.styled_once import StyledOnce
from chatui.tui.widgets.key_bar import KeyBar
from chatui.tui.widgets.models.line_input import LineInput

_PAUSE_S = 0.15
"""How long nothing must be typed before it is searched."""
_NONE = "No comparison is kept yet. {chat.compare} in the chat compares several thoughts on one question."
_NOT_FOUND = "Nothing has all these words."


@dataclass(frozen=True, slots=True)
class Opening:
    """Which comparison to open, and which lane of it to read; None: all of them."""

    key: str
    lane: int | None = None


class KeptList(OptionList, inherit_bindings=False):
    """Comparisons and hits, two lines each."""

    BINDINGS = bindings(KEPT_LIST_COMMANDS)


class KeptComparisonsScreen(StyledOnce[Opening | None], ModalScreen[Opening | None]):
    """Words above, comparisons below; closes with the one to open."""

    CSS_PATH = "kept_comparisons.tcss"
    BINDINGS = bindings(KEPT_SCREEN_COMMANDS)

    def __init__(self, shelf: ComparisonShelf, export: Callable[[str, str], None]) -> None:
        """`export` gets an id and a title, asks where to, and writes."""
        super().__init__()
        self._shelf = shelf
        self._export = export
        self._calls = LibraryCalls(self)
        self._page = KeptPage((), ())
        self._is_starred = False
        self._deleted: list[Summary] = []
        self._due: Timer | None = None

    def compose(self) -> ComposeResult:
        """Words, what there is, keys."""
        with Vertical(id="comparisons") as box:
            box.border_title = "Kept comparisons"
            yield LineInput(placeholder="words")
            yield Static("", id="comparisons-about", markup=False)
            yield KeptList(markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """The list has the focus, so that keys act on it."""
        self.query_one(KeptList).focus()
        self._look()

    @on(CallEnded)
    def _take(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(Input.Changed)
    def _wait(self) -> None:
        if self._due is not None:
            self._due.stop()
        self._due = self.set_timer(_PAUSE_S, self._look)

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one(KeptList).focus()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        rows = self._page.rows
        if event.option_index < len(rows):
            self.dismiss(Opening(rows[event.option_index].id))
        else:
            hit = self._page.hits[event.option_index - len(rows)]
            self.dismiss(Opening(hit.hit.conversation_id, hit.lane))

    def action_close(self) -> None:
        """From the words to the list, then back."""
        words = self.query_one(LineInput)
        if words.has_focus and words.value:
            words.value = ""
        elif words.has_focus:
            self.query_one(KeptList).focus()
        else:
            self.dismiss(None)

    def action_filter(self) -> None:
        """Type words."""
        self.query_one(LineInput).focus()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

    def action_rename(self) -> None:
        """Ask for another name."""
        self._ask_line(
            "Rename the comparison", "as its question", lambda row: row.conversation.title, self._shelf.rename
        )

    def action_note(self) -> None:
        """Ask for a note."""
        self._ask_line("Note on the comparison", "none", lambda row: row.note, self._shelf.note)

    def action_star(self) -> None:
        """Star the comparison, or not any more."""
        if row := self._row:
            self._change(lambda: self._shelf.star(row.id, not row.is_starred))

    def action_starred(self) -> None:
        """Show those with a star only, or all."""
        self._is_starred = not self._is_starred
        self._look()

    def action_export(self) -> None:
        """Write it to a file."""
        if row := self._row:
            self._export(row.id, row.conversation.title)

    def action_delete(self) -> None:
        """Take it away; U brings it back."""
        if row := self._row:
            self._deleted.append(row)
            self._change(lambda: self._shelf.delete(row.id))
            undo = key_names(self).name("comparisons.undo")
            self._say(f"“{row.conversation.title}” is deleted. {undo} brings it back.")

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if self._deleted:
            row = self._deleted.pop()
            self._change(lambda: self._shelf.restore(row.id))
        else:
            self._say("Nothing was deleted here.")

    @property
    def _row(self) -> Summary | None:
        """The comparison under the cursor; None on a hit and in an empty list."""
        at = self.query_one(KeptList).highlighted
        return self._page.rows[at] if at is not None and at < len(self._page.rows) else None

    def _ask_line(
        self, heading: str, empty: str, value: Callable[[Summary], str], change: Callable[[str, str], None]
    ) -> None:
        row = self._row
        if row is None:
            return

        def take(text: str | None) -> None:
            if text is not None:
                self._change(lambda: change(row.id, text))

        self.app.push_screen(RenameScreen(value(row), heading, empty), take)

    def _change(self, job: Callable[[], None]) -> None:
        # A slot for each change: none takes the place of another that waits.
        self._calls.ask(f"change {id(job)}", job, lambda _: self._look(), self._fail)

    def _look(self) -> None:
        words, is_starred = self.query_one(LineInput).value, self._is_starred
        self._calls.ask(
            "list", lambda: self._shelf.page(words, is_starred=is_starred), self._show, self._fail
        )

    def _show(self, page: KeptPage) -> None:
        chosen = self.query_one(KeptList)
        at = chosen.highlighted or 0
        self._page = page
        chosen.set_options(
            [Option(row_text(row)) for row in page.rows] + [Option(hit_text(hit)) for hit in page.hits]
        )
        count = chosen.option_count
        chosen.highlighted = min(at, count - 1) if count else None
        has_words = bool(self.query_one(LineInput).value.strip())
        none = _NOT_FOUND if has_words or self._is_starred else key_names(self).text(_NONE)
        self._tell("" if count else none)

    def _fail(self, error: ChatuiError) -> None:
        self._tell(str(error))

    def _tell(self, text: str) -> None:
        about = self.query_one("#comparisons-about", Static)
        about.display = bool(text)
        about.update(Content(display_text(text)))

    def _say(self, text: str) -> None:
        self.notify(display_text(text), markup=False)
