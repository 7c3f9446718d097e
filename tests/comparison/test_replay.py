"""A kept comparison is run again on the real engine, and what came is told from what was kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from chatui.chat.events import FinishReason, ThoughtDelta
from chatui.chat.sampling import SamplingParams
from chatui.comparison.again import batches_again
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import LaneSpec
from chatui.comparison.events import LaneEvent
from chatui.comparison.keeping import ComparisonRecorder
from chatui.comparison.replay import LaneReplay, Replay, ReplayReport, Verdict
from chatui.engine.base import Engine
from chatui.engine.script import Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed, ModelError, ModelNotHere, StoreError
from chatui.launch import open_engine
from chatui.library.file_checksums import FileChecksums
from chatui.models.demo_model import demo_model_path
from chatui.store.comparisons.reading import find
from chatui.store.comparisons.values import KeptComparison
from chatui.store.database import Database
from chatui.store.opening import open_database
from tests.comparison.lanes import variant
from tests.comparison.runs import run_of, scripted
from tests.engine.held_engine import held_engine

HOT = SamplingParams(temperature=1.0, max_tokens=120)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chatui.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path).database
    yield database
    database.close()


@pytest.fixture
def checksums(tmp_path: Path) -> FileChecksums:
    return FileChecksums(tmp_path / "sums.json")


Keep = Callable[[Comparison, Sequence[int]], KeptComparison]


@pytest.fixture
def keep(database: Database, checksums: FileChecksums) -> Keep:
    """Run a comparison, stop some lanes once each has thought a little, and give what is kept."""

    def keep(run: Comparison, stopped: Sequence[int] = ()) -> KeptComparison:
        recorder = ComparisonRecorder(database, run, checksums)
        for event in recorder.recorded(run.play()):
            if isinstance(event, LaneEvent) and isinstance(event.event, ThoughtDelta):
                run.stop(set(stopped) & set(event.lanes))
        recorder.close()
        run.close()
        assert recorder.comparison_id
        return find(database, recorder.comparison_id)

    return keep


def replayed(
    kept: KeptComparison, checksums: FileChecksums, engine: Callable[[], Engine] = open_engine
) -> ReplayReport:
    replay = Replay(kept, engine, checksums)
    list(replay.play())
    replay.comparison.close()
    return replay.report()


def hot(lanes: int, at_once: int = 8, engine: Callable[[], Engine] = open_engine) -> Comparison:
    specs = [LaneSpec(number, variant(sampling=HOT), 70 + number) for number in range(lanes)]
    return run_of(specs, engine, n_ctx=4096, at_once=at_once)


def test_eight_lanes_draw_the_same_tokens_again(keep: Keep, checksums: FileChecksums) -> None:
    kept = keep(hot(8), ())
    assert len({lane.drawn.token_ids for lane in kept.lanes if lane.drawn}) > 1
    report = replayed(kept, checksums)
    assert [lane.verdict for lane in report.lanes] == [Verdict.SAME] * 8
    assert (report.is_same, report.differences) == (True, ())


def test_batches_and_stopped_lanes_are_as_they_were(keep: Keep, checksums: FileChecksums) -> None:
    run = hot(5, at_once=3, engine=lambda: held_engine("HeldSpeaking"))
    run.rerun(2)
    kept = keep(run, (1,))
    assert kept.lanes[1].answer.outcome.finish_reason is FinishReason.CANCELLED
    batches = [[lane.number for lane in batch] for _, batch in batches_again(kept.lanes)]
    assert batches == [[0, 1, 2], [3, 4], [5]]
    report = replayed(kept, checksums)
    assert [lane.verdict for lane in report.lanes] == [Verdict.SAME] * 6
    stopped = kept.lanes[1].drawn
    assert stopped
    assert report.lanes[1].kept_tokens == len(stopped.token_ids) < 120


def test_a_lane_that_never_began_is_not_run(keep: Keep, checksums: FileChecksums) -> None:
    kept = keep(hot(2), ())
    waiting = replace(kept.lanes[1], run=None, drawn=None)
    report = replayed(replace(kept, lanes=(kept.lanes[0], waiting)), checksums)
    assert [lane.verdict for lane in report.lanes] == [Verdict.SAME, Verdict.NOTHING_KEPT]
    with pytest.raises(StoreError, match="had begun"):
        Replay(replace(kept, lanes=(waiting,)), open_engine, checksums)


def test_other_tokens_are_told(keep: Keep, checksums: FileChecksums, path: Path) -> None:
    kept = keep(hot(2), ())
    drawn = kept.lanes[1].drawn
    assert drawn
    other = replace(drawn, token_ids=(*drawn.token_ids[:7], 9999, *drawn.token_ids[8:]))
    changed = replace(kept, lanes=(kept.lanes[0], replace(kept.lanes[1], drawn=other)))
    report = replayed(changed, checksums)
    assert report.lanes[0].verdict is Verdict.SAME
    assert report.lanes[1] == LaneReplay(1, Verdict.DIFFERENT, len(drawn.token_ids), 7)
    assert not report.is_same


def test_what_only_streamed_is_compared_as_text(keep: Keep, checksums: FileChecksums) -> None:
    kept = keep(hot(2), ())
    lane = kept.lanes[0]
    begun = replace(lane.answer, thought=lane.answer.thought[:60], text="")
    died = replace(kept, lanes=(replace(lane, answer=begun, drawn=None), kept.lanes[1]))
    report = replayed(died, checksums)
    assert [each.verdict for each in report.lanes] == [Verdict.SAME_TEXT, Verdict.SAME]
    other = replace(begun, thought=f"{begun.thought[:20]}#{begun.thought[21:]}")
    died = replace(kept, lanes=(replace(lane, answer=other, drawn=None),))
    assert replayed(died, checksums).lanes == (LaneReplay(0, Verdict.DIFFERENT, None, 20),)


def test_what_is_another_than_it_was_is_told(keep: Keep, checksums: FileChecksums) -> None:
    kept = keep(scripted(1), ())
    (lane,) = kept.lanes
    assert lane.run
    answer = replace(
        lane.answer, provenance=replace(lane.answer.provenance, model_sha256="ab", template_sha256="cd")
    )
    run = replace(lane.run, build="llama.cpp 1", devices=("CPU: Z80",), profile="one thread", n_threads=9)
    other = replace(kept, lanes=(replace(lane, answer=answer, run=run),))
    report = replayed(other, checksums, lambda: ScriptedEngine([script_of("Let me add. It is 5.", "5")]))
    assert report.lanes[0].verdict is Verdict.DIFFERENT
    told = " ".join(report.differences)
    for words in ("its sha256 differs", "chat template", "llama.cpp 1", "Z80", "“one thread”", "ran with 9"):
        assert words in told


def test_a_lane_that_fails_this_time_is_not_called_different(keep: Keep, checksums: FileChecksums) -> None:
    kept = keep(scripted(1), ())
    broken = Script(script_of("Let me", "").pieces, error=EngineCrashed("It ended by SIGSEGV."))
    report = replayed(kept, checksums, lambda: ScriptedEngine([broken]))
    assert [lane.verdict for lane in report.lanes] == [Verdict.NOT_RUN]


def test_a_model_that_is_not_here(keep: Keep, checksums: FileChecksums) -> None:
    kept = keep(scripted(1), ())
    (lane,) = kept.lanes

    def of(ref: str) -> KeptComparison:
        gone = replace(lane.variant, path="/gone/model.gguf", model_ref=ref)
        return replace(kept, lanes=(replace(lane, variant=gone),))

    with pytest.raises(ModelNotHere, match="chatui models pull"):
        Replay(of("r1-qwen-1.5b"), open_engine, checksums)
    with pytest.raises(ModelError, match="not on this disk any more"):
        Replay(of(""), open_engine, checksums)
    moved = Replay(of("tiny"), lambda: ScriptedEngine([script_of("", "5")]), checksums)
    assert moved.comparison.lanes[0].spec.variant.launch.model.path == demo_model_path()
    list(moved.play())
    moved.comparison.close()
