"""Remembers how a person left the app's window: what is shown, how wide, in which colours; it draws nothing.

Settings are what a person writes into `config.toml`; this is what the app notes by itself. Whoever remembers
something more adds a field with a default here.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass

from chatui.config.paths import ui_state_path
from chatui.errors import ChatuiError
from chatui.toml_records import Place, record_from


@dataclass(frozen=True, slots=True)
class UiState:
    """None: the person never chose, so that the app decides."""

    shows_chats: bool | None = None
    """Whether the list of conversations stands beside the conversation, where there is room for it."""
    shows_thought: bool | None = None
    """Whether the thought panel is shown."""
    thought_width: int | None = None
    """Width of the thought panel where it stands beside the conversation, in percent of both together."""
    thought_height: int | None = None
    """Height of the thought panel where it stands below, in percent of both together."""
    theme: str | None = None
    """Name of a theme."""


def load_ui_state() -> UiState:
    """What is remembered; a file that cannot be read or understood counts as nothing."""
    try:
        path = ui_state_path()
        return record_from(UiState, json.loads(path.read_text(encoding="utf-8")), Place(path))
    except (OSError, ValueError, RecursionError, ChatuiError):
        return UiState()


def change_ui_state(change: Callable[[UiState], UiState]) -> None:
    """Remember what `change` makes of the state as the last instance of the app left it.

    A reader meanwhile sees the old file or the new one, never half of it. A full or read-only disk keeps
    nobody from using the app: nothing is then remembered.
    """
    values = {name: value for name, value in asdict(change(load_ui_state())).items() if value is not None}
    with suppress(OSError, ChatuiError):
        path = ui_state_path()
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(f"{json.dumps(values)}\n", encoding="utf-8")
        os.replace(draft, path)
