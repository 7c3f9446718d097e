import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui import tui
from chatui.errors import ConfigError
from chatui.tui.commands import Command
from chatui.tui.keymap import SCREENS, all_commands, clashes, keymap_of
from chatui.tui.look import Look
from chatui.tui.screens.help import HelpScreen
from chatui.tui.widgets.key_bar import KeyBar
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.turn_view import TurnView
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.waiting import wait_until

FILE = Path("/home/me/config.toml")


def _keymap(**keys: str) -> dict[str, str]:
    return keymap_of({id_.replace("__", "."): given for id_, given in keys.items()}, FILE)


def _declared() -> Iterator[Command]:
    for module in pkgutil.iter_modules(tui.__path__, "chatui.tui."):
        if module.name.endswith("commands"):
            for group in vars(importlib.import_module(module.name)).values():
                if isinstance(group, tuple) and group and isinstance(group[0], Command):
                    yield from group


def test_every_command_is_on_a_screen() -> None:
    on_screens = {command.id for groups in SCREENS.values() for group in groups for command in group}
    declared = {command.id for command in _declared()}
    assert len(declared) > 100
    assert declared == on_screens


def test_no_two_commands_have_one_id() -> None:
    keys: dict[str, str] = {}
    for groups in SCREENS.values():
        for command in (command for group in groups for command in group):
            assert keys.setdefault(command.id, command.title) == command.title


def test_the_keys_that_chatui_has_do_not_clash() -> None:
    assert clashes({command.id: command.keys for command in all_commands() if command.keys}) == []


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("ctrl+k", "ctrl+k"),
        ("Ctrl+K , F5", "ctrl+k,f5"),
        ("?", "?"),
        ("G", "G"),
        ("alt+Up", "alt+up"),
        ("+", "+"),
    ],
)
def test_keys_are_read(given: str, taken: str) -> None:
    assert _keymap(chat__copy=given) == {"chat.copy": taken}


@pytest.mark.parametrize(
    ("id_", "key", "hint"),
    [
        ("chat.copi", "f5", "Did you mean 'chat.copy'?"),
        ("qqqq", "f5", "The page on keys"),
        ("chat.copy", "pgup", "Did you mean 'pageup'?"),
        ("chat.copy", "control+k", "Did you mean 'ctrl'?"),
        ("chat.copy", "", "Such are"),
        ("chat.copy", "ctrl+", "Such are"),
        ("chat.copy", "ctrl+pgdown", "Did you mean 'ctrl+pagedown'?"),
    ],
)
def test_what_is_wrong_names_file_key_and_nearest(id_: str, key: str, hint: str) -> None:
    with pytest.raises(ConfigError) as raised:
        keymap_of({id_: key}, FILE)
    assert str(FILE) in raised.value.message
    assert id_ in raised.value.message
    assert hint in raised.value.hint


@given(st.text(max_size=8))
def test_any_text_is_a_key_or_an_error(text: str) -> None:
    try:
        keymap = keymap_of({"chat.copy": text}, FILE)
    except ConfigError:
        return
    assert keymap["chat.copy"]


def test_a_clash_is_said_once() -> None:
    said = clashes(_keymap(chat__copy="ctrl+n"))
    assert said == [
        "The key ctrl+n is given to chat.copy, and chat.new has it too. Give one of them another key."
    ]
    assert clashes(_keymap(chat__copy="ctrl+n", chat__new="ctrl+y")) == []
    assert clashes(_keymap(chat__copy="f24")) == []


async def test_other_keys_work_and_are_shown() -> None:
    app = app_of(look=Look(keymap=_keymap(prompt__send="ctrl+d", prompt__newline="enter", chat__help="f24")))
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, app, "ready")
        await pilot.press("a", "enter", "b")
        assert app.query_one(Prompt).text == "a\nb"
        assert "^D Send" in str(app.query_one(KeyBar).render())
        await pilot.press("ctrl+d")
        await until(pilot, app, "done")
        assert app.query_one(TurnView).turn.question == "a\nb"
        await pilot.press("f24")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_a_clash_is_said_at_the_start() -> None:
    app = app_of(look=Look(keymap=_keymap(chat__copy="ctrl+n")))
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: len(app.notices) == 1)
        assert "ctrl+n" in next(iter(app.notices)).text
        await ask(pilot, app, "q")
        await until(pilot, app, "done")
