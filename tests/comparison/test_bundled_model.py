"""Comparisons of the bundled model's own thoughts, by the real engine in its process."""

from chatui.chat.events import FinishReason, PromptProgress
from chatui.chat.sampling import SamplingParams
from chatui.comparison.contestants import LaneSpec, Question
from chatui.comparison.events import LaneEvent
from chatui.comparison.lane import LaneState
from chatui.comparison.summary import summary_of
from tests.comparison.conftest import Closing, RealEngines
from tests.comparison.lanes import comparison_of, ends, variant
from tests.engine.held_engine import held_backend

WARM = SamplingParams(temperature=1.0)
ENDLESS = SamplingParams(temperature=2.0, top_p=1.0)
"""The bundled model rambles on so, mostly until its context is full."""
LONG = Question("a" * 15_000)


def test_eight_lanes_come_to_an_answer_each(closing: Closing, real_engines: RealEngines) -> None:
    comparison = closing(comparison_of(real_engines, lanes_each=8, seed=3))
    list(comparison.play())
    assert all(lane.state is LaneState.FINISHED for lane in comparison.lanes)
    summary = summary_of(comparison.lanes, comparison.early_stop)
    assert summary.winner
    assert summary.winner.answer == "132"
    usage = [lane.finished.usage for lane in comparison.lanes if lane.finished]
    assert len({(each.prompt_tokens, each.reused_tokens) for each in usage}) == 1


def test_a_lane_alone_draws_what_it_draws_among_eight(closing: Closing, real_engines: RealEngines) -> None:
    variants = (variant(sampling=WARM),)
    eight = closing(comparison_of(real_engines, variants, 8, seed=20))
    list(eight.play())
    for seed in (20, 25):
        alone = closing(comparison_of(real_engines, variants, seed=seed, at_once=1))
        list(alone.play())
        among = eight.lanes[seed - 20].finished
        assert alone.lanes[0].finished
        assert among
        assert among.token_ids == alone.lanes[0].finished.token_ids


def test_a_lane_run_again_draws_the_same(closing: Closing, real_engines: RealEngines) -> None:
    comparison = closing(comparison_of(real_engines, (variant(sampling=WARM),), 2))
    list(comparison.play())
    again = comparison.rerun(1)
    list(comparison.play())
    first = comparison.lanes[1].finished
    assert first
    assert again.finished
    assert again.finished.token_ids == first.token_ids


def test_a_lane_that_fills_the_context_leaves_the_others_running(
    closing: Closing, real_engines: RealEngines
) -> None:
    short, endless = variant("short", sampling=SamplingParams(max_tokens=60)), variant(sampling=ENDLESS)
    specs = [LaneSpec(0, short, 1), LaneSpec(1, endless, 2), LaneSpec(2, short, 3)]
    comparison = closing(
        comparison_of(real_engines, (short,), specs=specs, n_ctx=256, at_once=3, question=Question("hi"))
    )
    list(comparison.play())
    assert ends(comparison)[1] is FinishReason.CONTEXT
    for lane in (comparison.lanes[0], comparison.lanes[2]):
        assert lane.finish_reason in (FinishReason.LENGTH, FinishReason.STOP)


def test_a_stop_inside_a_long_prompt(closing: Closing, real_engines: RealEngines) -> None:
    engines = real_engines.of_backend(held_backend("HeldInPrompt"))
    comparison = closing(comparison_of(engines, n_ctx=16_384, at_once=1, question=LONG))
    evaluated = total = 0
    for item in comparison.play():
        if isinstance(item, LaneEvent) and isinstance(item.event, PromptProgress):
            evaluated, total = item.event.evaluated, item.event.total
            if evaluated >= 1000:
                comparison.stop()
    assert evaluated < total
    assert ends(comparison) == [FinishReason.CANCELLED]
    assert comparison.lanes[0].tokens == 0


def test_the_same_model_under_two_settings_shares_a_batch(
    closing: Closing, real_engines: RealEngines
) -> None:
    cold, hot = variant("cold", sampling=SamplingParams(temperature=0)), variant("hot", sampling=WARM)
    comparison = closing(comparison_of(real_engines, (cold, hot), 2))
    list(comparison.play())
    first, second = (lane.finished for lane in comparison.lanes[:2])
    assert first
    assert second
    assert first.token_ids == second.token_ids
    assert len(real_engines.opened) == 1
