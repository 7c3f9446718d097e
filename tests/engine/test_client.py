"""The client keeps the promises of `Engine` with a real process on the other side."""

import sys
from pathlib import Path

import psutil
import pytest

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    LoadProgress,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
)
from chatui.engine import exchange
from chatui.engine.base import Engine
from chatui.engine.client import EngineClient
from chatui.engine.environment import omp_environment
from chatui.engine.requests import LoadRequest
from chatui.errors import EngineError, ModelError, PromptError
from tests.engine.conftest import StartEngine, answer, ends, is_gone, question, wait_until

STOPPED = FinishReason.CANCELLED


def test_it_is_an_engine(start_engine: StartEngine) -> None:
    engine: Engine = start_engine("backends:Echo")
    shares: list[float] = []
    info = engine.load(LoadRequest("model.gguf"), shares.append)
    assert info.path == "model.gguf"
    assert shares == [0.5, 1.0]
    assert list(engine.generate(question("hello"))) == [
        PromptProgress(4, 4),
        ThoughtDelta(0, "thinking", 1),
        ThoughtEnded(0, ThoughtEnd.CLOSED, 1, 0.0),
        AnswerDelta(0, "hello", 1),
        Finished(0, FinishReason.STOP),
    ]


def test_lanes_keep_apart(engine: EngineClient) -> None:
    events = list(engine.generate(question("a b c", lanes=3)))
    assert [answer(events, lane) for lane in range(3)] == ["abc"] * 3
    assert ends(events) == [(0, FinishReason.STOP), (1, FinishReason.STOP), (2, FinishReason.STOP)]


def test_text_comes_through_whole(engine: EngineClient) -> None:
    said = "é😀\u2028\r\n\x00\x1b[31m" + "x" * 200_000
    assert answer(list(engine.generate(question(said)))) == said
    assert answer(list(engine.generate(question("\ud800")))) == "\ufffd"


def test_errors_keep_their_kind_and_the_engine_goes_on(engine: EngineClient, log_path: Path) -> None:
    with pytest.raises(PromptError, match="The prompt is refused") as refused:
        list(engine.generate(question("refused")))
    assert refused.value.hint == "Ask otherwise."
    with pytest.raises(EngineError, match="failed with ZeroDivisionError: by nothing") as bug:
        list(engine.generate(question("bug")))
    assert "Traceback" not in str(bug.value)
    assert "Traceback" in log_path.read_text()
    pid = engine.pid
    assert answer(list(engine.generate(question("well")))) == "well"
    assert engine.pid == pid


def test_a_model_that_is_not_there(start_engine: StartEngine) -> None:
    engine = start_engine("backends:Echo")
    with pytest.raises(ModelError, match="no model at missing"):
        engine.load(LoadRequest("missing"))
    with pytest.raises(EngineError, match="No model is loaded"):
        list(engine.generate(question("anyone?")))
    engine.load(LoadRequest("good"))
    assert answer(list(engine.generate(question("yes")))) == "yes"


def test_cancel_of_one_lane_then_of_all(engine: EngineClient) -> None:
    events: list[Event] = []
    for event in engine.generate(question("long", lanes=2)):
        events.append(event)
        if isinstance(event, AnswerDelta) and len(events) > 20:
            engine.cancel(0 if event.lane == 0 else None)
    assert ends(events) == [(0, STOPPED), (1, STOPPED)]


def test_cancel_of_a_load(start_engine: StartEngine) -> None:
    engine = start_engine("backends:Echo")
    with pytest.raises(EngineError, match="Loading was stopped"):
        engine.load(LoadRequest("long"), lambda share: engine.cancel())
    with pytest.raises(EngineError, match="Loading was stopped"):
        engine.load(LoadRequest("long"), lambda share: engine.cancel() if share == 1 else None)
    engine.load(LoadRequest("good"))


def test_cancel_while_nothing_runs_does_nothing(start_engine: StartEngine) -> None:
    engine = start_engine("backends:Echo")
    engine.cancel()
    engine.load(LoadRequest("good"))
    engine.cancel()
    assert ends(list(engine.generate(question("a")))) == [(0, FinishReason.STOP)]


