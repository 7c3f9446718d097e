"""The colours to choose from, and two of chatui's own; who chooses is not known here."""

from pathlib import Path

from textual.theme import BUILTIN_THEMES, Theme

from chatui.errors import ConfigError
from chatui.toml_records import nearest

DEFAULT_THEME = "tokyo-night"

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#66ccff",
    secondary="#ffcc66",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#66ff66",
    warning="#ffcc00",
    error="#ff8080",
    dark=True,
    text_alpha=1.0,
    variables={
        "text": "#ffffff",
        "text-muted": "#ffffff",
        "text-disabled": "#cccccc",
        "border": "#ffff00",
        "border-blurred": "#ffffff",
        "rule": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#0000ff",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#333333",
    },
)
"""Every text and every line at least 12 to 1 against its ground, none of it faint."""

TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        # Textual's own style sheets name these two in themes of this kind.
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border": "ansi_blue",
        "border-blurred": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "bold reverse",
        "scrollbar": "ansi_default",
        "scrollbar-background": "ansi_default",
    },
)
"""Only the terminal's own sixteen colours and its own ground, so that it suits dark and light terminals."""

OWN_THEMES = (HIGH_CONTRAST, TERMINAL)

THEME_NAMES = tuple(sorted({*BUILTIN_THEMES, *(theme.name for theme in OWN_THEMES)}))


def with_rule(variables: dict[str, str]) -> dict[str, str]:
    """The variables of a theme, and `rule`, the colour of lines between panes: faint, unless it says."""
    return {"rule": f"{variables['foreground']} 25%", **variables}


def check_theme(name: str | None, file: Path) -> None:
    """Raise ConfigError, with the nearest name, for a theme that there is not."""
    if name is not None and name not in THEME_NAMES:
        raise ConfigError(f"{file}, theme cannot be {name!r}.", nearest(name, THEME_NAMES))
