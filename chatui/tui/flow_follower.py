"""Shows in the chat's widgets what the flow brings, ten times a second; it lays out none of them."""

from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from chatui.tui.conversation_flow import ConversationFlow
from chatui.tui.flow_state import flow_state
from chatui.tui.flow_update import Update
from chatui.tui.kept.moves import Reveal, View
from chatui.tui.messages import FlushDue
from chatui.tui.pace import Pace
from chatui.tui.revealing import reveal
from chatui.tui.turn import Phase, Turn
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.prompt_area import PromptArea
from chatui.tui.widgets.status_line import StatusLine
from chatui.tui.widgets.thought_panel import ThoughtPanel
from chatui.tui.widgets.title_bar import TitleBar

FLUSH_S = 0.1
"""Drawing takes time from the model, which runs on the same cores; nobody reads faster than this."""


class FlowFollower:
    """Keeps a screen's widgets up to date. All methods are called in messages of that screen."""

    def __init__(self, flow: ConversationFlow, screen: Screen[None], clock: Callable[[], float]) -> None:
        self._flow = flow
        self._screen = screen
        self._clock = clock
        self._latest: Turn | None = None
        self._flush: Timer | None = None
        self._pace = Pace()

    @property
    def _pane(self) -> ConversationPane:
        return self._screen.query_one(ConversationPane)

    @property
    def _panel(self) -> ThoughtPanel:
        return self._screen.query_one(ThoughtPanel)

    def resume(self) -> None:
        """Something was begun: look again until it is over."""
        self.show_state()
        if self._flush is None:
            self._flush = self._screen.set_interval(FLUSH_S, self._ask_for_flush)
        self._flush.resume()

    async def show_new(self, turn: Turn) -> None:
        """Show a turn that was just begun, and its thought."""
        self._latest = turn
        await self._pane.add_turn(turn)
        self._panel.show_turn(turn, self._clock())

    async def show_in_place(self, old: Turn, turn: Turn) -> None:
        """Show a turn that was just begun in the place of another, and nothing below it."""
        await self._pane.transcript.cut_from(old)
        await self.show_new(turn)

    def show_chosen(self, turn: Turn) -> None:
        """Show another turn's thought."""
        self._pane.transcript.choose(turn)
        self._panel.show_turn(turn, self._clock())

    def show_versions(self, turn: Turn) -> None:
        """A turn has a place among its siblings now."""
        view = self._pane.transcript.view_of(turn)
        if view is not None:
            view.show_versions()

    async def show_view(self, view: View) -> None:
        """Show another place of the kept conversations."""
        self._latest = None
        await self._pane.show(view.turns, view.chosen)
        chosen = self._pane.transcript.chosen_turn
        if chosen is None:
            self._panel.clear()
        else:
            self._panel.show_turn(chosen, self._clock())
            if view.reveal is not None:
                self._screen.call_after_refresh(self._reveal, view.reveal, chosen)
        self._screen.query_one(TitleBar).show_context(0, 0)
        if self._flow.current_turn is not None:
            # Asked while the way there was under way: it is asked here.
            await self.show_new(self._flow.current_turn)
        self.show_state()

    def forget_latest(self) -> None:
        """What the last turn says is no longer the state: another model is asked next."""
        if self._latest is not None and self._latest.phase not in (Phase.WAITING, Phase.LOADING):
            self._latest = None

    async def poll(self) -> Update:
        """Show what came since the last time; returns it."""
        update = self._flow.poll(self._clock())
        await self._show_update(update)
        if update.load_error is not None:
            await self._pane.add_note(Note(update.load_error.message, update.load_error.hint, "error"))
        if update.ended is not None:
            await self._show_end(update.ended)
        if update.view is not None:
            await self.show_view(update.view)
        self.show_state()
        if not self._flow.is_busy and self._flush is not None:
            self._flush.pause()
        return update

    def show_state(self) -> None:
        """Bring the state line up to date; figures of a turn that runs, at their pace."""
        now, latest = self._clock(), self._latest
        phase = latest.phase if latest is not None and not latest.phase.is_over else None
        if phase is None or self._pace.is_due((phase, self._flow.is_stopping), now):
            self._screen.query_one(StatusLine).show(*flow_state(self._flow, latest, now))
        self._screen.query_one(PromptArea).show_context(self._flow.n_ctx)

    def _reveal(self, hit: Reveal, turn: Turn) -> None:
        view = self._pane.transcript.view_of(turn)
        if view is not None:
            reveal(hit, view, self._panel)

    def _ask_for_flush(self) -> None:
        # A timer calls from a task of its own, an action from the app's. Whatever waits for widgets is done
        # in messages of the screen, one after the other, or it would find turns half built or half gone.
        self._screen.post_message(FlushDue())

    async def _show_update(self, update: Update) -> None:
        transcript = self._pane.transcript
        view = transcript.view_of(update.turn) if update.turn else None
        if update.turn is None or view is None:
            return
        if update.answer:
            await view.append_answer(update.answer)
        await view.update_state(self._clock())
        if transcript.chosen is view:
            self._panel.follow(update.turn, self._clock())

    async def _show_end(self, turn: Turn) -> None:
        view = self._pane.transcript.view_of(turn)
        if view is None:
            return
        await view.finish(self._clock())
        if turn.is_empty and turn.phase is not Phase.DONE:
            self._screen.query_one(PromptArea).give_back(turn.question, turn.attachments)
        if turn.usage is not None:
            used = turn.usage.prompt_tokens + turn.usage.thought_tokens + turn.usage.answer_tokens
            self._screen.query_one(TitleBar).show_context(used, self._flow.n_ctx)
