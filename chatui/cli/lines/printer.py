"""Prints a turn in labelled lines, phrase by phrase; it asks nothing and moves no cursor."""

from chatui.chat.events import AnswerDelta, Event, Finished, Notice, ThoughtDelta, ThoughtEnded
from chatui.cli.console import Console
from chatui.cli.lines.phrases import Phrases
from chatui.cli.printers import show_progress
from chatui.cli.turn import TurnRecord

THOUGHT = "Thought:"
ANSWER = "Answer:"


class LinePrinter:
    """The thought to stderr, the answer to stdout, each below its label."""

    def __init__(self, console: Console, *, hides_thought: bool = False) -> None:
        self._console = console
        self._hides_thought = hides_thought
        self._phrases = Phrases()
        self._label = ""
        self._ends_line = True

    def show(self, event: Event) -> None:
        """Print one event."""
        match event:
            case ThoughtDelta() if self._hides_thought:
                self._console.progress("Thinking …")
            case ThoughtDelta(text=text):
                self._say(THOUGHT, text)
            case AnswerDelta(text=text):
                self._say(ANSWER, text)
            case ThoughtEnded() | Finished():
                self._end()
            case Notice(text=text):
                self._end()
                self._console.narrate(text)
            case _:
                show_progress(self._console, event)

    def end(self, record: TurnRecord) -> None:
        """End the line that was begun."""
        self._end()

    def _say(self, label: str, text: str) -> None:
        if label != self._label:
            # The line breaks around a tag belong to the tag.
            text = text.lstrip("\n")
            if not text:
                return
            self._end()
            self._console.aside(f"{label}\n")
            self._label = label
        self._write(self._phrases.add(text))

    def _write(self, text: str) -> None:
        if text:
            self._ends_line = text.endswith("\n")
            (self._console.data if self._label == ANSWER else self._console.thought)(text)

    def _end(self) -> None:
        self._write(self._phrases.flush())
        if not self._ends_line:
            self._write("\n")
        self._label = ""
