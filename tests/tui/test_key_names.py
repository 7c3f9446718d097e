"""Sentences name the keys that hold, and none names a key by itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import chatui.tui
from chatui.chat.events import FinishReason
from chatui.engine.script import script_of
from chatui.tui.key_names import KeyNames
from chatui.tui.key_table import key_name
from chatui.tui.keymap import all_commands
from chatui.tui.look import Look
from tests.tui.conftest import app_of
from tests.tui.driving import ask, notes, until
from tests.tui.kept.driving import said
from tests.tui.waiting import wait_until

TUI = Path(chatui.tui.__file__).parent
_PLACE = re.compile(r"\{([a-z]+\.[a-z_0-9]+)\}")
_KEY = re.compile(r"Ctrl\+|\bF\d+\b|\bEsc\b|\bPgDn\b|\bDel\b")
_NAMING = {"key_table.py", "keymap.py"}
"""What makes names of keys, and what says which there may be."""


def texts() -> Iterator[tuple[str, str]]:
    """Every string of the app's code that is not a docstring, with its file."""
    for path in sorted(TUI.rglob("*.py")):
        if path.name in _NAMING or path.name.endswith("commands.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield path.name, node.value


def test_no_sentence_names_a_key_that_may_be_another_one() -> None:
    assert [(file, text) for file, text in texts() if _KEY.search(text)] == []


def test_every_id_in_a_sentence_is_one_of_a_command() -> None:
    known = {command.id for command in all_commands() if command.keys}
    places = {(file, id_) for file, text in texts() for id_ in _PLACE.findall(text)}
    assert len(places) > 20
    assert {place for place in places if place[1] not in known} == set()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("escape", "Esc"),
        ("right_square_bracket", "]"),
        ("slash", "/"),
        ("full_stop", "."),
        ("space", "Space"),
        ("Y", "Shift+Y"),
        ("ctrl+up", "Ctrl+↑"),
        ("f12", "F12"),
    ],
)
def test_a_key_is_called_what_stands_on_it(key: str, name: str) -> None:
    assert key_name(key) == name


def test_braces_that_are_no_id_stay() -> None:
    keys = KeyNames({"chat.stop": "f24,x"})
    assert keys.text("{chat.stop} stops {x} {} \\frac{a}{b}") == "F24 stops {x} {} \\frac{a}{b}"


async def test_other_keys_are_named_once_they_are_given() -> None:
    keymap = {"chat.continue": "ctrl+x", "chat.again": "f24", "app.quit": "alt+q", "copy.close": "q"}
    cut = script_of("", "half", finish_reason=FinishReason.LENGTH)
    app = app_of([cut, script_of("", " more")], look=Look(keymap=keymap))
    async with app.run_test() as pilot:
        await until(pilot, app, "ready")
        await pilot.press("ctrl+c")
        await wait_until(pilot, lambda: "Alt+Q quits." in said(app))
        await ask(pilot, app, "Hi")
        await until(pilot, app, "cut off")
        assert "Ctrl+X goes on from here, F4 sets a larger limit." in notes(app)
        await pilot.press("f9")
        await wait_until(pilot, lambda: bool(app.screen.query("CopyList")))
        assert app.screen.query_one("CopyList").border_subtitle == "Enter copies · Q closes"
        await pilot.press("q", "ctrl+x")
        await until(pilot, app, "done")
