"""Opens the list over the prompt for what is typed there and does what is chosen; it draws nothing."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

from chatui.errors import ChatuiError
from chatui.tui.commands import Command
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import LibraryCalls
from chatui.tui.prompt.at_token import at_text, at_token
from chatui.tui.prompt.completion import Completion
from chatui.tui.prompt.paths import PathChoice, path_choices
from chatui.tui.prompt.slash import begun_slash
from chatui.tui.prompt.sources import (
    dropped_completions,
    history_completions,
    path_completions,
    slash_completions,
)
from chatui.tui.widgets.completion_list import CompletionList
from chatui.tui.widgets.prompt import Prompt

_HINT = "{completion.take} completes · {prompt.send} takes · {completion.close} closes"

_NOTHING = "Nothing that was asked has these words."


class _Source(Enum):
    """What the open list is of."""

    NONE = auto()
    SLASH = auto()
    PATHS = auto()
    DROPPED = auto()
    HISTORY = auto()


class PromptCompleter:
    """One list at a time. All methods are called on the owner's thread."""

    def __init__(
        self,
        prompt: Prompt,
        completions: CompletionList,
        calls: LibraryCalls,
        commands: Sequence[Command],
        *,
        run: Callable[[Command], None],
        attach: Callable[[Path], None],
    ) -> None:
        self._prompt = prompt
        self._list = completions
        self._calls = calls
        self._commands = commands
        self._run = run
        self._attach = attach
        self._source = _Source.NONE
        self._closed_for: str | None = None
        self._before_search = ""

    def look(self) -> None:
        """The text has changed: open, narrow or close the list."""
        text = self._prompt.text
        if self._source is _Source.HISTORY:
            self._show_history()
            return
        if text == self._closed_for:
            return
        self._closed_for = None
        begun = begun_slash(text)
        token = at_token(self._line, self._column)
        if begun is not None:
            found = slash_completions(begun, self._commands, self._prompt.show, self._run)
            self._open(_Source.SLASH, found, "Commands")
        elif token is not None:
            folder, typed = Path.cwd(), token.typed
            self._calls.ask("paths", lambda: path_choices(typed, folder), self._show_paths, self._fail)
        else:
            self._dismiss()

    def search_history(self) -> None:
        """Open what was asked; what is typed from here on narrows it."""
        self._before_search = self._prompt.full_text
        self._source = _Source.HISTORY
        self._show_history()

    def offer(self, paths: Sequence[Path], text: str) -> None:
        """Ask whether pasted paths of files are to be attached; nothing where one is not a file."""

        def attach() -> None:
            self._dismiss()
            self._prompt.take_out(text)
            for path in paths:
                self._attach(path)

        def show(are_files: bool) -> None:
            if are_files and text in self._prompt.text:
                found = dropped_completions(paths, attach, self.close)
                self._open(_Source.DROPPED, found, "A file")

        self._calls.ask("dropped", lambda: all(map(_is_file, paths)), show, self._fail)

    def move(self, what: str) -> None:
        """`previous`, `next`, `take` with Tab, or `close`."""
        match what:
            case "previous":
                self._list.move(-1)
            case "next":
                self._list.move(1)
            case "take":
                self._complete()
            case _:
                self.close()

    def take(self) -> bool:
        """Enter: do what is chosen; False where no list is open."""
        chosen = self._list.chosen
        if chosen is None:
            return False
        if chosen.take is not None:
            self._dismiss()
            chosen.take()
        else:
            self._complete()
        return True

    def close(self) -> None:
        """Close the list, until the text is another one."""
        if self._source is _Source.HISTORY:
            self._prompt.show(self._before_search)
        self._closed_for = self._prompt.text
        self._dismiss()

    @property
    def _line(self) -> str:
        return self._prompt.document.get_line(self._prompt.cursor_location[0])

    @property
    def _column(self) -> int:
        return self._prompt.cursor_location[1]

    def _complete(self) -> None:
        chosen = self._list.chosen
        if chosen is not None:
            self._dismiss()
            chosen.complete()

    def _show_history(self) -> None:
        prompts = self._prompt.history_of_prompts.found(self._prompt.text)
        # Never without a line: an Enter would send the words that are searched for.
        found = history_completions(prompts, self._prompt.show) or [Completion(_NOTHING, self.close)]
        self._open(_Source.HISTORY, found, "Asked before")

    def _show_paths(self, choices: Sequence[PathChoice]) -> None:
        token = at_token(self._line, self._column)
        if token is None:
            self._dismiss()
        else:
            self._open(_Source.PATHS, path_completions(choices, self._take_path), "Files")

    def _take_path(self, choice: PathChoice) -> None:
        token = at_token(self._line, self._column)
        if token is None:
            return
        row = self._prompt.cursor_location[0]
        # A file's name stays where the path was, so that the question can speak of it.
        name = choice.path.rpartition("/")[2]
        text = at_text(choice.path) if choice.is_folder else name
        self._prompt.replace(text, (row, token.start), (row, token.end), maintain_selection_offset=False)
        if not choice.is_folder:
            self._attach(Path(choice.path).expanduser())

    def _open(self, source: _Source, found: Sequence[Completion], title: str) -> None:
        if not found:
            self._dismiss()
            return
        self._source = source
        self._list.show(found, title, key_names(self._list).text(_HINT))
        self._tell_prompt()

    def _tell_prompt(self) -> None:
        """Which of the prompt's keys hold depends on whether the list is open."""
        if self._prompt.has_completions != self._list.is_open:
            self._prompt.has_completions = self._list.is_open
            self._prompt.refresh_bindings()

    def _dismiss(self) -> None:
        self._calls.drop("paths")
        self._source = _Source.NONE
        self._list.close()
        self._tell_prompt()

    def _fail(self, error: ChatuiError) -> None:
        self._dismiss()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
