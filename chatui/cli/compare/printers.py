"""Three ways to print a comparison: text, one JSON object, a JSON object a line; they ask nothing."""

import json
from typing import Protocol

from chatui.chat.display_text import display_text, one_line
from chatui.chat.events import Finished, LoadProgress
from chatui.cli.compare.gauges import Gauges
from chatui.cli.compare.outcome import Outcome
from chatui.cli.compare.report import report
from chatui.cli.compare.result import comparison_object, streamed_object
from chatui.cli.compare.sentences import end_words, lanes_words
from chatui.cli.console import Console
from chatui.cli.one_turn import Style
from chatui.comparison.comparison import Comparison
from chatui.comparison.events import ComparisonEvent, LaneEvent, LanesFailed, StoppedEarly
from chatui.comparison.lane import Lane

_LOAD_STEPS = 20
"""How often a load is told; an engine tells it for each tensor."""


class Printer(Protocol):
    """Prints a comparison's events, then what came of it."""

    def begin(self, comparison: Comparison) -> None:
        """Before the first event."""

    def show(self, item: ComparisonEvent) -> None:
        """Print one event, which the comparison's lanes have taken in."""

    def end(self, outcome: Outcome) -> None:
        """Print what is left when every lane is over, however it ended."""


class _Progress:
    """What every way of printing shows on stderr: gauges on a terminal, else a sentence for each end."""

    def __init__(self, console: Console, *, shows_thoughts: bool) -> None:
        self._console = console
        self._shows_thoughts = shows_thoughts
        self._lanes: list[Lane] = []
        self._gauges: Gauges | None = None

    def begin(self, comparison: Comparison) -> None:
        """Before the first event."""
        self._lanes = comparison.lanes
        self._gauges = Gauges(self._console, self._lanes)

    def show(self, item: ComparisonEvent) -> None:
        """Show how far the lanes are."""
        match item:
            case LaneEvent(lanes=(number,), event=Finished()):
                self._end(self._lanes[number])
            case LanesFailed(lanes=numbers):
                for number in numbers:
                    self._end(self._lanes[number])
            case StoppedEarly(lanes=numbers, why=why):
                self._console.narrate(f"{why} {lanes_words(numbers)}: stopped.")
            case _:
                pass
        if self._gauges:
            self._gauges.show()

    def _end(self, lane: Lane) -> None:
        if self._shows_thoughts and lane.thought:
            self._console.aside(f"Thought of lane {lane.number}:\n")
            self._console.thought(f"{display_text(lane.thought).strip()}\n")
            self._console.aside("\n")
        if not self._console.has_progress:
            answer = lane.ballot.answer
            what = end_words(lane) or ("no short answer" if answer is None else one_line(answer))
            self._console.narrate(f"Lane {lane.number} is over: {what}, {lane.tokens:,} tokens.")


class TextPrinter(_Progress):
    """The answers and the vote to stdout, all else to stderr."""

    def end(self, outcome: Outcome) -> None:
        """Print all lanes; nothing where nothing came of any."""
        if outcome.is_worth_printing:
            self._console.data(report(outcome, self._console.width))


class JsonPrinter(_Progress):
    """One object on stdout when the comparison is over."""

    def end(self, outcome: Outcome) -> None:
        """Print the object; there is none where every lane failed before anything came of it."""
        if outcome.is_worth_printing:
            self._console.line(json.dumps(comparison_object(outcome)))


class StreamJsonPrinter(_Progress):
    """An object a line as it happens, then the one of `JsonPrinter` as the event `result`."""

    def __init__(self, console: Console, *, shows_thoughts: bool) -> None:
        super().__init__(console, shows_thoughts=shows_thoughts)
        self._loaded: dict[int, int] = {}

    def show(self, item: ComparisonEvent) -> None:
        """Print one event."""
        super().show(item)
        if not self._is_repeated(item):
            self._console.line(json.dumps(streamed_object(item)))

    def end(self, outcome: Outcome) -> None:
        """Print the result."""
        if outcome.is_worth_printing:
            self._console.line(json.dumps({"event": "result", **comparison_object(outcome)}))

    def _is_repeated(self, item: ComparisonEvent) -> bool:
        match item:
            case LaneEvent(lanes=(first, *_), event=LoadProgress(fraction=fraction)):
                step = int(fraction * _LOAD_STEPS)
                is_repeated = self._loaded.get(first) == step
                self._loaded[first] = step
                return is_repeated
            case _:
                return False


def printer_of(style: Style, console: Console, *, shows_thoughts: bool) -> Printer:
    """The printer of a style."""
    match style:
        case Style.TEXT:
            return TextPrinter(console, shows_thoughts=shows_thoughts)
        case Style.JSON:
            return JsonPrinter(console, shows_thoughts=shows_thoughts)
        case Style.STREAM_JSON:
            return StreamJsonPrinter(console, shows_thoughts=shows_thoughts)
