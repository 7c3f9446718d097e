"""What a person does to see more of the conversation: its turns, its panes and copies, for the screen."""

from dataclasses import replace

from textual import on
from textual.widgets import Markdown

from chatui.config.ui_state import change_ui_state
from chatui.tui.messages import ConfidenceAsked, CopyAsked, MoreTurnsDue, TurnChosen
from chatui.tui.screens.copy import CopyScreen
from chatui.tui.screens.model_use import ModelUse
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.panes import Panes, Shown
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.thought_panel import ThoughtPanel
from chatui.tui.widgets.transcript import Transcript


class ReadingActions(ModelUse):
    """Changes what is in view; what is asked and answered stays as it is."""

    @on(TurnChosen)
    async def _show_chosen(self, message: TurnChosen) -> None:
        self._follower.show_chosen(message.turn)
        if message.moves:
            await self.query_one(Transcript).bring_into_sight(message.turn)

    @on(MoreTurnsDue)
    async def _draw_more(self) -> None:
        await self.query_one(Transcript).draw_more()

    @on(ConfidenceAsked)
    def _ask_for_confidence(self, message: ConfidenceAsked) -> None:
        self._flow.ask_for_logprobs(message.is_on)

    @on(Markdown.LinkClicked)
    def _show_link(self, event: Markdown.LinkClicked) -> None:
        self.say(f"Link: {event.href}")

    def action_toggle_thought(self) -> None:
        """Hide the thought panel, or show it."""
        self.query_one(Panes).toggle_thought()
        self._keep_focus_in_sight()

    def action_next_shown(self) -> None:
        """Give the thought all of the room, then the conversation, then each its part."""
        self.query_one(Panes).action_next_shown()
        self._keep_focus_in_sight()

    def _keep_focus_in_sight(self) -> None:
        if (
            self.query_one(Panes).shown is Shown.CONVERSATION
            and self.query_one(ThoughtPanel).has_focus_within
        ):
            self.query_one(Prompt).focus()

    @on(Panes.Changed)
    def _remember_panes(self, message: Panes.Changed) -> None:
        shares, shows = message.shares, message.shown is not Shown.CONVERSATION
        change_ui_state(
            lambda state: replace(
                state, shows_thought=shows, thought_width=shares.width, thought_height=shares.height
            )
        )

    def action_copy_answer(self) -> None:
        """Copy the chosen turn's answer."""
        turn = self.query_one(Transcript).chosen_turn
        if turn is None or not turn.answer.pieces:
            self.say("There is no answer to copy yet.")
            return
        self.post_message(CopyAsked(turn.answer.text, "The answer"))

    def action_toggle_source(self) -> None:
        """Show the chosen turn's answer as the model wrote it, or as Markdown again."""
        if chosen := self.query_one(Transcript).chosen:
            chosen.toggle_source()

    def action_copy_part(self) -> None:
        """Choose a part of the chosen turn and copy it."""
        turn = self.query_one(Transcript).chosen_turn
        if turn is None:
            self.say("There is nothing to copy yet.")
        else:
            self.app.push_screen(CopyScreen(turn))

    def action_choose(self, step: int) -> None:
        """Choose another turn."""
        self.query_one(Transcript).action_choose(step)

    def action_page(self, step: int) -> None:
        """Scroll the conversation."""
        self.query_one(ConversationPane).page(step)
