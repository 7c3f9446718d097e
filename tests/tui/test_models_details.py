"""What the models screen says of one model, on a scripted library."""

from chatui.library.scripted import ScriptedLibrary
from chatui.tui.widgets.models.stepper import Stepper
from tests.tui.conftest import app_of
from tests.tui.library import ROWS, SMALL_DETAILS
from tests.tui.models_driving import Hold, choose, details, open_models
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until


async def test_details_say_everything_that_is_known() -> None:
    app = app_of()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-1.5b")
        await wait_until(pilot, lambda: "Qwen2.5-Math" in screen_text(app))
        shown = screen_text(app)
        for text in (
            "r1-qwen-1.5b · 1.5B · Q4_K_M · 1.12 GB",
            "It fits: 2.06 GB of the 7.80 GB that are free.",
            "about 24 tok/s (an estimate)",
            "Qwen/Qwen2.5-Math-1.5B (Apache-2.0)",
            "think, opened by the prompt",
            "temperature 0.6, top_p 0.95",
            "131,072 tokens",
            "weights 1.12 GB",
            "context 117 MB",
            "Q6_K",
            "The chat template is not its family's known one.",
        ):
            assert text in shown


async def test_where_a_file_lies_and_whose_it_is() -> None:
    app = app_of()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await wait_until(pilot, lambda: "Ollama's" in screen_text(app))
        assert "/ollama/blobs" in screen_text(app)


async def test_too_big_says_why_and_what_would_fit() -> None:
    app = app_of()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-32b")
        assert "It is too big: it needs 22.4 GB, and 7.80 GB are free." in details(app)
        assert "would fit, with 8,192 tokens of context." in details(app)


async def test_memory_follows_context_lanes_and_kv_type() -> None:
    app = app_of()
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-1.5b")
        await wait_until(pilot, lambda: "context 117 MB" in screen_text(app))
        await pilot.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        await wait_until(pilot, lambda: "context 235 MB" in screen_text(app))
        assert app.screen.query_one("#context", Stepper).value == "8,192"
        await pilot.click("#kv", offset=(16, 0))
        await wait_until(pilot, lambda: "context 125 MB" in screen_text(app))
        app.screen.query_one("#lanes", Stepper).focus()
        await pilot.press("l", "l", "h")
        await wait_until(pilot, lambda: app.screen.query_one("#lanes", Stepper).value == "2")
        await pilot.press(*["left_square_bracket"] * 9)
        await wait_until(pilot, lambda: app.screen.query_one("#context", Stepper).value == "auto")


async def test_a_slow_answer_for_a_model_that_is_no_longer_chosen_is_dropped() -> None:
    hold = Hold("details r1-qwen-1.5b")
    library = ScriptedLibrary(ROWS, details={"r1-qwen-1.5b": SMALL_DETAILS}, before=hold)
    app = app_of(library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-1.5b")
        await wait_until(pilot, hold.reached.is_set)
        await pilot.press("j")
        hold.let_go()
        await wait_until(pilot, lambda: ("details", "r1-qwen-7b") in library.asked)
        await wait_until(pilot, lambda: "r1-qwen-7b" in details(app))
        assert "Qwen2.5-Math" not in details(app)


async def test_details_that_cannot_be_had_leave_what_the_list_knows() -> None:
    def fail(method: str, about: str) -> None:
        if method == "details":
            raise ZeroDivisionError("odd")

    app = app_of(library=ScriptedLibrary(ROWS, before=fail))
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await wait_until(pilot, lambda: "Unexpected ZeroDivisionError: odd" in details(app))
        assert "tiny" in details(app)
