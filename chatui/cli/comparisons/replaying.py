"""`chatui compare --replay`: a kept comparison run again; what is compared is not decided here."""

import json
from contextlib import closing

from chatui.chat.events import Finished
from chatui.cli.chats.access import store
from chatui.cli.compare.gauges import Gauges
from chatui.cli.console import Console
from chatui.cli.exit_codes import ExitCode, code_of_signal
from chatui.cli.interrupts import Interrupts
from chatui.comparison.events import LaneEvent, LanesFailed
from chatui.comparison.replay import LaneReplay, Replay, ReplayReport, Verdict
from chatui.config.paths import checksums_path
from chatui.errors import ChatuiError
from chatui.launch import open_engine
from chatui.library.file_checksums import FileChecksums
from chatui.store.comparisons.reading import find
from chatui.store.comparisons.values import KeptComparison

SCHEMA = 1


def replay_comparison(beginning: str, console: Console, *, is_json: bool) -> int:
    """Run it again and print of each lane whether its tokens are the same; returns the exit code.

    It is DONE only where all are. Raises StoreError, and ModelError where a model is not here.
    """
    with store() as (database, _):
        kept = find(database, beginning)
    with closing(FileChecksums(checksums_path())) as checksums:
        replay = Replay(kept, open_engine, checksums)
        with closing(replay.comparison), Interrupts(replay.comparison.stop_from_signal) as interrupts:
            console.narrate(f"Running the comparison {kept.id} again, in the batches that it had.")
            _play(replay, console)
        report = replay.report()
    _print(kept, report, console, is_json=is_json)
    if interrupts.received is not None:
        return code_of_signal(interrupts.received)
    return ExitCode.DONE if report.is_same else ExitCode.FAILED


def _play(replay: Replay, console: Console) -> None:
    gauges = Gauges(console, replay.comparison.lanes)
    errors: list[ChatuiError] = []
    for item in replay.play():
        gauges.show()
        match item:
            case LaneEvent(lanes=(number,), event=Finished()) if not console.has_progress:
                console.narrate(f"Lane {replay.kept_number(number)} is over.")
            case LanesFailed(error=error):
                errors.append(error)
            case _:
                pass
    for error in errors:
        console.error(error)


def _print(kept: KeptComparison, report: ReplayReport, console: Console, *, is_json: bool) -> None:
    if is_json:
        console.line(json.dumps(_object(kept, report), indent=2))
    else:
        console.data("".join(f"Lane {lane.number}: {_words(lane)}\n" for lane in report.lanes))
    for sentence in report.differences:
        console.narrate(sentence)
    console.narrate(_verdict(report))


def _object(kept: KeptComparison, report: ReplayReport) -> dict[str, object]:
    lanes = [
        {
            "lane": lane.number,
            "verdict": lane.verdict.value,
            "kept_tokens": lane.kept_tokens,
            "first_difference": lane.first_difference,
        }
        for lane in report.lanes
    ]
    return {
        "schema": SCHEMA,
        "comparison": kept.id,
        "same": report.is_same,
        "lanes": lanes,
        "differences": list(report.differences),
    }


def _words(lane: LaneReplay) -> str:
    match lane.verdict:
        case Verdict.SAME:
            return f"the same, {lane.kept_tokens or 0:,} tokens"
        case Verdict.SAME_TEXT:
            return "the same text, as far as it was kept"
        case Verdict.DIFFERENT if lane.kept_tokens is None:
            return f"different from character {lane.first_difference} on"
        case Verdict.DIFFERENT:
            return f"different from token {lane.first_difference} on, of {lane.kept_tokens:,}"
        case Verdict.NOT_RUN:
            return "not run to its end this time"
        case Verdict.NOTHING_KEPT:
            return "nothing was kept of it"


def _verdict(report: ReplayReport) -> str:
    told = [lane for lane in report.lanes if lane.verdict is not Verdict.NOTHING_KEPT]
    same = [lane for lane in told if lane.verdict in (Verdict.SAME, Verdict.SAME_TEXT)]
    if len(same) == len(told):
        return f"All {len(told)} lanes are the same." if len(told) > 1 else "The lane is the same."
    return f"{len(same)} of {len(told)} lanes are the same."
