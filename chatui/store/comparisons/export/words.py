"""The few words that exports for people put beside lanes; it knows no format."""

from dataclasses import asdict

from chatui.chat.display_text import display_text
from chatui.chat.sampling import SamplingParams
from chatui.store.comparisons.export.report import ComparisonReport, LaneReport
from chatui.store.days import local_time
from chatui.store.transfer.labels import ending_of
from chatui.thought.comparison.divergence import Kind
from chatui.thought.comparison.vote import Group

HEURISTIC = (
    "Steps, final answers, which steps match and where thoughts fork are found by rules, and can be wrong."
)
KINDS = {
    Kind.EXTRA: "steps that the other thought leaves out",
    Kind.DIFFERENT: "other steps",
    Kind.CONFLICT: "other numbers for the same thing",
}


def subtitle(report: ComparisonReport) -> str:
    """When it was run, on which models, and with how many lanes."""
    kept = report.comparison
    day = local_time(kept.conversation.created).strftime("%Y-%m-%d %H:%M")
    models = dict.fromkeys(one_line(lane.lane.variant.model_ref) for lane in report.lanes)
    lanes = "1 lane" if len(report.lanes) == 1 else f"{len(report.lanes)} lanes"
    return " · ".join([day, *filter(None, models), lanes])


def verdict(report: ComparisonReport) -> str:
    """What the vote came to, a sentence."""
    counted = report.vote
    if not counted.lanes:
        return "No lane has a vote."
    agreement = f"{counted.agreement * 100:.0f} % agree"
    if report.winner is None:
        return f"No answer has won; {agreement}." if counted.groups else "The answers can not be counted."
    by_length = " by the shortest thought" if report.is_won_by_length else ""
    return f"{one_line(report.winner.answer)} has won{by_length}; {agreement}."


def share(report: ComparisonReport, group: Group) -> str:
    """How many of the votes a group has."""
    return f"{group.count} of {report.vote.lanes}"


def lanes_words(numbers: tuple[int, ...]) -> str:
    """`lane 2`, or `lanes 0, 1, 3`."""
    return f"lane{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def marks(lane: LaneReport, report: ComparisonReport) -> list[str]:
    """What is to be known of a lane: how it ended, and what sets it apart."""
    cast = lane.ballot
    thought, said = one_line(cast.thought_answer or ""), one_line(cast.answer or "")
    is_minority = lane.group is not None and report.winner is not None and lane.group.key != report.winner.key
    return [
        words
        for words, holds in (
            (ending_of(lane.lane.answer.outcome), bool(ending_of(lane.lane.answer.outcome))),
            (f"repeats lane {lane.lane.repeats}", lane.lane.repeats is not None),
            ("grouped by hand", lane.number in report.comparison.by_hand),
            ("disagrees", is_minority),
            (
                f"the thought seems to have reached {thought}, the reply says {said}",
                cast.differs_from_thought,
            ),
            ("right", lane.is_right is True),
            ("wrong", lane.is_right is False),
        )
        if holds
    ]


def figures(lane: LaneReport) -> list[tuple[str, str]]:
    """Its numbers with their names; what is not known is a dash."""
    outcome, counts = lane.lane.answer.outcome, lane.counts
    usage, timings = outcome.usage, outcome.timings
    seed, sure = lane.lane.answer.provenance.seed, lane.sureness
    rate = timings.decode_tokens_per_s if timings else 0.0
    return [
        ("Seed", _number(seed)),
        ("Thought tokens", _number(usage.thought_tokens if usage else None)),
        ("Answer tokens", _number(usage.answer_tokens if usage else None)),
        ("Steps", _number(counts.steps)),
        ("Checks", _number(counts.checks)),
        ("Backtracks", _number(counts.backtracks)),
        ("Thought s", "–" if outcome.thought_s is None else f"{outcome.thought_s:.1f}"),
        ("Tokens/s", f"{rate:.1f}" if rate else "–"),
        ("Sureness", "–" if sure is None else f"{sure * 100:.0f} %"),
    ]


def answer_of(lane: LaneReport) -> str:
    """Its final answer on one line; a dash where none was found."""
    return one_line(lane.ballot.answer or "") or "–"


def sources(report: ComparisonReport) -> list[tuple[str, str]]:
    """What it takes to run it again, by name; what differs between lanes is listed."""
    lanes = [lane.lane for lane in report.lanes]
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
    return [
        (name, display_text("; ".join(dict.fromkeys(filter(None, values)))))
        for name, values in found
        if any(values)
    ]


def one_line(text: str) -> str:
    """Text of a model or a person in one harmless line."""
    return " ".join(display_text(text).split())


def _sampling(params: SamplingParams) -> str:
    chosen = {name: value for name, value in asdict(params).items() if value is not None}
    return ", ".join(f"{name} {value:g}" for name, value in chosen.items())


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"
