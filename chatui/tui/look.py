"""Which keys and colours a person wants, from the settings and from what was chosen last; a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chatui.config.settings import Settings
from chatui.config.ui_state import load_ui_state
from chatui.tui.keymap import keymap_of
from chatui.tui.themes import DEFAULT_THEME, THEME_NAMES, check_theme


@dataclass(frozen=True, slots=True)
class Look:
    """What the app begins with."""

    theme: str = DEFAULT_THEME
    theme_is_set: bool = False
    """The settings file names the theme, so that another one is for this run only."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Other keys for commands, by their ids."""


def look_of(settings: Settings, file: Path) -> Look:
    """The settings' theme, else the one chosen last; ConfigError for keys and themes that there are not."""
    check_theme(settings.theme, file)
    keymap = keymap_of(settings.keys, file)
    chosen = load_ui_state().theme
    theme = settings.theme or (chosen if chosen in THEME_NAMES else DEFAULT_THEME)
    return Look(theme or DEFAULT_THEME, settings.theme is not None, keymap)
