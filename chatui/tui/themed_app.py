"""What every app here knows of colours: chatui's own themes, and lines between panes; it has no widget."""

from textual.app import App

from chatui.tui.themes import OWN_THEMES, with_rule


class ThemedApp(App[None]):
    """An app with the themes to choose from, whose style sheets may use the variable $rule."""

    def __init__(self) -> None:
        super().__init__()
        for theme in OWN_THEMES:
            self.register_theme(theme)

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the theme."""
        return with_rule(super().get_css_variables())
