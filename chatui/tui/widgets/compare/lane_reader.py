"""One lane to be read: its thought in the panel of the chat and its answer; it does not know how it runs."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content

from chatui.tui.comparing.lane_text import name, outcome, outcome_sentences
from chatui.tui.comparing.shown_lane import ShownLane
from chatui.tui.key_names import key_names
from chatui.tui.widgets.assistant_message import AssistantMessage
from chatui.tui.widgets.compare.lane_tabs import LaneTabs
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.thought_panel import ThoughtPanel


class AnswerPane(VerticalScroll, can_focus=True):
    """The answer, and what went wrong with it."""

    BORDER_TITLE = "Answer"


class LaneReader(Vertical):
    """Tabs of all lanes over thought and answer of one."""

    DEFAULT_CSS = """
    LaneReader {
        height: 1fr;
        #reader-panes { height: 1fr; layout: vertical; }
        ThoughtPanel, AnswerPane {
            border: none;
            border-top: solid $rule;
            border-title-color: $text-muted;
            border-title-style: bold;
            border-subtitle-style: bold;
            padding: 0;
            &:focus-within { border-top: solid $border; border-title-color: $foreground; }
        }
        ThoughtPanel { height: 1fr; border-subtitle-color: $text-warning; }
        AnswerPane { height: auto; max-height: 40%; min-height: 3; border-subtitle-color: $text-success; }
        AnswerPane:focus { border-top: solid $border; border-title-color: $foreground; }
        AnswerPane { scrollbar-size-vertical: 1; }
        AssistantMessage, Note { max-width: 120; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="reader")
        self._lane: ShownLane | None = None
        self._lanes: Sequence[ShownLane] = ()
        self._shown = 0
        """Pieces of the answer that are shown."""
        self._is_whole = False
        self._titles = ("", "")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield LaneTabs()
        with Container(id="reader-panes"):
            yield ThoughtPanel(stop="compare.stop")
            yield AnswerPane()

    async def show(self, lanes: Sequence[ShownLane], number: int, now: float) -> None:
        """Read a lane."""
        self._lanes, self._lane = lanes, lanes[number]
        lane, answer = self._lane, self._lane.turn.answer
        self.query_one(ThoughtPanel).show_turn(lane.turn, now)
        self._is_whole = lane.is_over
        self._shown = len(answer.pieces) if lane.is_over else 0
        pane = self.query_one(AnswerPane)
        await pane.remove_children()
        await pane.mount(AssistantMessage(answer.text if lane.is_over else ""))
        if lane.is_over:
            await self._add_outcome(lane)
        await self.follow(now)

    async def follow(self, now: float) -> None:
        """Bring the lane up to date."""
        lane = self._lane
        if lane is None:
            return
        self.query_one(LaneTabs).show(self._lanes, lane.number)
        panel = self.query_one(ThoughtPanel)
        self._show_titles(lane)
        panel.follow(lane.turn, now)
        await self._follow_answer(lane, now)

    def next_pane(self) -> None:
        """Move the focus from the thought to the answer, or back."""
        pane = self.query_one(AnswerPane)
        if pane.has_focus:
            self.focus_thought()
        else:
            pane.focus()

    def focus_thought(self) -> None:
        """Read the thought."""
        self.query_one(ThoughtPanel).log_widget.focus()

    async def _follow_answer(self, lane: ShownLane, now: float) -> None:
        pieces = lane.turn.answer.pieces
        message = self.query_one(AssistantMessage)
        if self._shown < len(pieces):
            await message.append("".join(pieces[self._shown :]))
            self._shown = len(pieces)
        if lane.is_over and not self._is_whole:
            self._is_whole = True
            await message.finish()
            await self._add_outcome(lane)
        message.update_state(lane.turn, now)

    def _show_titles(self, lane: ShownLane) -> None:
        """Each of them draws the whole box when it is set."""
        titles = f"Thought of lane {name(lane)}" + (f" · {lane.label}" if lane.label else ""), outcome(lane)
        if titles != self._titles:
            self._titles = titles
            self.query_one(ThoughtPanel).border_title = Content(titles[0])
            self.query_one(AnswerPane).border_subtitle = Content(titles[1])

    async def _add_outcome(self, lane: ShownLane) -> None:
        said, hint = outcome_sentences(lane, key_names(self))
        if said:
            await self.query_one(AnswerPane).mount(
                Note(said, hint, "error" if lane.turn.error else "warning")
            )
