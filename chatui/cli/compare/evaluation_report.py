"""The figures of an evaluation, as JSON and as a table; how they come about is not known here."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from chatui.chat.display_text import display_text, one_line
from chatui.cli.models.table import Column, table
from chatui.cli.models.words import time_words
from chatui.cli.result import SCHEMA
from chatui.comparison.evaluation_results import QuestionResult
from chatui.comparison.evaluation_settings import EvaluationSettings
from chatui.launch import Launch
from chatui.thought.comparison.evaluation import evaluate
from chatui.thought.comparison.mean import Mean
from chatui.thought.comparison.proportion import Proportion


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported on."""

    launch: Launch
    settings: EvaluationSettings
    shortest: int
    """short-m@k's m."""
    results: Sequence[QuestionResult]
    questions: int
    """How many there are, answered or not."""
    path: Path
    """Where the results are kept."""

    @property
    def m(self) -> int:
        """Of the samples, how many are the shortest."""
        return min(self.shortest, self.settings.lanes)

    @property
    def is_partial(self) -> bool:
        """Questions are left."""
        return len(self.results) < self.questions

    @property
    def not_asked(self) -> list[QuestionResult]:
        """The questions that could not be asked."""
        return [result for result in self.results if result.error]

    @property
    def tokens(self) -> int:
        """Drawn for all questions together."""
        samples = [sample for result in self.results for sample in result.samples]
        return sum(sample.thought_tokens + sample.answer_tokens for sample in samples)

    @property
    def seconds(self) -> float:
        """That all questions took together."""
        return sum(result.seconds for result in self.results)


def report_line(report: Report) -> str:
    """One JSON object; shares and gains are 0 to 1, tokens those of a question, intervals 95 %."""
    settings, gguf = report.settings, report.launch.gguf
    return json.dumps(
        {
            "schema": SCHEMA,
            "model": {
                "ref": report.launch.model.ref,
                "path": str(gguf.path),
                "architecture": gguf.architecture,
                "quantization": gguf.quantization,
            },
            "questions": report.questions,
            "answered": len(report.results),
            "lanes": settings.lanes,
            "seed": settings.seed,
            "sampling": asdict(settings.sampling),
            "scores": {row.key: row.as_json() for row in _rows(report)},
            "tokens_total": report.tokens,
            "seconds_total": round(report.seconds, 3),
            "not_asked": [
                {"id": display_text(result.id), "why": display_text(result.error)}
                for result in report.not_asked
            ],
            "results": str(report.path),
        }
    )


def report_text(report: Report, width: int) -> str:
    """A table, what it is about before it, and what it took behind it."""
    settings = report.settings
    of = f"{len(report.results)} of {report.questions}" if report.is_partial else str(report.questions)
    about = (
        f"{one_line(report.launch.model.ref)}: {of} questions, {settings.lanes} samples each, "
        f"temperature {settings.sampling.temperature:g}, seed {settings.seed}"
    )
    lines = [about, "", *table(_COLUMNS, _rows(report), width), ""]
    lines.append(f"{report.tokens:,} tokens in {time_words(report.seconds)}; the intervals are 95 % ones.")
    for result in report.not_asked:
        lines.append(f"Not asked, so counted as wrong: {one_line(result.id)}. {one_line(result.error)}")
    return "".join(f"{line}\n" for line in lines)


class _Row(NamedTuple):
    key: str
    title: str
    accuracy: Proportion
    tokens: Mean
    gain: Mean | None = None
    m: int | None = None

    def as_json(self) -> dict[str, object]:
        gain = {} if self.gain is None else {"gain": _mean_object(self.gain, 4)}
        m = {} if self.m is None else {"m": self.m}
        return {**m, "accuracy": _share_object(self.accuracy), **gain, "tokens": _mean_object(self.tokens, 1)}


def _rows(report: Report) -> list[_Row]:
    found, lanes = evaluate([result.scored() for result in report.results], report.m), report.settings.lanes
    return [
        _Row("one_sample", "one sample", found.one_sample, found.tokens_of_one),
        _Row(
            "majority",
            f"majority of {lanes}",
            found.majority,
            found.tokens_of_majority,
            found.gain_of_majority,
        ),
        _Row(
            "shortest",
            f"shortest {report.m} of {lanes}",
            found.shortest,
            found.tokens_of_shortest,
            found.gain_of_shortest,
            report.m,
        ),
    ]


def _share_object(found: Proportion) -> dict[str, object]:
    return {"share": _rounded(found.share), "interval": [round(end, 4) for end in found.interval]}


def _mean_object(found: Mean, digits: int) -> dict[str, object]:
    interval = found.interval and [round(end, digits) for end in found.interval]
    return {"mean": round(found.value, digits), "interval": interval}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _percent(found: Proportion) -> str:
    low, high = found.interval
    return "" if found.share is None else f"{100 * found.share:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def _points(gain: Mean | None) -> str:
    return "" if gain is None else f"{100 * gain.value:+.1f}{_plus_minus(gain, 100, 1)}"


def _count(tokens: Mean) -> str:
    return f"{tokens.value:,.0f}{_plus_minus(tokens, 1, 0)}"


def _plus_minus(mean: Mean, factor: float, digits: int) -> str:
    return "" if mean.interval is None else f" ± {factor * (mean.interval[1] - mean.value):,.{digits}f}"


_COLUMNS: tuple[Column[_Row], ...] = (
    Column("", lambda row: row.title),
    Column("right", lambda row: _percent(row.accuracy), is_number=True),
    Column("over one, points", lambda row: _points(row.gain), is_number=True),
    Column("tokens a question", lambda row: _count(row.tokens), is_number=True),
)
