"""Writes a comparison as JSON Lines: one for the comparison, then one for each lane; it reads nothing.

The text is ASCII: whatever a model said, no control character reaches a terminal or a pipe.
"""

import json
from dataclasses import asdict

from chatui.comparison.export.report import ComparisonReport, LaneReport
from chatui.store.comparisons.values import KeptLane
from chatui.thought.comparison.divergence import Alignment
from chatui.thought.comparison.vote import Group

SCHEMA = 1


def to_json_lines(report: ComparisonReport) -> str:
    """The text of a file; fields may be added, and none changes its meaning under the same schema."""
    key = report.comparison.id
    lines = [{"type": "comparison", **comparison_object(report)}]
    lines += [{"type": "lane", "comparison": key, **lane_object(lane, report)} for lane in report.lanes]
    return "".join(f"{json.dumps(line)}\n" for line in lines)


def comparison_object(report: ComparisonReport) -> dict[str, object]:
    """The comparison without its lanes, which are named by their numbers."""
    kept, setup, vote = report.comparison, report.comparison.setup, report.tally.vote
    return {
        "schema": SCHEMA,
        "id": kept.id,
        "title": kept.conversation.title,
        "created": kept.conversation.created,
        "note": kept.note,
        "starred": kept.is_starred,
        "prompt": kept.question.text,
        "attachments": [asdict(file) for file in kept.question.attachments],
        "reference": setup.reference,
        "early_stop": {"stop_after": setup.enough_thoughts, "stop_when_decided": setup.stops_when_decided},
        "together": setup.is_together,
        "vote": [group_object(group) for group in vote.groups],
        "ungrouped": list(vote.ungrouped),
        "by_hand": {str(lane): answer for lane, answer in kept.by_hand.items()},
        "winner": group_object(report.winner) if report.winner else None,
        "agreement": round(vote.agreement, 4),
        "medoid": report.likeness.medoid,
    }


def group_object(group: Group) -> dict[str, object]:
    """An answer with its lanes."""
    return {"answer": group.answer, "count": group.count, "lanes": list(group.lanes)}


def lane_object(lane: LaneReport, report: ComparisonReport) -> dict[str, object]:
    """One lane, with all that is needed to run it again."""
    kept, outcome, numbers = lane.kept, lane.kept.answer.outcome, lane.numbers
    ballot = lane.lane.ballot
    return {
        "lane": kept.number,
        "repeats": kept.repeats,
        "variant": kept.variant.label,
        "thought": lane.lane.thought,
        "answer": lane.lane.answer,
        "state": outcome.state.value,
        "finish_reason": outcome.finish_reason.value if outcome.finish_reason else None,
        "error": outcome.error,
        "final_answer": ballot.answer,
        "thought_answer": ballot.thought_answer,
        "thought_differs": ballot.differs_from_thought,
        "right": numbers.is_right,
        "steps": [{"start": step.start, "end": step.end, "role": step.role.value} for step in lane.steps],
        "checks": numbers.checks,
        "backtracks": numbers.backtracks,
        "confidence": numbers.confidence,
        "fork": _fork(report.likeness.alignments.get(lane.number)),
        "thought_s": outcome.thought_s,
        "usage": asdict(outcome.usage) if outcome.usage else None,
        "timings": asdict(outcome.timings) if outcome.timings else None,
        **_source(kept),
    }


def _source(lane: KeptLane) -> dict[str, object]:
    source, run, drawn = lane.answer.provenance, lane.run, lane.drawn
    return {
        "model": {
            "ref": source.model_ref,
            "path": lane.variant.path,
            "quantization": source.quantization,
            "sha256": source.model_sha256,
            "template_sha256": source.template_sha256,
        },
        "system": lane.variant.system,
        "think": lane.variant.think,
        "seed": source.seed,
        "sampling": asdict(source.sampling) if source.sampling else None,
        "run": asdict(run) if run else None,
        "prompt_sha256": drawn.prompt_sha256 if drawn else None,
        "token_ids": list(drawn.token_ids) if drawn else None,
    }


def _fork(alignment: Alignment | None) -> dict[str, object] | None:
    """Where the lane first goes another way than the medoid: the first step of each from there on."""
    if alignment is None or alignment.fork is None:
        return None
    rows = alignment.rows[alignment.fork.first :]
    return {
        "kind": alignment.fork.kind.value,
        "medoid_step": next((row.left for row in rows if row.left is not None), None),
        "step": next((row.right for row in rows if row.right is not None), None),
    }
