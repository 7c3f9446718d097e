"""What an evaluation keeps of each question, as values and as lines; how a file is written is not known here.

The first line has the settings, each one after it a question. A line counts from its line feed on, so that a
program that was killed while it wrote one has lost that question and nothing else.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from chatui.chat.events import FinishReason
from chatui.comparison.evaluation_settings import EvaluationSettings
from chatui.errors import ChatuiError, StoreError
from chatui.thought.comparison.evaluation import Answered, Sample
from chatui.toml_records import Place, record_from

ANOTHER_FILE = "Give another file with --results."

_SCHEMA, _KIND = 1, "chatui evaluation"


@dataclass(frozen=True, slots=True)
class SampleResult:
    """One lane's reply."""

    seed: int
    finish_reason: FinishReason
    thought_tokens: int
    answer_tokens: int
    answer: str = ""
    """The model's own text behind its thought: show none of it unfiltered."""
    final_answer: str | None = None

    def scored(self) -> Sample:
        """As it is scored: a reply that was cut off has no answer, whatever it named on the way."""
        answer = self.final_answer if self.finish_reason is FinishReason.STOP else None
        return Sample(answer, self.thought_tokens, self.answer_tokens)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """All that was drawn for one question."""

    number: int
    """Of the question, from 0."""
    id: str
    reference: str
    seconds: float
    """From the question to the end of its last lane."""
    samples: tuple[SampleResult, ...]
    error: str = ""
    """Why it could not be asked, sentences; empty where it could."""

    def scored(self) -> Answered:
        """As it is scored; where it could not be asked, it has samples without an answer."""
        return Answered(self.reference, tuple(sample.scored() for sample in self.samples))


@dataclass(frozen=True, slots=True)
class _Head:
    schema: int
    kind: str
    settings: EvaluationSettings


@dataclass(frozen=True, slots=True)
class KeptResults:
    """What a results file holds."""

    settings: EvaluationSettings
    results: tuple[QuestionResult, ...]
    """In the order in which they came, each question once."""
    whole_bytes: int
    """Of the file, up to the end of its last whole line."""


def head_line(settings: EvaluationSettings) -> str:
    """The first line of a file of results."""
    return _line(asdict(_Head(_SCHEMA, _KIND, settings)))


def result_line(result: QuestionResult) -> str:
    """The line of one question."""
    return _line(asdict(result))


def parse_results(data: bytes, path: Path) -> KeptResults | None:
    """What a file at `path` holds; None for an empty one, StoreError for one that holds anything else."""
    if not data:
        return None
    whole = data[: data.rfind(b"\n") + 1]
    head, *lines = whole.split(b"\n")[:-1] or [b""]
    settings = _settings(head, path)
    results = tuple(_result(line, path, number) for number, line in enumerate(lines, 2))
    if len({result.number for result in results}) != len(results):
        raise StoreError(f"{path} has a question twice.", ANOTHER_FILE)
    return KeptResults(settings, results, len(whole))


def _settings(head: bytes, path: Path) -> EvaluationSettings:
    try:
        found = record_from(_Head, json.loads(head), Place(path))
    except (ValueError, RecursionError, ChatuiError) as error:
        raise StoreError(f"{path} holds something else than results of this chatui.", ANOTHER_FILE) from error
    if (found.schema, found.kind) != (_SCHEMA, _KIND):
        raise StoreError(f"{path} was written by another version of chatui.", ANOTHER_FILE)
    return found.settings


def _result(line: bytes, path: Path, number: int) -> QuestionResult:
    try:
        return record_from(QuestionResult, json.loads(line), Place(path))
    except (ValueError, RecursionError, ChatuiError) as error:
        hint = "Delete the line to have its question asked again."
        raise StoreError(f"{path}, line {number}, is damaged.", hint) from error


def _line(record: object) -> str:
    return f"{json.dumps(_without_none(record))}\n"


def _without_none(value: object) -> object:
    """A record as JSON has it: a field that is None is absent."""
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_without_none(inner) for inner in value]
    return value
