"""The app: theme, commands and screens, nothing else; `run_app` is what the command line calls."""

import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePath

from textual.app import App, SystemCommand
from textual.screen import Screen

from chatui.session import ChatSession
from chatui.tui.commands import APP_COMMANDS, CHAT_COMMANDS, bindings
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.signals import end_on_signals

_STYLE_SHEETS: list[str | PurePath] = ["app.tcss", "screens/chat.tcss"]
"""With that of the chat, which Textual would not read: it reads only those of screens that are pushed."""

_THEME = "tokyo-night"

_INTERRUPTED = 130


class ChatApp(App[None]):
    """Watch a model think."""

    TITLE = "chatui"
    CSS_PATH = _STYLE_SHEETS
    BINDINGS = bindings(APP_COMMANDS)

    def __init__(
        self,
        session: ChatSession,
        *,
        model_title: str,
        is_demo: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        if "TEXTUAL_THEME" not in os.environ:
            self.theme = _THEME
        self._chat = ChatScreen(session, model_title=model_title, is_demo=is_demo, clock=clock)

    def get_default_screen(self) -> Screen[None]:
        """The conversation."""
        return self._chat

    def on_mount(self) -> None:
        """End in good order when told to from outside."""
        self._undo_signals = end_on_signals(lambda code: self.exit(return_code=code))

    def on_unmount(self) -> None:
        """Leave the signals as they were."""
        self._undo_signals()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the command palette offers."""
        if screen is self._chat:
            for command in CHAT_COMMANDS:
                yield SystemCommand(command.title, command.detail, partial(screen.run_action, command.action))
        yield SystemCommand("Theme", "Change the colours.", self.action_change_theme)
        yield SystemCommand("Quit", "What runs is stopped.", self.action_quit)

    def action_interrupt(self) -> None:
        """Ctrl+C where nothing is selected: stop what runs, else say how to quit."""
        if not self._chat.stop():
            self._chat.say("Ctrl+Q quits.")


def run_app(session: ChatSession, *, model_title: str, is_demo: bool) -> int:
    """Run the app until the person quits; returns the exit code and closes the session.

    0 after quitting, 1 after a fault of the app, 129 and 143 after SIGHUP and SIGTERM, 130 after SIGINT.
    """
    app = ChatApp(session, model_title=model_title, is_demo=is_demo)
    try:
        app.run()
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        session.close()
    return app.return_code or 0
