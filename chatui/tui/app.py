"""The app: theme, commands and screens, nothing else; who runs it is not known here."""

import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePath
from typing import Any, TypeAlias

from rich.console import RenderableType
from textual import events, on
from textual.dom import DOMNode
from textual.screen import Screen

from chatui.chat.display_text import display_text
from chatui.engine.requests import KvType
from chatui.launch import Launch
from chatui.library.base import Library
from chatui.stored_session import StoredSession
from chatui.tui.clipboard import copy
from chatui.tui.command_app import CommandApp
from chatui.tui.commands import APP_COMMANDS, Command, bindings
from chatui.tui.comparing.access import CompareAccess, LaneRuns
from chatui.tui.comparing.messages import (
    CompareAsked,
    ComparisonChatAsked,
    ComparisonExportAsked,
    ComparisonsAsked,
    ComparisonShowAsked,
)
from chatui.tui.early_keys import EarlyKeys
from chatui.tui.garbage import LOOK_S, IdleCollection
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.late_comparing import LateComparing
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.look import Look
from chatui.tui.messages import ChatShown, CopyAsked, ModelChanged, ModelsAsked, ModelUseAsked
from chatui.tui.models.choice import MemoryChoice
from chatui.tui.models.pull_text import end_text
from chatui.tui.models.pull_watch import PullWatch
from chatui.tui.readiness import get_ready
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.models import ModelsScreen
from chatui.tui.signals import AppSignals
from chatui.tui.terminal_title import TerminalTitle
from chatui.tui.thought_commands import PANES_COMMANDS, THOUGHT_COMMANDS
from chatui.tui.widgets.models.download_line import DownloadLine
from chatui.tui.widgets.panes import Panes
from chatui.tui.widgets.thought_panel import ThoughtPanel

_STYLE_SHEETS: list[str | PurePath] = ["app.tcss", "screens/chat.tcss"]
"""With that of the chat, which Textual would not read: it reads only those of screens that are pushed."""

_LOOK = Look()

_MODELS = "models"

OpenModel: TypeAlias = Callable[[str, int | None, KvType | None], Launch]
"""Finds and checks a model: its reference, context and KV type, None where the person chose none. Blocks."""


