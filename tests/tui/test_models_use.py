"""The models screen on a scripted library: another model for the chat, the hub, a file, the first start."""

from pathlib import Path

from textual.widgets import Input, OptionList

from chatui.engine.requests import KvType
from chatui.engine.script import LoadScript, script_of
from chatui.errors import ModelError
from chatui.launch import Launch
from chatui.library.scripted import ScriptedLibrary
from chatui.models.download.progress import PullProgress, PullState
from chatui.tui.app import ChatApp
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.models import ModelsScreen
from chatui.tui.screens.open_file import OpenFileScreen
from chatui.tui.widgets.models.recommendation_card import RecommendationCard
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.turn_view import TurnView
from tests.tui.conftest import Gate, app_of
from tests.tui.driving import GATED, answers, ask, notes, state, until
from tests.tui.library import R1_LARGE, R1_MIDDLE, R1_SMALL, RECOMMENDATION, ROWS, TINY, launch_of, library_of
from tests.tui.models_driving import (
    Hold,
    choose,
    chosen,
    details,
    line_of,
    lines,
    notice,
    open_models,
)
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

FIRST = (TINY, R1_SMALL, R1_MIDDLE, R1_LARGE)


def first_library(*, is_offline: bool = False) -> ScriptedLibrary:
    return ScriptedLibrary(FIRST, recommendation=RECOMMENDATION, is_offline=is_offline)


def said(app: ChatApp) -> str:
    return "\n".join(note.message for note in app._notifications)


async def test_using_a_model_loads_it_and_the_conversation_goes_on() -> None:
    opened: list[tuple[str, int | None, KvType | None]] = []

    def open_model(ref: str, n_ctx: int | None, kv_type: KvType | None) -> Launch:
        opened.append((ref, n_ctx, kv_type))
        return launch_of(ref, n_ctx, kv_type)

    app = app_of([script_of("a", "one"), script_of("b", "two")], open_model=open_model)
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "first")
        await until(pilot, app, "done")
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("right_square_bracket", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await until(pilot, app, "ready")
        assert opened == [("deepseek-r1:8b", 2048, KvType.F16)]
        assert "From here on DeepSeek R1 0528 Qwen3 8B answers. It reads the conversation above." in notes(
            app
        )
        assert "DeepSeek R1 0528 Qwen3 8B" in screen_text(app).splitlines()[0]
        assert "demo model" not in screen_text(app).splitlines()[0]
        await ask(pilot, app, "second")
        await until(pilot, app, "done")
        assert answers(app) == ["one", "two"]
        await open_models(pilot, app)
        assert "in use" in line_of(app, "0528")
        assert "on disk" in line_of(app, "Demo model")


async def test_using_a_model_stops_what_the_one_before_still_says() -> None:
    gate = Gate()
    app = app_of([GATED, script_of("b", "two")], sleep=gate.sleep)
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "first")
        await until(pilot, app, "thinking")
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        gate.open(2)
        await until(pilot, app, "ready")
        assert "stopped" in screen_text(app)
        await ask(pilot, app, "second")
        await until(pilot, app, "done")


async def test_a_question_that_waits_for_the_load_is_put_to_the_new_model() -> None:
    gate = Gate()
    app = app_of(load=LoadScript(steps=2, pause_s=1), sleep=gate.sleep)
    async with app.run_test(size=(120, 30)) as pilot:
        await ask(pilot, app, "early")
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        gate.open(9)
        await until(pilot, app, "done")
        assert len(app.query(TurnView)) == 1


async def test_a_model_that_cannot_be_opened_leaves_the_one_before() -> None:
    def open_model(ref: str, n_ctx: int | None, kv_type: KvType | None) -> Launch:
        raise ModelError("The file is damaged.", "Download it again.")

    app = app_of(open_model=open_model)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, app, "ready")
        await open_models(pilot, app)
        await choose(pilot, app, "deepseek-r1:8b")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "The file is damaged. Download it again." in said(app))
        assert isinstance(app.screen, ModelsScreen)
        assert "in use" in line_of(app, "Demo model")


async def test_enter_on_the_model_in_use_goes_back_to_the_chat() -> None:
    app = app_of()
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_searching_the_hub_and_pulling_a_quantization() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await pilot.press("s")
        await wait_until(pilot, lambda: "Type words" in screen_text(app))
        await pilot.press(*"deepseek", "enter")
        await wait_until(pilot, lambda: chosen(app) == "unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF")
        assert "↓ 41.2 k" in line_of(app, "unsloth")
        assert "gated" in line_of(app, "secret")
        await wait_until(pilot, lambda: "41.2 k in the last month" in screen_text(app))
        await pilot.press("j")
        await wait_until(pilot, lambda: "set HF_TOKEN" in screen_text(app))
        await pilot.press("k", "enter")
        await wait_until(pilot, lambda: app.screen.query_one("#quantizations").has_focus)
        await pilot.press("down", "enter")
        ref = "unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF:Q2_K"
        await wait_until(pilot, lambda: [pull.ref for pull in library.pulls()] == [ref])
        await wait_until(pilot, lambda: chosen(app) == ref)
        assert "connecting" in line_of(app, "unsloth")


