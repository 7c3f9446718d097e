"""A comparison is kept while it runs, whatever becomes of its lanes, its store or its process."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatui.chat.events import AnswerDelta, Finished, FinishReason, ThoughtDelta
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import LaneSpec, Question
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.events import ComparisonEvent, LaneEvent
from chatui.comparison.keeping import ComparisonRecorder
from chatui.comparison.plan import ModelPlan, Plan
from chatui.engine.script import LoadScript, Piece, Script
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed
from chatui.library.file_checksums import FileChecksums
from chatui.models.demo_model import demo_model_path
from chatui.store import tree
from chatui.store.comparisons.reading import find, list_comparisons
from chatui.store.comparisons.values import KeptComparison, Setup
from chatui.store.database import Database
from chatui.store.opening import open_database
from chatui.store.values import Attachment, MessageState
from tests.comparison.lanes import Gate, variant
from tests.comparison.runs import GOOD, run_of, scripted
from tests.store.locking import locked


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chatui.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path, busy_timeout_s=0.05).database
    yield database
    database.close()


def recorder_of(database: Database, run: Comparison, reference: str | None = None) -> ComparisonRecorder:
    return ComparisonRecorder(database, run, FileChecksums(database.path.with_name("sums.json")), reference)


def played(recorder: ComparisonRecorder, run: Comparison) -> list[ComparisonEvent]:
    events = list(recorder.recorded(run.play()))
    recorder.close()
    run.close()
    return events


def kept(database: Database, recorder: ComparisonRecorder) -> KeptComparison:
    assert recorder.failure is None
    assert recorder.comparison_id
    return find(database, recorder.comparison_id)


def states(comparison: KeptComparison) -> list[MessageState]:
    return [lane.answer.outcome.state for lane in comparison.lanes]


def test_all_that_is_needed_to_run_it_again(database: Database) -> None:
    tiny = variant()
    plan = Plan((ModelPlan(tiny.launch.options.load.path, 2, 2048),))
    question = Question("2 + 3?", (Attachment("a.txt", "one"),))
    specs = [LaneSpec(number, tiny, 40 + number) for number in range(3)]
    rule = EarlyStop(3, True)
    run = Comparison(question, specs, plan, lambda: ScriptedEngine([GOOD]), early_stop=rule, logprobs=True)
    recorder = recorder_of(database, run, "5")
    played(recorder, run)
    found = kept(database, recorder)
    assert (found.question.text, found.question.attachments) == ("2 + 3?", question.attachments)
    assert found.setup == Setup("5", 3, True)
    lane = found.lanes[1]
    sha256 = hashlib.sha256(demo_model_path().read_bytes()).hexdigest()
    source = lane.answer.provenance
    assert (source.model_ref, source.seed, source.sampling) == ("tiny", 41, tiny.launch.options.sampling)
    assert (source.model_sha256, source.template_sha256, source.quantization) == (sha256, "0" * 64, "Q8_0")
    assert (lane.variant.label, lane.variant.path) == ("tiny", str(demo_model_path()))
    assert lane.run is not None
    assert (lane.run.n_lanes, lane.run.n_ctx, lane.run.profile) == (2, 4096, "scripted")
    assert [each.run.batch for each in found.lanes if each.run] == [0, 0, 2]
    assert lane.drawn is not None
    assert lane.drawn.token_ids == tuple(range(len(GOOD.pieces)))
    assert len(lane.drawn.thought_logprobs) == len(lane.drawn.thought_token_ends) == 6
    assert lane.drawn.thought_token_ends[-1] == len(lane.answer.thought)
    assert states(found) == [MessageState.DONE] * 3
    assert (found.vote.agreement, found.conversation.title) == (1.0, "2 + 3?")


def test_lanes_are_there_before_they_say_anything(database: Database) -> None:
    run = scripted(2)
    recorder = recorder_of(database, run)
    recorder.save()
    assert states(kept(database, recorder)) == [MessageState.STREAMING] * 2


def test_the_winner_is_seen_in_the_chat(database: Database) -> None:
    pieces = (Piece("6.", lane=0), Piece("5.", lane=1), Piece("5.", lane=2))
    run = scripted(3, Script(pieces))
    recorder = recorder_of(database, run)
    played(recorder, run)
    found = kept(database, recorder)
    assert tree.branch(database, found.id)[-1].id == found.lanes[1].answer.id


def test_lanes_that_are_added_are_kept(database: Database) -> None:
    run = scripted(2)
    recorder = recorder_of(database, run)
    list(recorder.recorded(run.play()))
    recorder.close()
    run.rerun(1)
    run.add([LaneSpec(3, variant("other"), 9)])
    played(recorder, run)
    found = kept(database, recorder)
    assert [(lane.number, lane.repeats, lane.variant.label) for lane in found.lanes[2:]] == [
        (2, 1, "tiny"),
        (3, None, "other"),
    ]
    assert states(found) == [MessageState.DONE] * 4


def test_a_lane_that_fails_is_kept_with_what_it_said(database: Database) -> None:
    run = scripted(2, Script(GOOD.pieces[:3], error=EngineCrashed("It ended by SIGSEGV.")))
    recorder = recorder_of(database, run)
    played(recorder, run)
    found = kept(database, recorder)
    assert states(found) == [MessageState.ERROR] * 2
    assert found.lanes[0].answer.outcome.error == "It ended by SIGSEGV."
    assert found.lanes[0].answer.thought == "Let me add."
    assert found.vote.lanes == 0


def test_what_is_stopped_is_kept(database: Database) -> None:
    gate = Gate(at=4)
    specs = [LaneSpec(number, variant(), number) for number in range(2)]
    run = run_of(specs, lambda: ScriptedEngine([GOOD], load=LoadScript(1), sleep=gate))
    recorder = recorder_of(database, run)
    for event in recorder.recorded(run.play()):
        if isinstance(event, LaneEvent) and isinstance(event.event, ThoughtDelta):
            run.stop([1])
            gate.open()
    recorder.close()
    run.close()
    reasons = [lane.answer.outcome.finish_reason for lane in kept(database, recorder).lanes]
    assert reasons == [FinishReason.STOP, FinishReason.CANCELLED]


def test_closing_marks_what_still_runs(database: Database) -> None:
    run = scripted(2)
    recorder = recorder_of(database, run)
    events = recorder.recorded(run.play())
    while not (isinstance(event := next(events), LaneEvent) and isinstance(event.event, AnswerDelta)):
        pass
    recorder.close()
    run.close()
    found = kept(database, recorder)
    assert states(found) == [MessageState.INTERRUPTED] * 2
    assert found.lanes[0].answer.thought == "Let me add. It is 5."


def test_a_store_that_fails_stops_no_lane(database: Database) -> None:
    run = scripted(2)
    recorder = recorder_of(database, run)
    with locked(database.path):
        events = list(recorder.recorded(run.play()))
        assert recorder.failure is not None
        assert recorder.comparison_id is None
    assert sum(isinstance(event, LaneEvent) and isinstance(event.event, Finished) for event in events) == 2
    recorder.close()
    assert states(kept(database, recorder)) == [MessageState.DONE] * 2
    assert kept(database, recorder).lanes[1].answer.final_answer == "5"


def test_a_store_that_fails_on_the_way_loses_nothing(database: Database) -> None:
    run = scripted(2)
    recorder = recorder_of(database, run)
    recorder.save()
    with locked(database.path):
        list(recorder.recorded(run.play()))
        assert recorder.failure is not None
    recorder.close()
    found = kept(database, recorder)
    assert [lane.answer.text for lane in found.lanes] == ["It is \\boxed{5}."] * 2
    assert found.lanes[0].drawn is not None


def test_a_process_that_is_killed_leaves_what_was_over(path: Path, own_home: Path) -> None:
    command = [sys.executable, "-m", "tests.comparison.writer", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ.copy(), text=True)
    assert process.stdout is not None
    try:
        over = [next(process.stdout).split() for _ in range(5)]
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    assert sorted(int(number) for _, number in over) == [0, 1, 2, 3, 4]
    database = open_database(path).database
    (row,) = list_comparisons(database)
    assert (row.lanes, row.interrupted) == (8, 3)
    found = find(database, row.id)
    assert states(found) == [MessageState.DONE] * 5 + [MessageState.INTERRUPTED] * 3
    assert all(lane.drawn and len(lane.drawn.token_ids) == 20 for lane in found.lanes[:5])
    assert all(lane.drawn is None and lane.run for lane in found.lanes[5:])
    assert all(lane.answer.thought for lane in found.lanes[5:])
    database.close()
