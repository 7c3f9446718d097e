"""The few words that exports for people put beside lanes; it knows no format."""

from collections.abc import Iterator
from dataclasses import asdict

from chatui.chat.display_text import display_text, one_line
from chatui.chat.sampling import SamplingParams
from chatui.comparison.export.report import ComparisonReport, LaneReport
from chatui.comparison.number_columns import NumberColumn, known_columns
from chatui.comparison.vote_text import shortest_text, thought_text, verdict
from chatui.store.days import local_time
from chatui.store.transfer.labels import ending_of
from chatui.thought.comparison.divergence import Kind

HEURISTIC = (
    "Steps (≈), final answers, which steps match and where thoughts fork are found by rules and can be wrong."
)
KINDS = {
    Kind.EXTRA: "steps that the other thought leaves out",
    Kind.DIFFERENT: "other steps",
    Kind.CONFLICT: "other numbers for the same thing",
}
_UNKNOWN_WITHOUT_USAGE = ("thought", "answer_tokens", "rate", "seconds")


def subtitle(report: ComparisonReport) -> str:
    """When it was run, on which models, and with how many lanes."""
    kept = report.comparison
    day = local_time(kept.conversation.created).strftime("%Y-%m-%d %H:%M")
    models = dict.fromkeys(one_line(lane.variant.model_ref) for lane in kept.lanes)
    lanes = "1 lane" if len(report.lanes) == 1 else f"{len(report.lanes)} lanes"
    return " · ".join([day, *filter(None, models), lanes])


def outcome(report: ComparisonReport) -> str:
    """What the vote came to, in one or two sentences."""
    said = verdict(report.tally)
    if report.winner is not None and report.is_won_by_length:
        return f"{said} {shortest_text(report.winner.answer)}"
    return said


def remarks(lane: LaneReport, report: ComparisonReport) -> list[str]:
    """What is to be known of a lane: how it ended, and what sets it apart."""
    tally = report.tally
    group, reached = tally.group_of(lane.number), tally.differing.get(lane.number)
    is_minority = group is not None and report.winner is not None and lane.number not in report.winner.lanes
    said = (
        ending_of(lane.kept.answer.outcome),
        "" if lane.kept.repeats is None else f"repeats lane {lane.kept.repeats}",
        "grouped by hand" if lane.number in report.comparison.by_hand else "",
        "disagrees" if is_minority else "",
        "" if reached is None else thought_text(lane.number, reached),
    )
    return list(filter(None, said))


def columns(report: ComparisonReport) -> tuple[NumberColumn, ...]:
    """The figures that say something of these lanes."""
    return known_columns([lane.numbers for lane in report.lanes])


def figure(column: NumberColumn, lane: LaneReport) -> str:
    """One figure; a dash where it is not known."""
    if column.name in _UNKNOWN_WITHOUT_USAGE and lane.kept.answer.outcome.usage is None:
        return "–"
    return column.cell(lane.numbers) or "–"


def sources(report: ComparisonReport) -> Iterator[tuple[str, str]]:
    """What it takes to run it again, by name; what differs between lanes is listed."""
    lanes = report.comparison.lanes
    runs = [lane.run for lane in lanes if lane.run]
    origins = [lane.answer.provenance for lane in lanes]
    found = (
        ("Run it again", [f"chatui compare --replay {report.comparison.id}"]),
        ("Model", [origin.model_ref for origin in origins]),
        ("Quantization", [origin.quantization for origin in origins]),
        ("Model sha256", [origin.model_sha256 for origin in origins]),
        ("Chat template sha256", [origin.template_sha256 for origin in origins]),
        ("System prompt", [lane.variant.system for lane in lanes]),
        ("Sampling", [_sampling(lane.variant.sampling) for lane in lanes]),
        ("Context", [f"{run.n_ctx:,} tokens, {run.kv_type}, {run.n_lanes} lanes at once" for run in runs]),
        ("Threads", [str(run.n_threads) for run in runs]),
        ("Layers on the GPU", [str(run.gpu_layers) for run in runs]),
        ("Engine", [f"{run.build} ({run.profile})" for run in runs]),
        ("Devices", [", ".join(run.devices) for run in runs]),
    )
    for name, values in found:
        if any(values):
            yield name, display_text("; ".join(dict.fromkeys(filter(None, values))))


def _sampling(params: SamplingParams) -> str:
    chosen = {name: value for name, value in asdict(params).items() if value is not None}
    return ", ".join(f"{name} {value:g}" for name, value in chosen.items())
