import math

import pytest
from textual.widgets import Static

from chatui.chat.events import AnswerDelta, FinishReason, ThoughtEnd, ThoughtEnded
from chatui.tui.messages import ConfidenceAsked
from chatui.tui.turn import Turn
from chatui.tui.widgets.thought_panel import READ_AT_ONCE
from tests.tui.waiting import wait_until
from tests.tui.widgets.thought_host import THOUGHT, PanelHost, begin

LOOP = "I think that the number is nine, or is it ten after all? "


async def test_the_header_tells_state_figures_and_counts() -> None:
    app = PanelHost()
    async with app.run_test(size=(80, 30)) as pilot:
        app.think(THOUGHT, 60)
        app.now = 3.0
        app.think(" So it is, and nothing else is left to say about it, I think.", 60)
        await pilot.pause()
        assert app.header == "thinking 3.0 s · 120 tokens · 40 tok/s · ≈6 steps · 2 checks · 1 backtrack"
        app.end()
        assert app.header.startswith("done in the thought · 3.0 s")


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        (FinishReason.STOP, "thought closed"),
        (FinishReason.CANCELLED, "stopped in the thought"),
        (FinishReason.LENGTH, "cut off: max tokens in the thought"),
        (FinishReason.CONTEXT, "context full in the thought"),
        (FinishReason.BUDGET, "thought budget spent in the thought"),
        (FinishReason.ERROR, "interrupted in the thought"),
    ],
)
async def test_no_end_leaves_it_thinking(reason: FinishReason, state: str) -> None:
    app = PanelHost()
    async with app.run_test(size=(80, 30)) as pilot:
        await begin(pilot, app, ends=False)
        assert app.header.startswith("thinking")
        assert app.panel.has_class("-thinking")
        if reason is FinishReason.STOP:
            app.turn.apply(ThoughtEnded(0, ThoughtEnd.CLOSED, 60, 1.0), app.now)
            app.turn.apply(AnswerDelta(0, "845", 1), app.now)
        app.end(reason)
        assert "thinking" not in app.header
        assert app.header.startswith("thought" if reason is FinishReason.STOP else state)
        assert not app.panel.has_class("-thinking")
        assert app.turn.reading.is_over


async def test_failing_and_stopping_without_a_word_of_the_engine_end_it_too() -> None:
    for fails in (True, False):
        app = PanelHost()
        async with app.run_test(size=(80, 30)) as pilot:
            await begin(pilot, app, ends=False)
            if fails:
                app.turn.fail("It broke.", "Ask again.", 1.0)
            else:
                app.turn.stop(1.0)
            app.panel.follow(app.turn, 1.0)
            assert app.header.startswith(f"{app.turn.phase} in the thought")
            assert app.turn.reading.is_over


async def test_a_thought_of_nothing_but_white_space_is_none() -> None:
    app = PanelHost()
    async with app.run_test(size=(80, 30)) as pilot:
        app.think("\n")
        app.think("\n")
        app.turn.apply(AnswerDelta(0, "845", 1), app.now)
        app.end()
        await pilot.pause()
        assert app.panel.query_one("#thought-empty").display
        assert "without a thought" in str(app.panel.query_one("#thought-empty", Static).render())


async def test_steps_have_number_sign_and_role() -> None:
    app = PanelHost()
    async with app.run_test(size=(90, 30)) as pilot:
        await begin(pilot, app)
        heads = [row for row in app.rows if row.startswith("▾")]
        assert [head.split()[:3] for head in heads][2:] == [
            ["▾", "3", "✓"],
            ["▾", "4", "↺"],
            ["▾", "5", "✓"],
            ["▾", "6", "■"],
        ]
        assert "backtrack" in heads[3]
        await pilot.press("s")
        assert app.rows[:3] == THOUGHT.split("\n")[:3]
        await pilot.press("s")
        assert app.rows[0].startswith("▾")


async def test_folding_one_step_and_all() -> None:
    app = PanelHost()
    async with app.run_test(size=(90, 30)) as pilot:
        await begin(pilot, app)
        log = app.panel.log_widget
        await pilot.press("left_square_bracket")
        await pilot.press("space")
        assert [block.is_folded for block in log.view.rows.blocks] == [False] * 4 + [True, False]
        await pilot.press("space")
        assert not any(block.is_folded for block in log.view.rows.blocks)
        await pilot.press("z")
        assert log.view.rows.height == 6
        assert [row[0] for row in app.rows[:6]] == ["▸"] * 6
        await pilot.press("z")
        assert not any(block.is_folded for block in log.view.rows.blocks)
        await pilot.click(log, offset=(2, 0))
        assert log.view.rows.blocks[0].is_folded


