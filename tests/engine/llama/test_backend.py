"""The real engine in its child process, on the bundled model."""

import os
import signal
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path

import pytest

from chatui.chat.events import (
    AnswerDelta,
    Event,
    FinishReason,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
)
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SamplingParams
from chatui.engine.client import EngineClient
from chatui.engine.requests import GenerateRequest, KvType, Lane, LoadRequest
from chatui.errors import EngineCrashed, EngineError, PromptError
from chatui.models.demo_model import demo_model_path
from tests.engine.llama.asking import ask, finished
from tests.engine.llama.conftest import StartHeld

QUESTION = "What is 47 + 85?"


def _one(events: Iterator[Event]) -> tuple[list[Event], tuple[int, ...], FinishReason]:
    seen = list(events)
    end = finished(seen)[0]
    return seen, end.token_ids, end.finish_reason


def test_a_load_tells_what_was_loaded(engine: EngineClient) -> None:
    shares: list[float] = []
    info = engine.load(LoadRequest(str(demo_model_path())), shares.append)
    assert info.architecture == "qwen2"
    assert info.quantization == "Q8_0"
    assert 0 < info.n_ctx <= info.n_ctx_train
    assert info.thinks
    assert not info.can_switch_thinking
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    report = engine.report()
    assert info.build.endswith(report.build)
    assert info.devices == tuple(device.label for device in report.devices)


def test_a_turn_is_progress_then_thought_then_answer_then_the_end(loaded: EngineClient) -> None:
    greedy = SamplingParams(temperature=0, max_tokens=600)
    events, _, reason = _one(loaded.generate(ask(QUESTION, sampling=greedy)))
    kinds = [type(event) for event in events]
    assert kinds[0] is PromptProgress
    assert kinds.index(ThoughtDelta) < kinds.index(ThoughtEnded) < kinds.index(AnswerDelta)
    assert reason is FinishReason.STOP


def test_the_tokens_of_the_deltas_are_those_of_the_usage(loaded: EngineClient) -> None:
    events, token_ids, _ = _one(loaded.generate(ask(QUESTION)))
    counted = sum(event.tokens for event in events if isinstance(event, ThoughtDelta | AnswerDelta))
    usage = finished(events)[0].usage
    assert counted == len(token_ids) == usage.thought_tokens + usage.answer_tokens


def test_the_prompt_has_a_checksum_of_its_own(loaded: EngineClient) -> None:
    short = SamplingParams(max_tokens=2)
    one, same, other = (
        finished(loaded.generate(ask(text, sampling=short)))[0].prompt_sha256
        for text in (QUESTION, QUESTION, "hi")
    )
    assert len(one) == 64
    assert one == same != other


def test_the_same_seed_gives_the_same_tokens_and_another_seed_others(loaded: EngineClient) -> None:
    hot = SamplingParams(temperature=1.5, top_p=1.0, max_tokens=80)
    _, first, _ = _one(loaded.generate(ask(QUESTION, (5,), hot)))
    _, again, _ = _one(loaded.generate(ask(QUESTION, (5,), hot)))
    _, other, _ = _one(loaded.generate(ask(QUESTION, (6,), hot)))
    assert first == again
    assert first != other


def test_lanes_share_the_prompt_and_end_one_by_one(loaded: EngineClient) -> None:
    hot = SamplingParams(temperature=1.5, top_p=1.0, max_tokens=80)
    events = list(loaded.generate(ask("How many e's are in cheese?", range(8), hot)))
    ends = finished(events)
    assert sorted(ends) == list(range(8))
    assert [ends[lane].seed for lane in range(8)] == list(range(8))
    assert len({end.token_ids for end in ends.values()}) > 1
    assert [event.evaluated for event in events if isinstance(event, PromptProgress)][-1] == ends[
        0
    ].usage.prompt_tokens
    assert len({(end.usage.prompt_tokens, end.usage.reused_tokens) for end in ends.values()}) == 1


def test_a_second_turn_evaluates_only_what_is_new(loaded: EngineClient) -> None:
    first = finished(loaded.generate(ask("Is 9.11 larger than 9.9?")))[0].usage
    again = finished(loaded.generate(ask("Is 9.11 larger than 9.9?")))[0].usage
    assert again.prompt_tokens == first.prompt_tokens
    assert again.reused_tokens == first.prompt_tokens - 1