def test_a_cancel_before_the_process_has_started_is_not_lost(engine: EngineClient) -> None:
    assert engine.pid
    psutil.Process(engine.pid).kill()
    wait_until(lambda: engine.pid is None)
    events = engine.generate(question("a"))
    assert isinstance(next(events), Notice)
    engine.cancel()
    with pytest.raises(EngineError, match="Loading was stopped"):
        list(events)
    again = list(engine.generate(question("a")))
    assert [type(event) for event in again[:3]] == [Notice, LoadProgress, LoadProgress]
    assert answer(again) == "a"


def test_an_iterator_that_is_closed_early_frees_the_engine(engine: EngineClient) -> None:
    events = engine.generate(question("long first"))
    assert next(events) == PromptProgress(4, 4)
    del events
    assert answer(list(engine.generate(question("second")))) == "second"


def test_an_error_while_listening_frees_the_engine(engine: EngineClient) -> None:
    def stumble(share: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.load(LoadRequest("long"), stumble)
    engine.load(LoadRequest("good"))
    assert answer(list(engine.generate(question("second")))) == "second"


def test_close_while_loading(start_engine: StartEngine) -> None:
    engine = start_engine("backends:Echo")
    with pytest.raises(EngineError, match=r"stopped|closed"):
        engine.load(LoadRequest("long"), lambda share: engine.close())


def test_after_close_nothing_starts(engine: EngineClient) -> None:
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.load(LoadRequest("good"))
    with pytest.raises(EngineError, match="closed"):
        list(engine.generate(question("a")))
    assert engine.pid is None


def test_an_engine_that_was_never_used_closes(start_engine: StartEngine, log_path: Path) -> None:
    start_engine("backends:Echo").close()
    assert not log_path.exists()


def test_every_model_gets_a_process_of_its_own(engine: EngineClient) -> None:
    first = engine.pid
    engine.load(LoadRequest("other"))
    assert first
    assert is_gone(first)
    assert engine.pid not in (None, first)


def test_a_backend_that_cannot_be_made_is_an_error_each_time(start_engine: StartEngine) -> None:
    engine = start_engine("backends:Unmakable")
    for _ in range(2):
        with pytest.raises(EngineError, match="ImportError: libllama: wrong ELF class"):
            engine.load(LoadRequest("good"))
    with pytest.raises(EngineError, match="AttributeError"):
        start_engine("backends:NoSuchClass").load(LoadRequest("good"))


def test_the_report_names_the_log(start_engine: StartEngine, log_path: Path) -> None:
    engine = start_engine("backends:Echo")
    report = engine.report()
    assert (report.build, report.log_path) == ("test", str(log_path))


def test_the_process_has_no_secret_and_what_it_needs(
    start_engine: StartEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    for name in omp_environment():
        monkeypatch.delenv(name, raising=False)
    report = start_engine("backends:Witness", environment={"OF_THE_CALLER": "1"}).report()
    seen = {variable.profile: variable.why for variable in report.probe}
    assert not [value for value in seen.values() if "hf_secret" in value]
    assert (seen["OF_THE_CALLER"], seen["GGML_NO_BACKTRACE"]) == ("1", "1")
    assert omp_environment().keys() <= seen.keys()


def test_chatui_that_was_updated_while_it_ran(
    start_engine: StartEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "__version__", "0.0.1")
    engine = start_engine("backends:Echo")
    with pytest.raises(EngineError, match="updated while it was running"):
        engine.load(LoadRequest("good"))
    assert engine.pid is None


def test_a_process_that_cannot_be_started(start_engine: StartEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    engine = start_engine("backends:Echo")
    with pytest.raises(EngineError, match="cannot be started"):
        engine.load(LoadRequest("good"))


def test_a_log_that_cannot_be_written(start_engine: StartEngine, log_path: Path) -> None:
    log_path.parent.write_text("a file where the folder should be")
    with pytest.raises(EngineError, match="cannot be written"):
        start_engine("backends:Echo").load(LoadRequest("good"))


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_the_engine_goes_first_when_memory_runs_out_and_leaves_no_core(start_engine: StartEngine) -> None:
    report = start_engine("backends:Witness").report()
    assert (report.build, report.profile) == ("800\n", "0")
