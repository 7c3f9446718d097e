"""From the conversation to a comparison: which question is meant, for the screen that shows both."""

from textual import events, on

from chatui.tui.branching import BUSY
from chatui.tui.commands import bindings
from chatui.tui.compare_commands import COMPARE_START_COMMANDS
from chatui.tui.comparing.choice import first_choice, typed_request
from chatui.tui.comparing.messages import CompareAsked, ComparisonsAsked
from chatui.tui.screens.reading_actions import ReadingActions
from chatui.tui.widgets.chats.sidebar import ChatsSidebar
from chatui.tui.widgets.prompt_area import PromptArea
from chatui.tui.widgets.transcript import Transcript


class CompareStart(ReadingActions):
    """Asks for a comparison; it runs none."""

    BINDINGS = bindings(COMPARE_START_COMMANDS)

    def action_compare(self, typed: str = "") -> None:
        """Compare what was typed behind the command, else what stands in the prompt, else the chosen turn."""
        # In the prompt's own queue, so that keys that were pressed just before are in it.
        self.query_one(PromptArea).prompt.call_later(self._compare, typed)

    def _compare(self, typed: str) -> None:
        if self._flow.is_answering:
            self.say_why_not(BUSY)
            return
        lanes, question = typed_request(typed)
        area, attachments = self.query_one(PromptArea), self.query_one(PromptArea).attachments
        question = question or area.prompt.full_text.strip()
        turn = self.query_one(Transcript).chosen_turn
        if not question and turn is not None:
            question, attachments = turn.question, turn.attachments
        self.post_message(CompareAsked(first_choice(question, self._flow.options, lanes, attachments)))

    @on(events.ScreenResume)
    def _look_for_comparisons(self) -> None:
        """A comparison is a chat too: the list of chats may have become longer."""
        if self.kept.shelf.is_open:
            self.query_one(ChatsSidebar).look(self.kept.chat_id)

    def action_comparisons(self) -> None:
        """Show the comparisons that are kept."""
        self.post_message(ComparisonsAsked())