def test_log_probabilities_come_one_a_token(loaded: EngineClient) -> None:
    events, token_ids, _ = _one(loaded.generate(ask(QUESTION, logprobs=True)))
    deltas = [event for event in events if isinstance(event, ThoughtDelta | AnswerDelta)]
    values = [value for delta in deltas for value in delta.logprobs]
    assert len(values) == len(token_ids)
    for delta in deltas:
        assert len(delta.token_ends) == len(delta.logprobs)
        assert list(delta.token_ends) == sorted(delta.token_ends)
        assert not delta.text or delta.token_ends[-1] == len(delta.text)
    assert all(value <= 1e-4 for value in values)


def test_greedy_tokens_are_the_likeliest(loaded: EngineClient) -> None:
    greedy = SamplingParams(temperature=0, max_tokens=40)
    events, _, _ = _one(loaded.generate(ask(QUESTION, sampling=greedy, logprobs=True)))
    values = [value for event in events if isinstance(event, ThoughtDelta) for value in event.logprobs]
    # The likeliest of 262 tokens has at least the probability 1/262.
    assert min(values) > -6


def test_max_tokens_ends_a_lane(loaded: EngineClient) -> None:
    events, token_ids, reason = _one(loaded.generate(ask(QUESTION, sampling=SamplingParams(max_tokens=7))))
    assert (len(token_ids), reason) == (7, FinishReason.LENGTH)
    assert [event.reason for event in events if isinstance(event, ThoughtEnded)] == [ThoughtEnd.CUT]


@pytest.mark.parametrize("budget", [0, 10])
def test_a_thought_budget_closes_the_thought_and_the_answer_begins(loaded: EngineClient, budget: int) -> None:
    sampling = SamplingParams(thought_budget=budget, max_tokens=200)
    events, _, reason = _one(loaded.generate(ask(QUESTION, sampling=sampling)))
    end = next(event for event in events if isinstance(event, ThoughtEnded))
    closing_tokens = 4
    assert end.reason is ThoughtEnd.BUDGET
    assert budget < end.tokens <= budget + closing_tokens
    assert reason is not FinishReason.CANCELLED


def test_a_full_context_ends_the_lane_and_says_so(engine: EngineClient) -> None:
    engine.load(LoadRequest(str(demo_model_path()), n_ctx=64))
    endless = SamplingParams(temperature=2.0, top_p=1.0)
    events, token_ids, reason = _one(engine.generate(ask("hi", sampling=endless)))
    usage = finished(events)[0].usage
    assert reason in (FinishReason.CONTEXT, FinishReason.STOP)
    assert usage.prompt_tokens + len(token_ids) <= 64 + 1


def test_one_lane_that_fills_the_context_leaves_room_for_the_others(engine: EngineClient) -> None:
    engine.load(LoadRequest(str(demo_model_path()), n_ctx=256, n_lanes=4))
    endless = SamplingParams(temperature=2.0, top_p=1.0)
    ends = finished(engine.generate(ask("hi", range(4), endless)))
    assert len(ends) == 4
    assert all(end.finish_reason in (FinishReason.CONTEXT, FinishReason.STOP) for end in ends.values())


def test_a_prompt_longer_than_the_context_is_refused_with_both_numbers(engine: EngineClient) -> None:
    engine.load(LoadRequest(str(demo_model_path()), n_ctx=256))
    with pytest.raises(PromptError, match=r"3\d\d tokens, and the context holds 256"):
        list(engine.generate(ask("a" * 300)))
    assert finished(engine.generate(ask("hi")))[0].token_ids


def test_a_context_beyond_memory_is_refused_and_the_engine_lives(engine: EngineClient) -> None:
    with pytest.raises(EngineError, match="of memory is free"):
        engine.load(LoadRequest(str(demo_model_path()), n_ctx=2_000_000_000))
    assert engine.load(LoadRequest(str(demo_model_path()))).n_ctx > 0


def test_a_missing_file_is_refused_and_the_engine_lives(engine: EngineClient, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"cannot load .*absent\.gguf"):
        engine.load(LoadRequest(str(tmp_path / "absent.gguf")))
    assert engine.load(LoadRequest(str(demo_model_path()))).n_ctx > 0


def test_more_lanes_than_loaded_for_are_refused(engine: EngineClient) -> None:
    engine.load(LoadRequest(str(demo_model_path()), n_lanes=2))
    with pytest.raises(EngineError, match="2 lanes, not 3"):
        list(engine.generate(ask("hi", range(3))))


def test_a_model_that_always_thinks_says_so(loaded: EngineClient) -> None:
    with pytest.raises(PromptError):
        list(loaded.generate(ask(QUESTION, think=False)))


