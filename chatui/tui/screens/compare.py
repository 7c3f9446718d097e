"""The compare screen: what a person does with lanes that run or were kept."""

import time
from collections.abc import Callable
from functools import partial

from textual import on

from chatui.chat.sampling import SEED_LIMIT
from chatui.comparison.contestants import LaneSpec
from chatui.errors import ChatuiError
from chatui.tui.commands import bindings
from chatui.tui.compare_commands import COMPARE_COMMANDS
from chatui.tui.comparing.choice import CompareChoice
from chatui.tui.comparing.kept_shelf import ComparisonShelf
from chatui.tui.comparing.messages import (
    CompareAsked,
    ComparisonChatAsked,
    ComparisonExportAsked,
    ComparisonsAsked,
    LanesAdded,
)
from chatui.tui.comparing.running import RunningComparison
from chatui.tui.comparing.source import LaneSource
from chatui.tui.comparing.views import View
from chatui.tui.comparing.vote_messages import GroupAsked, GroupsResetAsked, GroupTaken, LaneTaken
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.messages import ConfidenceAsked, CopyAsked
from chatui.tui.models.questions import Question
from chatui.tui.screens.compare_lanes import CompareLanes
from chatui.tui.screens.confirm import ConfirmScreen
from chatui.tui.screens.help import HelpScreen
from chatui.tui.widgets.compare.compare_title import CompareTitle
from chatui.tui.widgets.compare.lane_card import LaneCard
from chatui.tui.widgets.compare.lane_reader import LaneReader
from chatui.tui.widgets.compare.lanes_view import LanesView

_LEAVE = Question(
    "Lanes are still running",
    "Leaving stops them. What they have said so far is kept.",
    "Stop and leave",
)
_NOT_LIVE = "This comparison was kept: nothing of it runs. {compare.new} compares its question anew."
_NOT_KEPT = "This comparison is not kept."


