"""Three ways to print a turn as it happens: text, one JSON object, a JSON object a line; they ask nothing.

JSON is written in ASCII, so that it comes through any output encoding.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Protocol

from chatui.chat.display_text import display_text
from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    LoadProgress,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnded,
)
from chatui.cli.console import Console
from chatui.cli.turn import TurnRecord

_LONG_PROMPT = 512
"""Tokens; the progress of a shorter prompt is over before it can be read."""

_NAMES: dict[type[Event], str] = {
    LoadProgress: "load_progress",
    Notice: "notice",
    PromptProgress: "prompt_progress",
    ThoughtDelta: "thought_delta",
    AnswerDelta: "answer_delta",
    ThoughtEnded: "thought_ended",
    Finished: "finished",
}

ResultOf = Callable[[TurnRecord], dict[str, object]]


class Printer(Protocol):
    """Prints a turn's events, then what came of it."""

    def show(self, event: Event) -> None:
        """Print one event."""

    def end(self, record: TurnRecord) -> None:
        """Print what is left when the turn is over, however it ended."""


class TextPrinter:
    """The answer to stdout, the thought and all else to stderr."""

    def __init__(self, console: Console, *, hides_thought: bool = False, has_labels: bool = False) -> None:
        self._console = console
        self._hides_thought = hides_thought
        # Where colour does not tell them apart, words do.
        self._has_labels = has_labels
        self._is_thinking = False
        self._thought_ends_line = True
        self._answer = ""

    def show(self, event: Event) -> None:
        """Print one event."""
        match event:
            case ThoughtDelta(text=text):
                self._show_thought(text)
            case AnswerDelta(text=text):
                self._end_thought()
                self._show_answer(text)
            case ThoughtEnded() | Finished():
                self._end_thought()
            case Notice(text=text):
                self._console.narrate(text)
            case _:
                show_progress(self._console, event)

    def end(self, record: TurnRecord) -> None:
        """End the lines that were begun."""
        self._end_thought()
        if self._answer and self._answer != "\n":
            self._console.data("\n")

    def _show_thought(self, text: str) -> None:
        if self._hides_thought:
            self._console.progress("Thinking …")
            return
        if not self._is_thinking:
            self._is_thinking = True
            text = text.lstrip("\n")
            self._label("Thought:")
        if text:
            self._console.thought(text)
            self._thought_ends_line = text.endswith("\n")

    def _end_thought(self) -> None:
        if self._is_thinking:
            self._is_thinking = False
            self._console.aside("" if self._thought_ends_line else "\n")
            self._console.aside("\n")

    def _show_answer(self, text: str) -> None:
        if not self._answer:
            # The line breaks between the closing tag and the answer belong to the tag.
            text = text.lstrip("\n")
            if not text:
                return
            self._label("Answer:")
        self._console.data(text)
        self._answer = text[-1:]

    def _label(self, label: str) -> None:
        if self._has_labels:
            self._console.aside(f"{label}\n")


class JsonPrinter:
    """One object on stdout when the turn is over."""

    def __init__(self, console: Console, result_of: ResultOf) -> None:
        self._console = console
        self._result_of = result_of

    def show(self, event: Event) -> None:
        """Show progress only."""
        show_progress(self._console, event)

    def end(self, record: TurnRecord) -> None:
        """Print the object; there is none for a turn that failed before anything came of it."""
        if is_worth_printing(record):
            self._console.line(json.dumps(self._result_of(record)))


class StreamJsonPrinter:
    """An object a line as it happens, then the one of `JsonPrinter` as the event `result`."""

    def __init__(self, console: Console, result_of: ResultOf) -> None:
        self._console = console
        self._result_of = result_of

    def show(self, event: Event) -> None:
        """Print one event."""
        self._console.line(json.dumps(event_object(event)))

    def end(self, record: TurnRecord) -> None:
        """Print the result."""
        if is_worth_printing(record):
            self._console.line(json.dumps({"event": "result", **self._result_of(record)}))


def event_object(event: Event) -> dict[str, object]:
    """An event of the engine as a JSON object, harmless to print."""
    fields = asdict(event)
    fields.pop("token_ids", None)  # thousands of numbers, which nobody can read without the vocabulary
    return {"event": _NAMES[type(event)], **{name: _harmless(value) for name, value in fields.items()}}


def is_worth_printing(record: TurnRecord) -> bool:
    """Something came of the turn, or nothing failed."""
    return record.error is None or bool(record.thought_pieces or record.answer_pieces)


def show_progress(console: Console, event: Event) -> None:
    """Show how far a load or a long prompt is."""
    match event:
        case LoadProgress(fraction=fraction) if fraction < 1:
            console.progress(f"Loading the model: {fraction:.0%}")
        case PromptProgress(evaluated=evaluated, total=total) if total >= _LONG_PROMPT and evaluated < total:
            console.progress(f"Reading the prompt: {evaluated / total:.0%} of {total:,} tokens")
        case _:
            pass


def _harmless(value: object) -> object:
    match value:
        case str():
            return display_text(value)
        case dict():
            return {key: _harmless(inner) for key, inner in value.items()}
        case _:
            return value
