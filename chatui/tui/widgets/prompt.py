"""Where the question is typed: it grows with the text and remembers what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from chatui.chat.display_text import display_text
from chatui.tui.commands import PROMPT_COMMANDS, bindings
from chatui.tui.input_commands import COMPLETION_COMMANDS
from chatui.tui.prompt.dropped import dropped_paths
from chatui.tui.prompt.pasted import Pasted, PastedTexts, is_long
from chatui.tui.prompt_history import PromptHistory

_OTHER_USES = {"up", "down", "pageup", "pagedown", "ctrl+y"}
"""Keys that do something else in the prompt, or scroll the conversation, than in other text areas."""

_EDITING = [
    binding
    for binding in TextArea.BINDINGS
    if isinstance(binding, Binding) and not _OTHER_USES & set(binding.key.split(","))
]

_ORDERED = {
    command.id: command.action for command in PROMPT_COMMANDS if command.action in ("send", "newline")
}


class Prompt(TextArea, inherit_bindings=False):
    """A multi-line prompt. `accept` empties it once a question was taken; until then the text stays."""

    # Of two bindings of one key the first that is enabled holds: an open list comes first.
    BINDINGS = bindings(COMPLETION_COMMANDS) + _EDITING + bindings(PROMPT_COMMANDS)

    DEFAULT_CSS = """
    Prompt {
        height: auto;
        min-height: 3;
        max-height: 10;
        border: round $rule;
        background: transparent;
        &:focus { border: round $border; }
    }
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed; `text` is what stands in the prompt, in full."""

        text: str

    @dataclass
    class CompletionMoved(Message):
        """`previous`, `next`, `take` or `close`: what to do with the list that is open."""

        what: str

    class HistoryAsked(Message):
        """The person wants to search what was asked."""

    @dataclass
    class PathsPasted(Message):
        """Paths were pasted, or files dropped; they stand in the prompt as `text`."""

        paths: list[Path]
        text: str

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, highlight_cursor_line=False, tab_behavior="focus")
        self.placeholder = "Ask something that takes thought"
        self.history_of_prompts = PromptHistory()
        self.has_completions = False
        """Whether a list is open that up, down, tab and escape are for."""
        self._pasted = PastedTexts()
        self._ordered: dict[str, str] | None = None

    @property
    def full_text(self) -> str:
        """What stands in the prompt, long pastes in full."""
        return self._pasted.expand(self.text)

    @property
    def long_pastes(self) -> list[Pasted]:
        """The long pastes whose marks stand in the prompt."""
        return self._pasted.marked_in(self.text)

    def accept(self, question: str) -> None:
        """The text up to here was taken as a question: remember it and keep what was typed since."""
        self.remember(question)
        self.show(self.full_text.removeprefix(question))

    def remember(self, question: str) -> None:
        """Add a question to the history."""
        self.history_of_prompts.add(question)

    def remember_older(self, questions: Sequence[str]) -> None:
        """Put the questions of earlier starts before those of this one."""
        self.history_of_prompts.put_before(questions)

    def give_back(self, question: str) -> None:
        """Put a question that got no answer back, unless something else was typed meanwhile."""
        if not self.text:
            self.show(question)

    def show(self, text: str) -> None:
        """Put a text in place of what stands here; a long one as a mark."""
        # It may come from a file that somebody else has written to.
        text = display_text(text)
        self._pasted.clear()
        self.load_text(self._pasted.fold(text) if is_long(text) else text)
        self.move_cursor(self.document.end)

    def unfold(self, pasted: Pasted) -> None:
        """Put a long paste in place of its mark."""
        self._replace_first(pasted.mark, pasted.text)

    def take_out(self, text: str) -> None:
        """Take the first occurrence of a text out, such as a mark or a path."""
        self._replace_first(text, "")

    def action_send(self) -> None:
        """Tell that the question is ready."""
        self.post_message(self.Submitted(self.full_text))

    def action_newline(self) -> None:
        """Break the line at the cursor."""
        self.insert("\n")

    def action_completion(self, what: str) -> None:
        """Move in the list that is open."""
        self.post_message(self.CompletionMoved(what))

    def action_search_history(self) -> None:
        """Search what was asked."""
        self.post_message(self.HistoryAsked())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A list's keys are its own only while one is open."""
        return self.has_completions if action == "completion" else True

    def action_cursor_up(self, select: bool = False) -> None:
        """Up; in the first row, the question asked before."""
        first_row = self.wrapped_document.location_to_offset(self.cursor_location).y == 0
        earlier = self.history_of_prompts.earlier(self.full_text) if first_row and not select else None
        if earlier is None:
            super().action_cursor_up(select)
        else:
            self.show(earlier)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down; in the last row, the question asked after."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        is_last = row == self.wrapped_document.height - 1
        later = self.history_of_prompts.later() if is_last and not select else None
        if later is None:
            super().action_cursor_down(select)
        else:
            self.show(later)

    def action_delete_left(self) -> None:
        """Delete a character, or the whole mark of a long paste."""
        row, column = self.cursor_location
        mark = self._pasted.mark_before(self.document.get_line(row), column)
        if mark and self.selection.is_empty:
            self.replace("", (row, column - len(mark)), (row, column))
        else:
            super().action_delete_left()

    async def _on_key(self, event: events.Key) -> None:
        # Not left to key bindings, which are run elsewhere: an Enter that follows fast on a letter would
        # overtake it and send the text without it.
        if self._ordered is None:
            self._ordered = self._find_ordered()
        action = self._ordered.get(event.key)
        if action is None:
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)

    async def _on_paste(self, event: events.Paste) -> None:
        # A pasted escape sequence would reach the terminal as soon as the prompt is drawn.
        event.prevent_default()
        text = display_text(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        await super()._on_paste(events.Paste(self._pasted.fold(text) if is_long(text) else text))
        if paths := dropped_paths(text):
            self.post_message(self.PathsPasted(paths, text))

    def _find_ordered(self) -> dict[str, str]:
        """The keys, which a person may have changed, of the actions that must wait their turn."""
        active = self.screen.active_bindings.items()
        return {key: _ORDERED[item.binding.id] for key, item in active if item.binding.id in _ORDERED}

    def _replace_first(self, old: str, new: str) -> None:
        at = self.text.find(old)
        if at >= 0:
            start, end = _location(self.text, at), _location(self.text, at + len(old))
            self.replace(new, start, end, maintain_selection_offset=False)


def _location(text: str, index: int) -> tuple[int, int]:
    """Row and column of a character."""
    return text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1)