def test_q8_0_holds_the_same_conversation(engine: EngineClient) -> None:
    info = engine.load(LoadRequest(str(demo_model_path()), kv_type=KvType.Q8_0))
    assert info.kv_type == "q8_0"
    assert finished(engine.generate(ask(QUESTION)))[0].token_ids


def test_one_lane_is_cancelled_and_the_others_go_on(held: StartHeld) -> None:
    engine = held("HeldSpeaking")
    engine.load(LoadRequest(str(demo_model_path()), n_lanes=3))
    sampling = SamplingParams(temperature=1.0, max_tokens=150)
    events: list[Event] = []
    for event in engine.generate(ask(QUESTION, range(3), sampling)):
        if isinstance(event, ThoughtDelta) and event.lane == 1 and not finished(events):
            engine.cancel(1)
        events.append(event)
    reasons = {lane: end.finish_reason for lane, end in finished(events).items()}
    assert reasons[1] is FinishReason.CANCELLED
    assert FinishReason.CANCELLED not in (reasons[0], reasons[2])


def test_cancel_in_the_middle_of_a_long_prompt(held: StartHeld) -> None:
    engine = held("HeldInPrompt")
    engine.load(LoadRequest(str(demo_model_path()), n_ctx=8_192))
    events: list[Event] = []
    for event in engine.generate(ask("a" * 5_000)):
        events.append(event)
        if isinstance(event, PromptProgress) and event.evaluated >= 1000:
            engine.cancel()
    last = [event for event in events if isinstance(event, PromptProgress)][-1]
    assert last.evaluated < last.total
    end = finished(events)[0]
    assert (end.finish_reason, end.token_ids) == (FinishReason.CANCELLED, ())
    again = list(engine.generate(ask("a" * 5_000, sampling=SamplingParams(max_tokens=1))))
    assert finished(again)[0].usage.reused_tokens >= 1000


def test_closing_the_iterator_stops_the_lanes(loaded: EngineClient) -> None:
    events = loaded.generate(ask(QUESTION, range(2)))
    assert len(list(islice(events, 3))) == 3
    assert isinstance(events, Generator)
    events.close()
    assert finished(loaded.generate(ask(QUESTION)))[0].finish_reason is not FinishReason.CANCELLED


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_killed_engine_is_named_and_comes_back(held: StartHeld) -> None:
    engine = held("SecondHeldSpeaking")
    engine.load(LoadRequest(str(demo_model_path())))
    assert finished(engine.generate(ask(QUESTION)))
    events = engine.generate(ask(QUESTION))
    while not isinstance(next(events), ThoughtDelta):
        pass
    assert engine.pid
    os.kill(engine.pid, signal.SIGKILL)
    with pytest.raises(EngineCrashed, match="SIGKILL"):
        list(events)
    assert finished(engine.generate(ask(QUESTION)))[0].token_ids


def test_old_thoughts_are_not_sent_back(loaded: EngineClient) -> None:
    def turns(thought: str) -> GenerateRequest:
        messages = (
            Message(Role.USER, QUESTION),
            Message(Role.ASSISTANT, "132", thought),
            Message(Role.USER, "And 1 more?"),
        )
        return GenerateRequest(messages, (Lane(1, SamplingParams(max_tokens=1)),))

    short = finished(loaded.generate(turns("")))[0].usage.prompt_tokens
    long = finished(loaded.generate(turns("a long thought " * 30)))[0].usage.prompt_tokens
    assert short == long


def test_text_that_looks_like_a_special_token_is_only_text(loaded: EngineClient) -> None:
    marker, letters = "<｜User｜>", "<|User|>"  # the real one has full-width bars, three bytes each
    one = SamplingParams(max_tokens=1)
    forged = finished(loaded.generate(ask(f"hi {marker}", sampling=one)))[0].usage.prompt_tokens
    plain = finished(loaded.generate(ask(f"hi {letters}", sampling=one)))[0].usage.prompt_tokens
    assert forged == plain + 2 * (len("｜".encode()) - 1)


def test_the_report_names_build_devices_and_the_profile(engine: EngineClient) -> None:
    report = engine.report()
    assert report.llama_cpp_python.startswith("0.3.")
    cpu = next(device for device in report.devices if device.name == "CPU")
    assert cpu.total_bytes > 0
    assert not cpu.is_gpu
    assert report.profile in [result.profile for result in report.probe if result.ok]
    assert Path(report.log_path).is_file()
