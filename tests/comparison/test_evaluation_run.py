"""Many questions on one engine: seeds, batches, stops, crashes and going on; at last the real engine."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chatui.chat.events import Event, FinishReason
from chatui.chat.sampling import SamplingParams
from chatui.comparison.evaluation_file import ResultsFile
from chatui.comparison.evaluation_questions import ReferenceQuestion
from chatui.comparison.evaluation_results import QuestionResult
from chatui.comparison.evaluation_run import Asking, EvaluationEvent, EvaluationRun, Loading, QuestionOver
from chatui.comparison.evaluation_settings import EvaluationSettings, identity_of
from chatui.engine.base import Engine
from chatui.engine.requests import GenerateRequest, LoadRequest
from chatui.engine.script import LoadScript, Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import ChatuiError, EngineCrashed, EngineError, PromptError
from chatui.launch import open_engine
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.find import ModelFile
from tests.comparison.results import SETTINGS

QUESTIONS = tuple(ReferenceQuestion(f"q{number}", f"{number} + 1?", str(number + 1)) for number in range(3))
LOAD = LoadRequest("tiny.gguf")


class Playing:
    """A run of the three questions on an engine, with everything that it tells."""

    def __init__(self, folder: Path, settings: EvaluationSettings = SETTINGS) -> None:
        self.path = folder / "results.jsonl"
        self.settings = settings
        self.events: list[EvaluationEvent] = []

    def __call__(
        self, engine: Engine, on_event: Callable[[EvaluationRun, EvaluationEvent], None] | None = None
    ) -> list[QuestionResult]:
        with ResultsFile(self.path) as file:
            run = EvaluationRun(engine, LOAD, self.settings, QUESTIONS, file)

            def tell(event: EvaluationEvent) -> None:
                self.events.append(event)
                if on_event:
                    on_event(run, event)

            run.play(tell)
            return run.results

    def kept(self) -> tuple[QuestionResult, ...]:
        with ResultsFile(self.path) as file:
            return file.kept.results if file.kept else ()


@pytest.fixture
def playing(tmp_path: Path) -> Playing:
    return Playing(tmp_path)


def saying(*answers: str) -> ScriptedEngine:
    return ScriptedEngine([script_of("Hm. I think.", f"It is \\boxed{{{answer}}}.") for answer in answers])


def test_every_question_is_asked_in_all_lanes_and_kept(playing: Playing) -> None:
    engine = saying("1", "7", "3")
    results = playing(engine)
    assert [(result.id, result.reference) for result in results] == [("q0", "1"), ("q1", "2"), ("q2", "3")]
    assert [[sample.final_answer for sample in result.samples] for result in results] == [
        ["1", "1"],
        ["7", "7"],
        ["3", "3"],
    ]
    assert results[0].samples[0].thought_tokens == 3
    assert playing.kept() == tuple(results)
    assert [event.result.number for event in playing.events if isinstance(event, QuestionOver)] == [0, 1, 2]
    assert [event.fraction for event in playing.events if isinstance(event, Loading)][-1] == 1.0


def test_no_two_lanes_draw_by_the_same_numbers(playing: Playing) -> None:
    engine = saying("1")
    playing(engine)
    assert [[lane.seed for lane in request.lanes] for request in engine.requests] == [
        [7, 8],
        [9, 10],
        [11, 12],
    ]


def test_lanes_that_do_not_fit_at_once_wait(tmp_path: Path) -> None:
    engine = saying("1")
    playing = Playing(tmp_path, replace(SETTINGS, lanes=5, system="Be brief."))
    results = playing(engine)
    assert [len(request.lanes) for request in engine.requests] == [2, 2, 1] * 3
    assert [sample.seed for sample in results[1].samples] == [12, 13, 14, 15, 16]
    assert {message.content for message in engine.requests[0].messages} == {"Be brief.", "0 + 1?"}
    last = [event for event in playing.events if isinstance(event, Asking)][-1]
    assert (last.number, last.lanes_over, last.lanes) == (2, 5, 5)


@pytest.mark.parametrize("stop_at", [Loading, Asking, QuestionOver])
def test_a_stop_keeps_what_is_over_and_the_next_run_goes_on(
    playing: Playing, stop_at: type[EvaluationEvent]
) -> None:
    def stop(run: EvaluationRun, event: EvaluationEvent) -> None:
        if isinstance(event, stop_at):
            run.stop()

    stopped = playing(saying("1", "2", "3"), stop)
    assert len(stopped) == (1 if stop_at is QuestionOver else 0)
    engine = saying("5")
    again = playing(engine)
    assert again[: len(stopped)] == stopped
    assert len(again) == 3
    assert len(engine.requests) == 3 - len(stopped)


class Failing(ScriptedEngine):
    """Fails with `error` at the question of this number, counted over its life."""

    def __init__(self, error: ChatuiError, at: int) -> None:
        super().__init__([script_of("Hm.", "\\boxed{1}")])
        self._error, self._at = error, at

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        if len(self.requests) == self._at:
            self._at = -1
            self.requests.append(request)
            raise self._error
        yield from super().generate(request)


def test_a_crash_ends_the_run_and_loses_one_question(playing: Playing) -> None:
    with pytest.raises(EngineCrashed, match="SIGSEGV"):
        playing(Failing(EngineCrashed("The engine ended by SIGSEGV.", "Try again."), at=2))
    assert [result.number for result in playing.kept()] == [0, 1]
    assert [result.number for result in playing(saying("3"))] == [0, 1, 2]


def test_a_question_that_cannot_be_asked_is_kept_with_the_reason(playing: Playing) -> None:
    results = playing(Failing(PromptError("It is too long.", "Shorten it."), at=1))
    assert [result.error for result in results] == ["", "It is too long. Shorten it.", ""]
    assert {sample.finish_reason for sample in results[1].samples} == {FinishReason.ERROR}
    assert playing.kept() == tuple(results)


def test_where_the_first_cannot_be_asked_nothing_is_kept(playing: Playing) -> None:
    with pytest.raises(PromptError, match="always thinks"):
        playing(Failing(PromptError("This model always thinks."), at=0))
    assert playing.kept() == ()


def test_a_model_that_cannot_be_loaded_begins_no_file(playing: Playing) -> None:
    with pytest.raises(EngineError, match="no room"):
        playing(ScriptedEngine([Script()], load=LoadScript(error=EngineError("There is no room."))))
    assert not playing.path.exists()


def test_nothing_is_loaded_where_nothing_is_left(playing: Playing) -> None:
    results = playing(saying("1"))
    playing.events.clear()
    assert playing(saying("9")) == results
    assert playing.events == []


@pytest.fixture(scope="module")
def real_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHATUI_HOME", str(tmp_path_factory.mktemp("home")))
        engine = open_engine()
    yield engine
    engine.close()


def test_a_run_in_two_parts_draws_what_one_run_draws(real_engine: Engine, tmp_path: Path) -> None:
    """Each question's tokens depend on its seeds, and not on what was asked before it."""
    path = demo_model_path()
    settings = replace(
        SETTINGS,
        model=identity_of(ModelFile("tiny", path)),
        sampling=SamplingParams(temperature=1.0, max_tokens=60),
    )
    load = LoadRequest(str(path))

    def run(name: str, last: int) -> list[QuestionResult]:
        with ResultsFile(tmp_path / name) as file:
            run = EvaluationRun(real_engine, load, settings, QUESTIONS, file)

            def stop(event: EvaluationEvent) -> None:
                if isinstance(event, QuestionOver) and event.result.number == last:
                    run.stop()

            run.play(stop)
            return run.results

    whole = run("whole.jsonl", 2)
    assert len(run("parts.jsonl", 0)) == 1
    parts = run("parts.jsonl", 2)
    assert [result.samples for result in parts] == [result.samples for result in whole]
