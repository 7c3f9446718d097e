"""The settings of a conversation, typed and on their screen, up to what the engine is asked."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from chatui.chat.context_memory import KvType
from chatui.config.presets import Preset, load_presets, save_preset
from chatui.config.settings import SamplingSettings
from chatui.engine.requests import LoadRequest
from chatui.engine.script import script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.presets import PresetsScreen
from chatui.tui.screens.settings import SettingsScreen
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.setting_field import SettingField
from chatui.tui.widgets.settings_mark import SettingsMark
from chatui.tui.widgets.user_message import UserMessage
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until


@pytest.fixture
def engine() -> ScriptedEngine:
    """One that answers anything, and remembers what it was asked."""
    return ScriptedEngine([script_of("a thought", "an answer")])


@pytest.fixture
def app(engine: ScriptedEngine) -> ChatApp:
    """The app on that engine."""
    return app_of(session=StoredSession(engine, SessionOptions(LoadRequest("/models/tiny.gguf"))))


def _mark(app: ChatApp) -> str:
    return str(app.query_one(SettingsMark).render()) if app.query_one(SettingsMark).display else ""


def _field(app: ChatApp, name: str) -> SettingField:
    return app.screen.query_one(f"#setting-{name}", SettingField)


async def _typed(pilot: Pilot[None], app: ChatApp, command: str, mark: str) -> None:
    await ask(pilot, app, command)
    await wait_until(pilot, lambda: _mark(app) == mark, f"{mark!r}, not {_mark(app)!r}")


async def _open(pilot: Pilot[None], app: ChatApp) -> None:
    await until(pilot, app, "ready")
    await pilot.press("f4")
    await wait_until(
        pilot, lambda: isinstance(app.screen, SettingsScreen) and bool(_field(app, "seed").value)
    )


async def test_typed_settings_hold_from_the_next_turn_on(app: ChatApp, engine: ScriptedEngine) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, app, "ready")
        await _typed(pilot, app, "/temp 1.2", "≠ temperature 1.2")
        await _typed(pilot, app, "/system Be brief.", "≠ 2 settings changed")
        await _typed(pilot, app, "/budget 50", "≠ 3 settings changed")
        await _typed(pilot, app, "/seed 42", "≠ 4 settings changed")
        await ask(pilot, app, "q")
        await until(pilot, app, "done")
        request = engine.requests[0]
        assert request.messages[0].content == "Be brief."
        assert (request.lanes[0].sampling.temperature, request.lanes[0].sampling.thought_budget) == (1.2, 50)
        assert (request.lanes[0].seed, request.think) == (42, None)
        await _typed(pilot, app, "/system none", "≠ 3 settings changed")


@pytest.mark.parametrize("command", ["/temp hot", "/top-p 0", "/seed -1", "/preset absent", "/new now"])
async def test_what_cannot_be_is_said_and_nothing_changes(app: ChatApp, command: str) -> None:
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, command)
        await wait_until(pilot, lambda: len(app.notices) == 1)
        assert _mark(app) == ""


async def test_a_thought_that_cannot_be_switched_off_is_not(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, "/nothink")
        await wait_until(pilot, lambda: len(app.notices) == 1)
        assert "cannot switch its thought off" in next(iter(app.notices)).text
        await _typed(pilot, app, "/think", "≠ think on")


async def test_a_command_without_its_argument_opens_the_settings_there(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, "/top-p")
        await wait_until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await wait_until(pilot, lambda: _field(app, "top-p").has_focus_within)


async def test_fields_are_checked_while_they_are_typed(app: ChatApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await _open(pilot, app)
        await pilot.press(*"3")
        await wait_until(
            pilot, lambda: "Temperature cannot be 3. Give a number from 0 to 2." in screen_text(app)
        )
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, SettingsScreen)
        await pilot.press("home", "shift+end", *"0.9")
        await wait_until(pilot, lambda: "How freely tokens are drawn" in screen_text(app))
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: _mark(app) == "≠ temperature 0.9")


async def test_closing_leaves_everything_as_it_was(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await _open(pilot, app)
        await pilot.press(*"1.5", "escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        assert _mark(app) == ""


async def test_both_kinds_of_defaults_come_back(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await _typed(pilot, app, "/temp 1.2", "≠ temperature 1.2")
        await _open(pilot, app)
        assert _field(app, "temperature").value == "1.2"
        await pilot.press("f7")
        await wait_until(pilot, lambda: _field(app, "temperature").value == "0.6")
        _field(app, "top-k").fill("5")
        await pilot.press("f6")
        await wait_until(pilot, lambda: _field(app, "top-k").value == "0")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen) and _mark(app) == "")


async def test_another_context_loads_the_model_again(engine: ScriptedEngine) -> None:
    session = StoredSession(engine, SessionOptions(LoadRequest("/models/tiny.gguf")))
    app = app_of(session=session)
    async with app.run_test() as pilot:
        await _open(pilot, app)
        _field(app, "n-ctx").fill("8192")
        _field(app, "kv-type").fill("q8_0")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: len(app.notices) == 1)
        assert "loaded again" in next(iter(app.notices)).text
        await until(pilot, app, "ready")
        load = session.options.load
        assert (load.n_ctx, load.kv_type) == (8192, KvType.Q8_0)


async def test_presets_are_saved_filled_in_and_removed(app: ChatApp, engine: ScriptedEngine) -> None:
    save_preset("wild", Preset("Rhyme.", None, SamplingSettings(1.7)))
    async with app.run_test() as pilot:
        await _open(pilot, app)
        _field(app, "preset").fill("mine")
        _field(app, "temperature").fill("0.4")
        await pilot.press("f8")
        await wait_until(pilot, lambda: "mine" in load_presets())
        assert load_presets()["mine"].sampling.temperature == 0.4
        await pilot.press("f9")
        await wait_until(pilot, lambda: isinstance(app.screen, PresetsScreen))
        await pilot.press("delete")
        await wait_until(pilot, lambda: list(load_presets()) == ["wild"])
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await wait_until(pilot, lambda: _field(app, "temperature").value == "1.7")
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: _mark(app) == "≠ wild")
        await ask(pilot, app, "q")
        await until(pilot, app, "done")
        assert engine.requests[0].messages[0].content == "Rhyme."


async def test_a_file_reaches_the_engine_in_deepseeks_form(
    app: ChatApp, engine: ScriptedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.txt").write_text("remember the milk")
    monkeypatch.chdir(tmp_path)
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await pilot.press(*"@not")
        await wait_until(pilot, lambda: "notes.txt" in screen_text(app))
        await pilot.press("tab")
        await wait_until(pilot, lambda: "about" in screen_text(app))
        await pilot.press("?", "enter")
        await until(pilot, app, "done")
        assert engine.requests[0].messages[-1].content == (
            "[file name]: notes.txt\n[file content begin]\nremember the milk\n[file content end]\nnotes.txt?"
        )
        assert "with notes.txt" in str(app.query_one(UserMessage).render())
        assert app.query_one(Prompt).text == ""


async def test_the_menu_has_the_same_commands(app: ChatApp) -> None:
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await pilot.press("ctrl+p")
        await pilot.press(*"set the temperature", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SettingsScreen))