async def test_jumping_to_steps_checks_and_backtracks() -> None:
    app = PanelHost()
    async with app.run_test(size=(40, 8)) as pilot:
        await begin(pilot, app)
        log = app.panel.log_widget
        assert log.current_step == 5
        for key, step in [
            ("B", 3),
            ("C", 2),
            ("c", 4),
            ("left_square_bracket", 3),
            ("right_square_bracket", 4),
        ]:
            await pilot.press(key)
            assert log.current_step == step, key
        await pilot.press("b")
        assert log.current_step == 4
        assert [toast.message for toast in app._notifications] == ["There is no later backtrack."]


async def test_copying_a_step_and_all() -> None:
    app = PanelHost()
    async with app.run_test(size=(60, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("B", "y", "Y")
        await wait_until(pilot, lambda: len(app.copied) == 2)
        assert app.copied == [
            ("Hmm, maybe there is another way: 478 + 367 = 480 + 365.", "Step 4"),
            (THOUGHT, "The thought"),
        ]


async def test_a_loop_is_warned_of_while_it_goes_on_and_after() -> None:
    app = PanelHost()
    async with app.run_test(size=(90, 24)) as pilot:
        app.think("Let me see. ")
        for _ in range(12):
            app.think(LOOP, 13)
        await pilot.pause()
        assert app.warning.startswith("repeats the same 13 words for the 12th time")
        assert app.warning.endswith("Esc stops (heuristic)")
        app.end(FinishReason.CANCELLED)
        await pilot.pause()
        assert app.warning.startswith("ended repeating the same 13 words")
        app.panel.show_turn(Turn("another"), 0)
        await pilot.pause()
        assert app.warning == ""


async def test_confidence_is_asked_for_shown_as_shades_and_said_in_words() -> None:
    app = PanelHost()
    async with app.run_test(size=(90, 24)) as pilot:
        await begin(pilot, app, "So it is 845.", ends=False)
        await pilot.press("p")
        await wait_until(pilot, lambda: len(app.heard) == 1)
        asked = app.heard[0]
        assert isinstance(asked, ConfidenceAsked)
        assert asked.is_on
        legend = app.panel.query_one("#thought-legend", Static)
        assert "next question" in str(legend.render())
        app.turn = Turn("Again?")
        app.panel.show_turn(app.turn, 0)
        app.think("So it", 2, (math.log(0.9), math.log(0.1)), (2, 5))
        app.think(" is 845.", 1, (math.log(0.9),), (8,))
        app.end()
        await pilot.pause()
        assert [mark[:2] for mark in app.panel.log_widget.view.line(0).marks] == [(2, 5)]
        assert str(legend.render()).startswith("step 1: 43 % sure on average")
        await pilot.press("p")
        assert app.panel.log_widget.view.line(0).marks == []


async def test_another_turn_is_shown_and_a_long_one_is_read_bit_by_bit() -> None:
    app = PanelHost()
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app)
        long = Turn("long")
        long.thought.pieces = [THOUGHT * 100]
        long.stop(0)
        app.panel.show_turn(long, 0)
        assert long.reading.length == READ_AT_ONCE
        await wait_until(pilot, lambda: long.reading.is_over)
        assert app.panel.log_widget.text == THOUGHT * 100
        app.panel.show_turn(app.turn, 0)
        await pilot.pause()
        assert app.panel.log_widget.text == THOUGHT
        assert app.panel.log_widget.view.rows.height < 40


async def test_chinese_emoji_and_combining_text_stand_behind_the_gutter() -> None:
    app = PanelHost()
    async with app.run_test(size=(40, 20)) as pilot:
        await begin(
            pilot,
            app,
            "首先，我需要把这两个数相加，然后检查。\n\n等等，让我验证一下：👨‍👩‍👧 e\u0301 שלום مرحبا\n",
        )
        widths = {
            app.panel.log_widget.render_line(y).cell_length for y in range(app.panel.log_widget.size.height)
        }
        assert len(widths) == 1
        assert app.rows[0].startswith("▾  1 ")
        body = "".join(row[7:].strip() for row in app.rows)
        assert body.startswith("首先，我需要把这两个数相加，然后检查。")
