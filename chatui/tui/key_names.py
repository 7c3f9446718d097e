"""What the keys of commands are called in sentences, those that a person chose included; it draws nothing."""

import re
from collections.abc import Mapping

from textual.dom import DOMNode

from chatui.tui.key_table import key_name
from chatui.tui.keymap import all_commands
from chatui.tui.themed_app import ThemedApp

_PLACE = re.compile(r"\{([a-z]+\.[a-z_0-9]+)\}")


class KeyNames:
    """Names by the ids of commands; of several keys for one command the first is named."""

    def __init__(self, keymap: Mapping[str, str] | None = None) -> None:
        """`keymap` has other keys than the declared ones, as Textual takes them."""
        chosen = keymap or {}
        self._keys = {
            command.id: chosen.get(command.id, command.keys).split(",")[0]
            for command in all_commands()
            if command.keys
        }

    def name(self, command_id: str) -> str:
        """The key as people write it, such as `Ctrl+N`."""
        return key_name(self._keys[command_id])

    def text(self, sentence: str) -> str:
        """The sentence with names in place of ids in braces: `{chat.new} begins anew.`"""
        return _PLACE.sub(lambda found: self.name(found.group(1)), sentence)


class KeyNamingApp(ThemedApp):
    """An app that knows the names of its keys."""

    key_names = KeyNames()


def key_names(node: DOMNode) -> KeyNames:
    """The names that hold in the app of a widget or screen; in another app, those of the declared keys."""
    app = node.app
    return app.key_names if isinstance(app, KeyNamingApp) else KeyNamingApp.key_names