async def test_a_search_that_finds_nothing_or_fails() -> None:
    hold = Hold("search_hub")
    library = ScriptedLibrary(ROWS, before=hold)
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await pilot.press("s", *"nothing", "enter")
        await wait_until(pilot, lambda: "Asking the hub" in screen_text(app))
        hold.let_go()
        await wait_until(pilot, lambda: "no GGUF repository for “nothing”" in screen_text(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: len(lines(app)) == 9)


async def test_the_hub_is_asked_for_details_of_what_is_not_here() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(160, 50)) as pilot:
        await open_models(pilot, app)
        await choose(pilot, app, "r1-qwen-32b")
        await pilot.press("i")
        await wait_until(pilot, lambda: ("details_from_hub", "r1-qwen-32b") in library.asked)
        await wait_until(pilot, lambda: "weights 19.9 GB" in screen_text(app))
        await choose(pilot, app, "qwen3.5-4b")
        await pilot.press("i")
        await wait_until(pilot, lambda: "The hub knows nothing of qwen3.5-4b." in details(app))


async def test_a_file_of_this_disk_is_opened_with_completion(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "mine.gguf").write_bytes(b"GGUF")
    (tmp_path / "models" / "readme.txt").write_text("no model")
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, OpenFileScreen))
        field = app.screen.query_one("#path", Input)
        field.value = f"{tmp_path}/mo"
        await wait_until(pilot, lambda: app.screen.query_one("#found", OptionList).option_count == 1)
        await pilot.press("tab")
        await wait_until(pilot, lambda: field.value == f"{tmp_path}/models/")
        await wait_until(pilot, lambda: "mine.gguf" in screen_text(app))
        assert "readme.txt" not in screen_text(app)
        await pilot.press("tab", "enter")
        await wait_until(pilot, lambda: chosen(app) == str(tmp_path / "models" / "mine.gguf"))
        assert "mine is in the list. Enter uses it." in notice(app)


async def test_a_file_that_is_no_model_is_told() -> None:
    app = app_of()
    async with app.run_test(size=(120, 30)) as pilot:
        await open_models(pilot, app)
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, OpenFileScreen))
        app.screen.query_one("#path", Input).value = "/no/such.txt"
        await pilot.press("enter")
        await wait_until(pilot, lambda: "/no/such.txt is not a GGUF file." in notice(app))
        await pilot.press("o")
        await wait_until(pilot, lambda: isinstance(app.screen, OpenFileScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))


async def test_the_first_start_recommends_a_model_and_downloads_it_with_one_key() -> None:
    library = first_library()
    app = app_of(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: "For this machine: DeepSeek R1 Distill Qwen 1.5B" in screen_text(app))
        await wait_until(pilot, lambda: "largest R1 distill" in screen_text(app))
        assert "demo model" in screen_text(app)
        await pilot.press("f3")
        await wait_until(pilot, lambda: len(library.pulls()) == 1)
        library.pulls()[0].progress = PullProgress(PullState.DOWNLOADING, 5, 10, 1.0, 5.0)
        await wait_until(pilot, lambda: "downloading 50 %" in screen_text(app))
        await pilot.press("f3")
        library.pulls()[0].finish(Path("/models/r1-qwen-1.5b.gguf"))
        await wait_until(pilot, lambda: "use it" in screen_text(app))
        assert len(library.pulls()) == 1
        await pilot.press("f3")
        await wait_until(pilot, lambda: "demo model" not in screen_text(app).splitlines()[0])
        await until(pilot, app, "ready")
        assert not app.query_one(RecommendationCard).display


async def test_on_the_first_start_a_typed_question_just_works() -> None:
    app = app_of(library=first_library())
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: "F3" in screen_text(app))
        assert app.query_one(Prompt).has_focus
        await pilot.press(*"hi", "enter")
        await until(pilot, app, "done")
        assert answers(app)


async def test_the_first_frame_does_not_wait_for_the_recommendation() -> None:
    hold = Hold("has_real_model")
    app = app_of(library=ScriptedLibrary(FIRST, recommendation=RECOMMENDATION, before=hold))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, app, "ready")
        assert "For this machine" not in screen_text(app)
        await pilot.press(*"hi", "enter")
        await until(pilot, app, "done")
        hold.let_go()


async def test_browsing_and_failing_from_the_first_start() -> None:
    library = first_library(is_offline=True)
    app = app_of(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: "F3" in screen_text(app))
        await pilot.click("#card-take")
        await wait_until(pilot, lambda: "chatui is offline." in screen_text(app))
        await pilot.click("#card-browse")
        await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))


async def test_without_a_model_that_fits_it_says_so() -> None:
    app = app_of(library=ScriptedLibrary([TINY]))
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(
            pilot, lambda: "No model of the catalogue fits" in " ".join(screen_text(app).split())
        )
        await pilot.press("f3")
        assert state(app) == "ready"


async def test_with_a_real_model_nothing_is_recommended() -> None:
    library = library_of()
    app = app_of(library=library)
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until(pilot, lambda: ("models", "") in library.asked)
        await until(pilot, app, "ready")
        assert ("recommend", "") not in library.asked
        assert not app.query_one(RecommendationCard).display