class ChatApp(CommandApp):
    """Watch a model think."""

    TITLE = "chatui"
    CSS_PATH = _STYLE_SHEETS
    BINDINGS = bindings(APP_COMMANDS)

    def __init__(
        self,
        session: StoredSession,
        library: Library,
        open_model: OpenModel,
        *,
        model_title: str,
        is_demo: bool,
        runs: LaneRuns | None = None,
        store: StoreChoice | None = None,
        clock: Callable[[], float] = time.monotonic,
        look: Look = _LOOK,
        notice: str = "",
    ) -> None:
        super().__init__(look)
        self._notice = notice
        watch = PullWatch(library)
        self._open_model = open_model
        self._calls = LibraryCalls(self)
        self._garbage = IdleCollection()
        self._early = EarlyKeys(self, super().on_event)
        self._signals = AppSignals(lambda code: self.exit(return_code=code))
        self._chat = ChatScreen(
            session,
            library,
            watch,
            store or StoreChoice(),
            model_title=model_title,
            is_demo=is_demo,
            clock=clock,
        )
        access = CompareAccess(library, runs or LaneRuns(open_model), self._chat.kept.shelf)
        self._comparing = LateComparing(self, access, clock)
        load = session.options.load
        choice = MemoryChoice(load.n_ctx, 1, load.kv_type)
        # Installed, so that it keeps its place, its filter and its checks while the chat is shown.
        in_use = partial(_path_in_use, session)
        self.install_screen(ModelsScreen(library, watch, in_use, choice), _MODELS)

    def get_default_screen(self) -> Screen[None]:
        """The conversation."""
        return self._chat

    def on_mount(self) -> None:
        """End in good order when told to from outside."""
        driver = self._driver  # the one way to the terminal that goes through what Textual writes itself
        self._window = TerminalTitle(driver.write if driver is not None else len)
        self.follow_look()
        if self._notice:
            self._chat.say(self._notice)
        self._signals.take(driver)
        # In a worker, so that keys need not wait for it.
        self.call_after_refresh(lambda: self.run_worker(get_ready(self)))
        if not self.is_headless:
            self.call_after_refresh(self._garbage.begin)
            self.set_interval(LOOK_S, self._look_for_garbage)

    def on_unmount(self) -> None:
        """Leave signals and window as they were."""
        self._garbage.end()
        self._comparing.close()
        self._window.restore()
        self._signals.give_back()

    async def on_event(self, event: events.Event) -> None:
        """As every app, and note that somebody is there."""
        if isinstance(event, events.InputEvent):
            self._garbage.note()
        if isinstance(event, events.Key | events.Paste) and self._early.is_too_early:
            self._early.keep(event)
            return
        await super().on_event(event)

    def _look_for_garbage(self) -> None:
        if self._chat.is_busy or self._comparing.is_running:
            self._garbage.note()
        self._garbage.look()

    def commands_of(self, screen: Screen[Any]) -> Iterable[tuple[Command, DOMNode]]:
        """What can be done on a screen, and by which part of it."""
        own: tuple[Command, ...] = getattr(screen, "PALETTE", ())
        yield from ((command, screen) for command in own)
        # The thought can be asked for whatever has the focus.
        for kind, commands in ((ThoughtPanel, THOUGHT_COMMANDS), (Panes, PANES_COMMANDS)):
            for node in screen.query(kind):
                if node.is_on_screen:
                    yield from ((command, node) for command in commands)

    @on(ChatShown)
    def _name_window(self, message: ChatShown) -> None:
        self.sub_title = display_text(message.title)
        self._window.show(message.title)

    @on(ModelsAsked)
    def action_models(self) -> None:
        """Show the models."""
        if not isinstance(self.screen, ModelsScreen):
            self.push_screen(_MODELS)

    @on(ModelUseAsked)
    def _open(self, message: ModelUseAsked) -> None:
        job = partial(self._open_model, message.ref, message.n_ctx, message.kv_type)
        # One after the other: the last one that was asked for is used.
        self._calls.ask("open", job, self._use, lambda error: self._chat.say(str(error), "error"))

    @on(CompareAsked)
    def _compare(self, message: CompareAsked) -> None:
        self._comparing.desk.ask(message.choice)

    @on(ComparisonsAsked)
    def _show_comparisons(self) -> None:
        self._comparing.desk.show_kept()

    @on(ComparisonShowAsked)
    def _show_comparison(self, message: ComparisonShowAsked) -> None:
        self._comparing.desk.show(message.key)

    @on(ComparisonChatAsked)
    def _go_on_with_comparison(self, message: ComparisonChatAsked) -> None:
        self._back_to_chat()
        self._chat.kept.open_chat(message.key)

    @on(ComparisonExportAsked)
    def _export_comparison(self, message: ComparisonExportAsked) -> None:
        self._comparing.desk.export(message.key, message.title)

    @on(DownloadLine.Ended)
    def _tell_download(self, message: DownloadLine.Ended) -> None:
        if not message.pull.is_cancelled:
            said, hint, kind = end_text(message.pull, self.key_names)
            self._chat.say(f"{said} {hint}", kind)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected, as Textual's widgets ask for it."""
        self.post_message(CopyAsked(text, "The selection"))

    @on(CopyAsked)
    def _copy(self, message: CopyAsked) -> None:
        self._clipboard = display_text(message.text)  # what the prompt pastes from
        write = None if self._driver is None else self._driver.write
        job = partial(copy, message.text, write, os.environ)

        def tell(way: str) -> None:
            self._chat.say(f"{message.what} was {way}.")

        self._calls.ask("copy", job, tell, lambda error: self._chat.say(str(error), "error"))

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)
        self._comparing.take(message)

    def _back_to_chat(self) -> None:
        while self.screen is not self._chat:
            self.pop_screen()

    def _use(self, launch: Launch) -> None:
        self._back_to_chat()
        self._chat.post_message(ModelChanged(launch))
        if launch.notice:
            self._chat.say(launch.notice)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End; what stands in the prompt is kept."""
        self._chat.note_draft()
        super().exit(result, return_code, message)

    def action_interrupt(self) -> None:
        """Ctrl+C where nothing is selected: stop what runs, else say how to quit."""
        if not self._chat.stop():
            self._chat.say(self.key_names.text("{app.quit} quits."))

    @property
    def fault(self) -> Exception | None:
        """What ended the app; None where nothing did."""
        return self._exception

    def _fatal_error(self) -> None:
        # Textual would print a traceback with every local variable, the conversation among them.
        self._close_messages_no_wait()


def _path_in_use(session: StoredSession) -> Path:
    return Path(session.options.load.path)