class CompareScreen(CompareLanes):
    """Many lanes of one question, side by side."""

    CSS_PATH = "compare.tcss"
    BINDINGS = bindings(COMPARE_COMMANDS)
    PALETTE = COMPARE_COMMANDS

    def __init__(
        self,
        source: LaneSource,
        choice: CompareChoice,
        shelf: ComparisonShelf,
        clock: Callable[[], float] = time.monotonic,
        first: int | None = None,
    ) -> None:
        """`choice` is what another comparison of this kind begins with; `first` as in `CompareLanes`."""
        super().__init__(source, clock, first)
        self._choice = choice
        self._shelf = shelf
        self._calls = LibraryCalls(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done with lanes that run, and with one that is read."""
        match action:
            case "stop_lane" | "stop_all":
                return self.source.is_running
            case "add_lanes" | "rerun":
                return isinstance(self.source, RunningComparison)
            case "next_pane":
                return self.view is View.READER
            case "lane":
                return isinstance(parameters[0], int) and parameters[0] < len(self.lanes)
            case _:
                return True

    def action_back(self) -> None:
        """From a lane or another view to all lanes, then to where the person came from."""
        if self.view is View.LANES:
            self._leave(lambda: self.dismiss())
        else:
            self.ask_for(View.LANES)

    def action_next_view(self, step: int) -> None:
        """Show the view of the next tab, or of the one before."""
        self.ask_for(self.view.beside(step))

    def action_vote(self) -> None:
        """Show the vote."""
        self.ask_for(View.VOTE)

    def action_lane(self, number: int) -> None:
        """Go to a lane."""
        self.ask_for(View.READER if self.view is View.READER else View.LANES, number)

    def action_stop_lane(self) -> None:
        """Stop the chosen lane."""
        if self.lanes[self.chosen].is_over:
            self.say(f"Lane {self.chosen} is over.")
        else:
            self.source.stop([self.chosen])

    def action_stop_all(self) -> None:
        """Stop every lane."""
        self.source.stop()

    def action_add_lanes(self) -> None:
        """Run one more lane like the chosen one, with the next seed."""
        running = self._live()
        if running is not None:
            number = running.comparison.next_number
            seed = (running.comparison.lanes[0].spec.seed + number) % SEED_LIMIT
            variant = running.comparison.lanes[self.chosen].spec.variant
            running.add([LaneSpec(number, variant, seed)])
            self._show_more(number)

    def action_rerun(self) -> None:
        """Run the chosen lane again with its seed."""
        running = self._live()
        if running is not None:
            self._show_more(running.rerun(self.chosen))

    def action_next_pane(self) -> None:
        """From the thought to the answer, or back."""
        self.query_one(LaneReader).next_pane()

    def action_copy_answer(self) -> None:
        """Copy the chosen lane's answer."""
        answer = self.lanes[self.chosen].turn.answer
        if answer.pieces:
            self.post_message(CopyAsked(answer.text, f"The answer of lane {self.chosen}"))
        else:
            self.say(f"Lane {self.chosen} has no answer yet.")

    def action_new(self) -> None:
        """Ask what to compare next, beginning with this comparison's question and settings."""
        self._leave(lambda: self.post_message(CompareAsked(self._choice)))

    def action_chat(self) -> None:
        """Go on with this comparison in the chat."""
        key = self.source.key
        if key is None:
            self.say(_NOT_KEPT)
        else:
            self._leave(lambda: self.post_message(ComparisonChatAsked(key)))

    def action_comparisons(self) -> None:
        """Show the comparisons that are kept."""
        self._leave(lambda: self.post_message(ComparisonsAsked()))

    def action_export(self) -> None:
        """Write this comparison to a file."""
        if self.source.key is None:
            self.say(_NOT_KEPT)
        else:
            self.post_message(ComparisonExportAsked(self.source.key, self.source.question))

    def action_star(self) -> None:
        """Star this comparison, or not any more."""
        if self.source.key is None:
            self.say(_NOT_KEPT)
            return
        self.source.is_starred = not self.source.is_starred
        self._keep(partial(self._shelf.star, is_starred=self.source.is_starred))
        self.show_title()

    def action_help(self) -> None:
        """Show the keys of what has the focus."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

    @on(CompareTitle.Clicked)
    def _show_clicked(self, message: CompareTitle.Clicked) -> None:
        self.ask_for(message.view)

    @on(LanesView.Chosen)
    def _choose(self, message: LanesView.Chosen) -> None:
        self.chosen = message.number

    @on(LanesView.Taken)
    @on(LaneCard.Clicked)
    def _read(self, message: LanesView.Taken | LaneCard.Clicked) -> None:
        self.ask_for(View.READER, message.number)

    @on(LaneTaken)
    def _read_voter(self, message: LaneTaken) -> None:
        self.ask_for(View.READER, message.lane)

    @on(GroupTaken)
    def _go_to_group(self, message: GroupTaken) -> None:
        self.ask_for(View.LANES, message.lanes[0])

    @on(ConfidenceAsked)
    def _tell_confidence(self, message: ConfidenceAsked) -> None:
        if message.is_on and not any(len(lane.turn.confidence) for lane in self.lanes):
            self.say("No confidence was asked for when these lanes began.")

    @on(GroupAsked)
    def _group(self, message: GroupAsked) -> None:
        for lane in message.lanes:
            self.source.by_hand[lane] = message.answer
            self._keep(partial(self._shelf.group, lane=lane, answer=message.answer))
        self.show_vote()

    @on(GroupsResetAsked)
    def _ungroup(self) -> None:
        for lane in list(self.source.by_hand):
            del self.source.by_hand[lane]
            self._keep(partial(self._shelf.ungroup, lane=lane))
        self.show_vote()

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)

    def _keep(self, change: Callable[[str], None]) -> None:
        """Keep what the person said of it, where it is kept."""
        key = self.source.key
        if key is not None:
            self._calls.ask(f"keep {id(change)}", partial(change, key), lambda _: None, self._complain)

    def _complain(self, error: ChatuiError) -> None:
        self.say(str(error), "error")

    def _live(self) -> RunningComparison | None:
        if isinstance(self.source, RunningComparison):
            return self.source
        self.say(key_names(self).text(_NOT_LIVE))
        return None

    def _show_more(self, number: int) -> None:
        self.say(f"Lane {number} runs behind those that wait.")
        self.post_message(LanesAdded())
        self.action_lane(number)

    def _leave(self, go: Callable[[], object]) -> None:
        """Go on, once the person has agreed where lanes still run; those are stopped then."""

        def answered(answer: bool | None) -> None:
            if answer:
                self.source.stop()
                go()

        if self.source.is_running:
            self.app.push_screen(ConfirmScreen(_LEAVE), answered)
        else:
            go()
