"""`chatui compare --questions`, from the file to the exit code; how a question is asked is not known here."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from chatui.cli.compare.evaluation_beginning import Asked, beginning
from chatui.cli.compare.evaluation_follow import follow
from chatui.cli.compare.evaluation_report import Report, report_line, report_text
from chatui.cli.console import Console
from chatui.cli.exit_codes import ExitCode, code_of_signal
from chatui.cli.models.fetch import fetch_absent
from chatui.cli.one_turn import random_seed
from chatui.cli.sentences import opening
from chatui.comparison.evaluation_file import ResultsFile
from chatui.comparison.evaluation_questions import read_questions
from chatui.comparison.evaluation_run import EvaluationRun
from chatui.errors import ChatuiError
from chatui.launch import Choices, open_engine, prepare, remember

USUAL_SHORTEST = 3
"""short-3@k beat the majority of k on every model of arXiv 2505.17813."""


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What a person asked for, beside the choices of the model."""

    questions: Path
    lanes: int
    """Samples of each question, at least 1."""
    at_once: int | None
    """At most so many of them in one batch; None: as many as have room."""
    shortest: int
    """short-m@k's m, at least 1."""
    results: Path | None
    """None: beside the questions."""
    is_json: bool


def evaluate(wanted: Mapping[str, Any], console: Console, *, is_json: bool) -> int:
    """Do what the options of `chatui compare` say, by their names; returns the exit code."""
    choices = Choices(**{field.name: wanted[field.name] for field in fields(Choices) if field.name in wanted})
    if wanted["refs"]:
        choices = replace(choices, model=wanted["refs"][0])
    if wanted["pulls"] and (number := fetch_absent(choices, console)) is not None:
        return code_of_signal(number)
    options = EvaluationOptions(
        questions=wanted["questions"],
        lanes=wanted["lanes_each"],
        at_once=wanted["at_once"],
        shortest=wanted["shortest"] or USUAL_SHORTEST,
        results=wanted["results"],
        is_json=is_json,
    )
    return evaluate_questions(options, choices, console)


def evaluate_questions(options: EvaluationOptions, choices: Choices, console: Console) -> int:
    """Ask every question that has no result yet, and print the figures of all; returns the exit code.

    Raises what keeps it from beginning or going on; what is kept by then is told.
    """
    questions = read_questions(options.questions)
    launch = prepare(choices, random_seed())
    path = options.results or results_path(options.questions)
    with ResultsFile(path) as file, closing(open_engine()) as engine:
        asked = Asked(launch, questions, options.lanes, options.at_once, has_seed=choices.seed is not None)
        began = beginning(asked, file)
        run = EvaluationRun(engine, launch.options.load, began.settings, questions, file)
        seeded = replace(launch, options=replace(launch.options, seed=began.settings.seed))
        for sentence in [*opening(seeded), *began.sentences]:
            console.narrate(sentence)
        try:
            number = follow(run, len(questions), console)
        except ChatuiError:
            _tell_kept(console, run, len(questions), path)
            raise
    if run.has_loaded:
        remember(launch)
    report = Report(launch, began.settings, options.shortest, run.results, len(questions), path)
    if run.results and options.is_json:
        console.line(report_line(report))
    elif run.results:
        console.data(report_text(report, console.width))
    if number is None:
        return ExitCode.DONE
    _tell_kept(console, run, len(questions), path)
    return code_of_signal(number)


def results_path(questions: Path) -> Path:
    """Where results are kept unless a person names a file: beside the questions."""
    return questions.with_name(f"{questions.stem}.results.jsonl")


def _tell_kept(console: Console, run: EvaluationRun, of: int, path: Path) -> None:
    if run.has_loaded:
        console.narrate(f"{len(run.results)} of {of} questions are kept in {path}. The same command goes on.")
