"""The object that `compare --json` promises, and one for every event; it prints nothing."""

from dataclasses import asdict

from chatui.chat.display_text import display_text
from chatui.chat.events import Usage
from chatui.cli.compare.outcome import Outcome
from chatui.cli.printers import event_object
from chatui.cli.result import SCHEMA, result_object
from chatui.comparison.events import ComparisonEvent, LaneEvent, LanesFailed, ModelLoaded, StoppedEarly
from chatui.comparison.lane import Lane
from chatui.comparison.plan import Plan
from chatui.comparison.summary import Summary
from chatui.thought.comparison.vote import Group


def comparison_object(outcome: Outcome) -> dict[str, object]:
    """All lanes, the vote, and what they took."""
    comparison, totals, summary = outcome.comparison, outcome.totals, outcome.summary
    prompt = comparison.question.messages("")[-1].content
    kept = {"comparison": outcome.kept_as} if outcome.kept_as else {}
    return {
        "schema": SCHEMA,
        **kept,
        "prompt": prompt,
        "lanes": [lane_object(lane, prompt, summary) for lane in outcome.lanes],
        "vote": [_group(group) for group in summary.vote.groups],
        "ungrouped": list(summary.vote.ungrouped),
        "winner": _group(summary.winner) if summary.winner else None,
        "agreement": round(summary.vote.agreement, 4),
        "early_stop": {
            "stop_after": comparison.early_stop.thoughts,
            "stop_when_decided": comparison.early_stop.when_decided,
            "lanes": list(summary.stopped_early),
            "saved_tokens_estimate": summary.saved_tokens,
        },
        "plan": _plan(comparison.plan),
        "timings": {
            "prompt_tokens_evaluated": totals.prompt_tokens_evaluated,
            "decode_tokens_per_s": round(totals.decode_tokens_per_s, 4),
            "load_s": round(totals.load_s, 4),
            "total_s": round(totals.total_s, 4),
        },
    }


def lane_object(lane: Lane, prompt: str, summary: Summary) -> dict[str, object]:
    """A lane as `ask --json` has it, with its number and what only lanes have."""
    launch, ballot = lane.spec.variant.launch, lane.ballot
    thought_answer = ballot.thought_answer
    usage = lane.finished.usage if lane.finished else Usage()
    return {
        **result_object(launch, lane.info, prompt, lane),
        "usage": {
            "prompt_tokens": usage.prompt_tokens,
            "reused_tokens": usage.reused_tokens,
            # Counted here: of a lane that its engine did not end, nothing else is known.
            "thought_tokens": lane.thought_tokens,
            "answer_tokens": lane.answer_tokens,
        },
        "lane": lane.number,
        "seed": lane.spec.seed,
        "variant": display_text(lane.spec.variant.label),
        "sampling": asdict(launch.options.sampling),
        "think": launch.options.think,
        "thought_answer": None if thought_answer is None else display_text(thought_answer),
        "thought_differs": lane.number in summary.differing,
        "stopped_early": lane.number in summary.stopped_early,
        "repeats": lane.spec.repeats,
        "error": None if lane.error is None else display_text(str(lane.error)),
    }


def streamed_object(item: ComparisonEvent) -> dict[str, object]:
    """What happened; the engine's events are as `ask --stream-json` has them, with the lanes' numbers."""
    match item:
        case LaneEvent(lanes=numbers, event=event):
            said = event_object(event)
            if "lane" in said:
                return {**said, "lane": numbers[0]}
            return {**said, "lanes": list(numbers)}
        case ModelLoaded(lanes=numbers, info=info):
            model = {"path": info.path, "architecture": info.architecture, "quantization": info.quantization}
            return {"event": "model_loaded", "lanes": list(numbers), "model": model, "n_ctx": info.n_ctx}
        case LanesFailed(lanes=numbers, error=error):
            return {"event": "lanes_failed", "lanes": list(numbers), "error": display_text(str(error))}
        case StoppedEarly(lanes=numbers, why=why):
            return {"event": "stopped_early", "lanes": list(numbers), "why": why}


def _group(group: Group) -> dict[str, object]:
    return {"answer": display_text(group.answer), "count": group.count, "lanes": list(group.lanes)}


def _plan(plan: Plan) -> dict[str, object]:
    models = [
        {
            "path": model.path,
            "lanes_at_once": model.lanes_at_once,
            "n_ctx": model.n_ctx,
            "memory_bytes": model.memory.total_bytes if model.memory else None,
        }
        for model in plan.models
    ]
    return {"together": plan.is_together, "models": models}
