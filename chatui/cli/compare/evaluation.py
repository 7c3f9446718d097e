"""`chatui compare --questions`, from the file to the exit code; how a question is asked is not known here."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from chatui.cli.compare.evaluation_follow import follow
from chatui.cli.compare.evaluation_report import Report, report_line, report_text
from chatui.cli.console import Console
from chatui.cli.exit_codes import ExitCode, code_of_signal
from chatui.cli.one_turn import random_seed
from chatui.cli.sentences import opening
from chatui.comparison.evaluation_file import ResultsFile
from chatui.comparison.evaluation_questions import ReferenceQuestion, questions_sha256, read_questions
from chatui.comparison.evaluation_results import ANOTHER_FILE
from chatui.comparison.evaluation_run import EvaluationRun
from chatui.comparison.evaluation_settings import EvaluationSettings, identity_of
from chatui.errors import ChatuiError, StoreError
from chatui.launch import Choices, Launch, open_engine, prepare

MOST_LANES_AT_ONCE = 64
"""What an engine can be loaded for."""


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What a person asked for, beside the choices of the model."""

    questions: Path
    lanes: int
    """Samples of each question, at least 1."""
    shortest: int
    """short-m@k's m, at least 1."""
    results: Path | None
    """None: beside the questions."""
    is_json: bool


def evaluate_questions(options: EvaluationOptions, choices: Choices, console: Console) -> int:
    """Ask every question that has no result yet, and print the figures of all; returns the exit code.

    Raises what keeps it from beginning or going on; what is kept by then is told.
    """
    questions = read_questions(options.questions)
    launch = prepare(choices, random_seed())
    path = options.results or results_path(options.questions)
    with ResultsFile(path) as file, closing(open_engine()) as engine:
        settings = _joined(file, _settings(launch, options.lanes, questions), choices)
        run = EvaluationRun(engine, launch.options.load, settings, questions, file)
        for sentence in opening(replace(launch, options=replace(launch.options, seed=settings.seed))):
            console.narrate(sentence)
        if run.results:
            console.narrate(f"{len(run.results)} of {len(questions)} questions were answered before.")
        try:
            number = follow(run, len(questions), console)
        except ChatuiError:
            _tell_kept(console, run, len(questions), path)
            raise
    report = Report(launch, settings, options.shortest, run.results, len(questions), path)
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


def _settings(launch: Launch, lanes: int, questions: tuple[ReferenceQuestion, ...]) -> EvaluationSettings:
    options = launch.options
    return EvaluationSettings(
        model=identity_of(launch.model),
        questions_sha256=questions_sha256(questions),
        lanes=lanes,
        lanes_at_once=min(lanes, MOST_LANES_AT_ONCE),
        seed=options.seed,
        sampling=options.sampling,
        system=options.system,
        think=options.think,
        n_ctx=options.load.n_ctx,
        kv_type=options.load.kv_type,
    )


def _joined(file: ResultsFile, wanted: EvaluationSettings, choices: Choices) -> EvaluationSettings:
    """The settings to go on with: those of the file for what the person left open."""
    if file.kept is None:
        return wanted
    kept = file.kept.settings
    left_open = {"lanes_at_once"}
    if choices.seed is None:
        left_open.add("seed")
    if wanted.n_ctx is None:
        left_open.add("n_ctx")
    joined = wanted.adopting(kept, left_open)
    if different := joined.differences(kept):
        what = f"{file.path} was begun with other settings: {'; '.join(different)}."
        raise StoreError(what, f"Give the same ones to go on. {ANOTHER_FILE}")
    return joined


def _tell_kept(console: Console, run: EvaluationRun, of: int, path: Path) -> None:
    console.narrate(f"{len(run.results)} of {of} questions are kept in {path}. The same command goes on.")
