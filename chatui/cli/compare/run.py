"""Runs a comparison from the choice of models to the exit code; it prints through a printer only."""

from contextlib import closing

from chatui.chat.attached_files import Attachment
from chatui.cli.compare import sentences
from chatui.cli.compare.keeping import recorder_for, tell_kept
from chatui.cli.compare.outcome import Outcome
from chatui.cli.compare.printers import Printer
from chatui.cli.compare.request import Request
from chatui.cli.console import Console
from chatui.cli.exit_codes import code_of_signal
from chatui.cli.interrupts import Interrupts
from chatui.cli.models.fetch import fetch_absent
from chatui.cli.one_turn import random_seed
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import LaneSpec, Question, specs_of
from chatui.comparison.keeping import ComparisonRecorder
from chatui.comparison.plan import Plan
from chatui.comparison.plan_words import plan_sentences
from chatui.comparison.planning import Misfit
from chatui.comparison.planning_here import plan_here
from chatui.comparison.totals import Totals
from chatui.launch import open_engine, remember


def run(request: Request, console: Console, printer: Printer) -> int:
    """Ask all lanes and print; returns the exit code, raises what keeps every lane from beginning."""
    if request.pulls:
        for choices in request.choices_of_models:
            if (number := fetch_absent(choices, console)) is not None:
                return code_of_signal(number)
    variants = request.variants(random_seed())
    plan = plan_here(variants, request.wish)
    if isinstance(plan, Misfit):
        raise plan.error
    specs = specs_of(variants, request.wish.lanes_each, variants[0].launch.options.seed)
    for sentence in [*sentences.opening(variants, specs), *plan_sentences(plan, specs)]:
        console.narrate(sentence)
    return compare(request, specs, plan, console, printer).exit_code


def compare(
    request: Request, specs: list[LaneSpec], plan: Plan, console: Console, printer: Printer
) -> Outcome:
    """Play planned lanes and print what comes of them; a signal ends them in good order."""
    comparison = Comparison(question_of(request), specs, plan, open_engine, early_stop=request.early_stop)
    with closing(comparison), recorder_for(comparison, request.keeps, console) as recorder:
        outcome = _play(comparison, printer, recorder)
    printer.end(outcome)
    for sentence in sentences.closing(outcome):
        console.narrate(sentence)
    for error, numbers in outcome.failures():
        console.error(sentences.failure(error, numbers, len(outcome.lanes)))
    tell_kept(outcome.recorder, console)
    loaded = {lane.spec.variant.launch.model.ref: lane for lane in outcome.lanes if lane.info is not None}
    if len(loaded) == len(plan.models) == 1:
        remember(outcome.lanes[0].spec.variant.launch)
    return outcome


def question_of(request: Request) -> Question:
    """The question as lanes are asked it."""
    asked = request.question
    return Question(asked.text, tuple(Attachment(*file) for file in asked.files))


def _play(comparison: Comparison, printer: Printer, recorder: ComparisonRecorder | None) -> Outcome:
    totals = Totals()
    printer.begin(comparison)
    events = comparison.play()
    with Interrupts(comparison.stop_from_signal) as interrupts:
        for item in recorder.recorded(events) if recorder else events:
            totals.add(item)
            printer.show(item)
    return Outcome(comparison, totals, interrupts.received, recorder)
