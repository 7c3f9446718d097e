"""Searches questions, answers and thoughts of every chat; what showing a hit means is not known here."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chatui.chat.display_text import display_text, one_line
from chatui.errors import ChatuiError
from chatui.store.days import local_time
from chatui.store.search import Field, Hit
from chatui.tui.commands import bindings
from chatui.tui.kept.shelf import MOST_HITS, Shelf
from chatui.tui.kept_commands import SEARCH_CHATS_COMMANDS, SEARCH_CLOSE_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.widgets.models.line_input import LineInput

_PAUSE_S = 0.15
"""How long nothing must be typed before it is searched: in a large file a search takes as long."""

_ABOUT = "Type words: every one of them has to be there, in a question, an answer or a thought."
_HIT = "bold underline $text-warning"
_STYLES = {Field.QUESTION: "$text-secondary", Field.ANSWER: "$text-success", Field.THOUGHT: "$text-accent"}


class HitList(OptionList, inherit_bindings=False):
    """Hits, two lines each."""

    BINDINGS = bindings(SEARCH_CHATS_COMMANDS)


class SearchChatsScreen(ModalScreen[tuple[Hit, str] | None]):
    """Words above, hits below; closes with the hit to show and the words."""

    CSS_PATH = "search_chats.tcss"
    BINDINGS = bindings(SEARCH_CLOSE_COMMANDS)

    def __init__(self, shelf: Shelf, words: str = "") -> None:
        super().__init__()
        self._shelf = shelf
        self._words = words
        self._calls = LibraryCalls(self)
        self._hits: list[Hit] = []
        self._due: Timer | None = None

    def compose(self) -> ComposeResult:
        """Words, what was found, hits."""
        with Vertical(id="search-chats") as box:
            box.border_title = "Search all chats"
            box.border_subtitle = key_names(self).text("{hits.take} shows the hit · {hits.close} closes")
            yield LineInput(value=self._words, placeholder="words")
            yield Static(_ABOUT, id="found", markup=False)
            yield HitList(markup=False)

    def on_mount(self) -> None:
        """Begin to type at once."""
        self.query_one(LineInput).focus()

    @on(CallEnded)
    def _take(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(Input.Changed)
    def _wait(self, event: Input.Changed) -> None:
        if self._due is not None:
            self._due.stop()
        self._due = self.set_timer(_PAUSE_S, self._search)

    @on(Input.Submitted)
    def _take_first(self, event: Input.Submitted) -> None:
        hits = self.query_one(HitList)
        if self._hits and event.value == self._words:
            hits.focus()
        else:
            self._search()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((self._hits[event.option_index], self._words))

    def _search(self) -> None:
        words = self.query_one(LineInput).value
        show = partial(self._show, words)
        self._calls.ask("search", lambda: self._shelf.search(words), show, self._fail)

    def _show(self, words: str, hits: list[Hit]) -> None:
        self._words, self._hits = words, hits
        chosen = self.query_one(HitList)
        chosen.set_options(Option(_prompt(hit)) for hit in hits)
        chosen.highlighted = 0 if hits else None
        self._tell(found_text(words, len(hits)))

    def _fail(self, error: ChatuiError) -> None:
        self._tell(str(error))

    def _tell(self, text: str) -> None:
        self.query_one("#found", Static).update(Content(display_text(text)))


def found_text(words: str, count: int) -> str:
    """How much was found, in words."""
    if not words.strip():
        return _ABOUT
    if count == 0:
        return "Nothing has all these words."
    if count >= MOST_HITS:
        return f"The newest {count} hits; another word narrows them down."
    return f"{count} hit{'' if count == 1 else 's'}, the newest first."


def _prompt(hit: Hit) -> Content:
    day = local_time(hit.created).strftime("%Y-%m-%d")
    head = Content.assemble(
        (str(hit.field), _STYLES[hit.field]),
        (f" · {day} · ", "$foreground 60%"),
        (one_line(hit.title), "bold"),
    )
    parts = ((text, _HIT if is_hit else "") for text, is_hit in hit.excerpt.parts)
    excerpt = Content.assemble("  ", *parts)
    return Content("\n").join([head, excerpt])
