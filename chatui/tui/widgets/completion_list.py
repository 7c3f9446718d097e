"""The list that opens over the prompt; it draws lines and knows neither what they are nor what they do."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from chatui.tui.prompt.completion import Completion

_WIDEST_LABEL = 44


class CompletionList(OptionList, can_focus=False):
    """Lines to choose from while the focus stays in the prompt."""

    DEFAULT_CSS = """
    CompletionList {
        overlay: screen;
        constrain: none inside;
        offset-y: -100%;
        display: none;
        width: 100%;
        max-width: 80;
        height: auto;
        max-height: 10;
        padding: 0;
        border: round $border;
        border-title-color: $text-muted;
        border-subtitle-color: $text-muted;
        background: $surface;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        scrollbar-size-vertical: 1;
        &:ansi { background: ansi_default; }
        & > .option-list--option-highlighted {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._completions: list[Completion] = []

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose."""
        return bool(self._completions)

    @property
    def chosen(self) -> Completion | None:
        """The line that is highlighted."""
        if self.highlighted is None or not self._completions:
            return None
        return self._completions[self.highlighted]

    def show(self, completions: Sequence[Completion], title: str, hint: str) -> None:
        """Open with these lines, the first chosen; without any, close."""
        self._completions = list(completions)
        self.display = bool(completions)
        widest = max((cell_len(each.label) for each in completions), default=0)
        width = min(widest, _WIDEST_LABEL) + 2
        self.set_options(Option(_line(each, width)) for each in completions)
        self.highlighted = 0 if completions else None
        self.border_title, self.border_subtitle = title, hint

    def close(self) -> None:
        """Show nothing."""
        if self.is_open:
            self.show((), "", "")

    def move(self, step: int) -> None:
        """Choose the next line, or with -1 the one before; around the ends."""
        if step < 0:
            self.action_cursor_up()
        else:
            self.action_cursor_down()


def _line(completion: Completion, width: int) -> Content:
    if not completion.detail:
        return Content(completion.label)
    padding = " " * max(2, width - cell_len(completion.label))
    return Content.assemble(completion.label, padding, (completion.detail, "dim"))
