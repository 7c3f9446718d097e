"""One turn in the conversation: question, answer, notes, and which of several versions they are."""

from textual.app import ComposeResult
from textual.containers import Vertical

from chatui.tui.key_names import key_names
from chatui.tui.messages import TurnChosen, VersionAsked
from chatui.tui.state_text import outcome_text
from chatui.tui.style_sheet import set_class_alone
from chatui.tui.turn import Phase, Turn
from chatui.tui.widgets.assistant_message import AssistantMessage
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.user_message import UserMessage
from chatui.tui.widgets.version_mark import VersionMark

LONGEST = 40_000
"""Characters of a question or an answer that are drawn: a page of this length takes the time of a key press
to lay out, and a megabyte would stop the screen for seconds."""


_NOTE_KINDS = {Phase.INTERRUPTED: "error", Phase.STOPPED: "information"}


class TurnView(Vertical):
    """Shows a turn; a click chooses it."""

    DEFAULT_CSS = """
    TurnView {
        height: auto;
        padding: 0 0 1 0;
        border-left: outer transparent;
        &.-chosen { border-left: outer $secondary; }
    }
    """

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self.turn = turn
        self._is_whole = turn.phase.is_over
        self._notices_shown = 0

    def compose(self) -> ComposeResult:
        """Question and answer; of a turn that runs, notes are mounted as they come."""
        yield UserMessage(_drawn(self.turn.question), [file.name for file in self.turn.attachments])
        yield from self._cut_note(self.turn.question, "question")
        yield VersionMark(of_question=True)
        yield AssistantMessage(_drawn(self.turn.answer.text) if self._is_whole else "")
        if self._is_whole:
            yield from self._cut_note(self.turn.answer.text, "answer")
        yield VersionMark(of_question=False)

    async def on_mount(self) -> None:
        """Say of a turn that was over before how it ended."""
        self.show_versions()
        if self._is_whole:
            self.query_one(AssistantMessage).update_state(self.turn, 0.0)
            await self._mount_outcome()
        elif self.turn.answer.pieces:
            await self.append_answer(self.turn.answer.text)

    def on_click(self) -> None:
        """Choose this turn."""
        self.post_message(TurnChosen(self.turn))

    def on_version_mark_asked(self, event: VersionMark.Asked) -> None:
        """Ask for another version of this turn."""
        event.stop()
        self.post_message(VersionAsked(self.turn, event.mark.of_question, event.step))

    def show_chosen(self, is_chosen: bool) -> None:
        """Mark it as the one whose thought is shown."""
        set_class_alone(self, is_chosen, "-chosen")

    async def append_answer(self, text: str) -> None:
        """Add to the answer."""
        await self.query_one(AssistantMessage).append(text)

    async def update_state(self, now: float) -> None:
        """Bring state and notices up to date."""
        self.query_one(AssistantMessage).update_state(self.turn, now)
        for text in self.turn.notices[self._notices_shown :]:
            self._notices_shown += 1
            await self.mount(Note(text), before=self.query_one(AssistantMessage))

    def toggle_source(self) -> None:
        """Show the answer as the model wrote it, or as Markdown again."""
        self.query_one(AssistantMessage).toggle_source()

    async def finish(self, now: float) -> None:
        """The turn is over: draw the answer whole, and say what cut it short."""
        await self.query_one(AssistantMessage).finish()
        await self.update_state(now)
        await self._mount_outcome()

    def show_versions(self) -> None:
        """Say which of several questions and answers these are."""
        place = self.turn.place
        for mark in self.query(VersionMark):
            if place is None:
                mark.show((), None)
            elif mark.of_question:
                mark.show(place.questions, place.question_id)
            else:
                mark.show(place.answers, place.answer_id)

    def _cut_note(self, text: str, what: str) -> ComposeResult:
        rest = len(text) - LONGEST
        if rest > 0:
            hint = key_names(self).text("{chat.export} exports all of it.")
            yield Note(f"{rest:,} more characters of this {what} are not drawn.", hint)

    async def _mount_outcome(self) -> None:
        message, hint = outcome_text(self.turn, key_names(self))
        if message:
            await self.mount(Note(message, hint, _NOTE_KINDS.get(self.turn.phase, "warning")))


def _drawn(text: str) -> str:
    return text[:LONGEST]
