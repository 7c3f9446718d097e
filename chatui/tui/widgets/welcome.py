"""The empty start: what this is, what the model can do, and questions to begin with."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chatui.library.base import Library
from chatui.tui.messages import QuestionAsked
from chatui.tui.widgets.models.recommendation_card import RecommendationCard

EXAMPLES = (
    "What is 478 + 367?",
    "How many times does the letter r occur in strawberry?",
    "Which is larger, 9.9 or 9.11?",
)

_DEMO = (
    "This is a demo model of about a million parameters, made for this app. It can add, subtract, multiply "
    "by one digit, count a letter in a word and tell which decimal is larger, and nothing else."
)
_MODEL = "The model runs on this machine; nothing you type leaves it."


class Welcome(Vertical):
    """Shown while the conversation is empty."""

    DEFAULT_CSS = """
    Welcome {
        align: center middle;
        #welcome { width: 100%; max-width: 64; height: auto; max-height: 100%; }
        #welcome-title { text-style: bold; color: $text-primary; }
        #welcome-about { margin: 0 0 1 0; color: $text-muted; }
        OptionList { height: auto; border: none; padding: 0; background: transparent; }
        OptionList:blur > .option-list--option-highlighted { background: transparent; text-style: none; }
    }
    """

    def __init__(self, is_demo: bool, library: Library) -> None:
        super().__init__()
        self._is_demo = is_demo
        self._library = library

    def compose(self) -> ComposeResult:
        """Title, what the model can do, examples."""
        with Vertical(id="welcome"):
            yield Static("Watch a reasoning model think", id="welcome-title", markup=False)
            yield Static(_about(self._is_demo), id="welcome-about", markup=False)
            yield RecommendationCard(self._library)
            yield Static("Ask below, or pick one (click, or Tab and Enter):", markup=False)
            yield OptionList(*map(_option, EXAMPLES), id="examples")

    def show_model(self, is_demo: bool) -> None:
        """Another model answers now."""
        self.query_one("#welcome-about", Static).update(_about(is_demo))
        if not is_demo:
            self.query_one(RecommendationCard).dismiss()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask the example."""
        event.stop()
        self.post_message(QuestionAsked(EXAMPLES[event.option_index]))


def _about(is_demo: bool) -> str:
    return _DEMO if is_demo else _MODEL


def _option(question: str) -> Option:
    return Option(Content.assemble(("› ", "$text-accent"), question))
