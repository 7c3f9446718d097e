"""On the first start: the model that suits this machine, one key away, and how far its download is."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import ItemGrid, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError
from chatui.library.base import Library, Pull
from chatui.library.figures import bytes_text
from chatui.library.values import Recommendation
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.messages import ModelsAsked, ModelUseAsked, PullBegun
from chatui.tui.models.pull_text import progress_text

LOOK_S = 0.5
"""How often a download is looked at."""

_NONE = "No model of the catalogue fits this machine's memory. The demo model answers below."


class KeyLine(Static):
    """A key and what it does; a click does it."""

    DEFAULT_CSS = """
    KeyLine { width: auto; height: auto; }
    KeyLine:hover { text-style: underline; }
    """

    class Pressed(Message):
        """It was clicked."""

        def __init__(self, control: "KeyLine") -> None:
            super().__init__()
            self._control = control

        @property
        def control(self) -> "KeyLine":
            """The line; lets handlers select by its id."""
            return self._control

    def __init__(self, key: str, what: str, id_: str) -> None:
        super().__init__(markup=False, id=id_)
        self._key = key
        self.show(what)

    def show(self, what: str) -> None:
        """Say what the key does now."""
        self.update(Content.assemble((self._key, "bold $text-accent"), f" {what}"))

    def on_click(self) -> None:
        """The mouse does what the key does."""
        self.post_message(self.Pressed(self))


class RecommendationCard(Vertical):
    """Hidden until it is known that no real model is on this disk; asking takes a thread, not the start."""

    DEFAULT_CSS = """
    RecommendationCard {
        height: auto;
        margin: 0 0 1 0;
        padding: 0 1;
        border-left: outer $success;
        background: $success 8%;
        display: none;
        &.-shown { display: block; }
        #card-title { text-style: bold; }
        #card-why { color: $text-muted; }
        #card-keys { height: auto; }
    }
    """

    @dataclass
    class Offered(Message):
        """Something is recommended, or is no more."""

        is_offered: bool

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._calls = LibraryCalls(self)
        self._found: Recommendation | None = None
        self._pull: Pull | None = None
        self._error = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Which model, why, and the keys; a click on a key does the same."""
        yield Static("", id="card-title", markup=False)
        yield Static("", id="card-why", markup=False)
        keys = key_names(self)
        with ItemGrid(id="card-keys", min_column_width=20):
            yield KeyLine(keys.name("chat.recommended"), "", "card-take")
            yield KeyLine(keys.name("chat.models"), "see all models", "card-browse")

    def on_mount(self) -> None:
        """Ask once the first frame is drawn."""
        self._timer = self.set_interval(LOOK_S, self._show, pause=True)
        self.call_after_refresh(self._ask)

    @property
    def is_offered(self) -> bool:
        """There is something that `take` would do."""
        return self._found is not None

    def take(self) -> None:
        """Download what is recommended; once it is here, use it."""
        found = self._found
        if found is None:
            return
        if self._pull is not None and self._pull.path is not None:
            self.post_message(ModelUseAsked(found.row.ref))
        elif self._pull is None or self._pull.is_over:
            self._error = ""
            self._calls.ask("pull", lambda: self._library.pull(found.row.ref), self._watch, self._fail)

    def dismiss(self) -> None:
        """A real model is in use: there is nothing to recommend."""
        self._found = None
        self.remove_class("-shown")
        self.post_message(self.Offered(False))

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(KeyLine.Pressed, "#card-take")
    def _press_take(self) -> None:
        self.take()

    @on(KeyLine.Pressed, "#card-browse")
    def _press_browse(self) -> None:
        self.post_message(ModelsAsked())

    def _ask(self) -> None:
        # A recommendation that cannot be made is none: the demo model works all the same.
        self._calls.ask("recommend", self._recommended, self._offer, lambda error: None)

    def _recommended(self) -> tuple[bool, Recommendation | None]:
        if self._library.has_real_model():
            return True, None
        return False, self._library.recommend()

    def _offer(self, answer: tuple[bool, Recommendation | None]) -> None:
        has_model, self._found = answer
        if has_model:
            return
        self.add_class("-shown")
        self._show()
        self.post_message(self.Offered(True))

    def _watch(self, pull: Pull) -> None:
        self._pull = pull
        self.post_message(PullBegun())
        self._show()
        if self._timer is not None:
            self._timer.resume()

    def _fail(self, error: ChatuiError) -> None:
        self._error = str(error)
        self._show()

    def _show(self) -> None:
        take = self.query_one("#card-take", KeyLine)
        take.display = self._found is not None and (self._pull is None or self._pull.is_over)
        if self._found is None:
            self._say(_NONE, "")
            return
        row, pull = self._found.row, self._pull
        if self._timer is not None and (pull is None or pull.is_over):
            self._timer.pause()
        title = f"For this machine: {row.title} ({row.quantization}, {bytes_text(row.size_bytes)})"
        why, what = _offer_text(self._found, pull)
        self._say(title, self._error or why)
        take.show(what)

    def _say(self, title: str, why: str) -> None:
        self.query_one("#card-title", Static).update(Content(display_text(title)))
        self.query_one("#card-why", Static).update(Content(display_text(why)))


def _offer_text(found: Recommendation, pull: Pull | None) -> tuple[str, str]:
    """Why it is this model, or how its download stands; and what the key does now."""
    if pull is None:
        return found.why, "download it"
    if pull.path is not None:
        return "It is here, whole.", "use it"
    if pull.error is not None:
        return str(pull.error), "try again"
    return (found.why, "go on with the download") if pull.is_over else (progress_text(pull.progress), "")
