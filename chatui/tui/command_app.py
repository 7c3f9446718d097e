"""What every app of commands does: menu, slash commands, keys, themes and notices; it knows no chat."""

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from textual import actions, on
from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.theme import Theme

from chatui.chat.display_text import display_text
from chatui.config.ui_state import change_ui_state
from chatui.toml_records import nearest
from chatui.tui.commands import APP_COMMANDS, Command, bindings
from chatui.tui.key_names import KeyNames, KeyNamingApp
from chatui.tui.keymap import clashes
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.look import Look
from chatui.tui.messages import CommandAsked
from chatui.tui.notice_log import NoticeLog
from chatui.tui.screens.notices import NoticesScreen
from chatui.tui.style_sheet import StyleSheet


class CommandApp(KeyNamingApp):
    """An app whose subclass says what can be done on which screen."""

    BINDINGS = bindings(APP_COMMANDS)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.stylesheet = StyleSheet(variables=self.get_css_variables())
        if "TEXTUAL_THEME" not in os.environ:
            self.theme = look.theme
        self.set_keymap(look.keymap)
        self.key_names = KeyNames(look.keymap)
        self.notices = NoticeLog()
        self._look = look
        self._look_calls = LibraryCalls(self)

    def commands_of(self, screen: Screen[Any]) -> Iterable[tuple[Command, DOMNode]]:
        """What can be done on a screen, beside what the app itself can, and by which part of it."""
        raise NotImplementedError

    def follow_look(self) -> None:
        """From the start on: remember the theme, and say which keys have two meanings."""
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        for clash in clashes(self._look.keymap):
            self.say(clash, "error")

    def say(self, text: str, severity: Literal["information", "error"] = "information") -> None:
        """Tell something in passing; an error stays longer."""
        timeout = 12 if severity == "error" else 4
        self.notify(display_text(text), markup=False, timeout=timeout, severity=severity)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the command palette offers: all that can be done now."""
        active = {item.binding.id for item in screen.active_bindings.values() if item.enabled}
        own = ((command, self) for command in APP_COMMANDS if command.slash)
        for command, node in (*self.commands_of(screen), *own):
            is_reached = not command.keys or command.id in active or node not in (screen, self)
            if is_reached and _can_be_done(command, node):
                yield SystemCommand(command.title, command.detail, partial(self.do, command, node))

    async def do(self, command: Command, node: DOMNode, argument: str = "") -> None:
        """Do what a command says; `node` has its action."""
        namespace, name, parameters = actions.parse(command.action)
        if command.argument:
            parameters = (*parameters, argument)
        await self.run_action((namespace, name, parameters), node)

    @on(CommandAsked)
    async def _do_typed(self, message: CommandAsked) -> None:
        if message.argument and not message.command.argument:
            self.say(f"/{message.command.slash} stands alone: nothing can be behind it.")
        else:
            node = self if message.command in APP_COMMANDS else self.screen
            await self.do(message.command, node, message.argument)

    def action_choose_theme(self, name: str = "") -> None:
        """Change the colours; without a name, show all there are."""
        if not name:
            self.action_change_theme()
        elif name in self.available_themes:
            self.theme = name
        else:
            self.say(f"There is no theme {name!r}. {nearest(name, self.available_themes)}")

    def action_notices(self) -> None:
        """Show what was said."""
        self.push_screen(NoticesScreen(self.notices))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in passing, and remember it."""
        self.notices.add(message, severity)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def _remember_theme(self, theme: Theme) -> None:
        if self._look.theme_is_set:
            self.say("This theme is for now: the settings file names the one of the next start.")
            return
        job = partial(change_ui_state, lambda state: replace(state, theme=theme.name))
        self._look_calls.ask("theme", job, lambda _: None, lambda error: self.say(str(error), "error"))

    @on(CallEnded)
    def _take_look_answer(self, message: CallEnded) -> None:
        self._look_calls.take(message)


def _can_be_done(command: Command, node: DOMNode) -> bool:
    _, name, parameters = actions.parse(command.action)
    return bool(node.check_action(name, parameters))
