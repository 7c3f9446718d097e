"""How the window was left is remembered whole or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatui.config.paths import ui_state_path
from chatui.config.ui_state import UiState, change_ui_state, load_ui_state


def test_nothing_is_remembered_at_first() -> None:
    assert load_ui_state() == UiState()


def test_a_change_leaves_the_other_fields() -> None:
    change_ui_state(lambda state: replace(state, shows_chats=False, thought_width=40))
    change_ui_state(lambda state: replace(state, theme="nord"))
    change_ui_state(lambda state: replace(state, thought_width=None))
    assert load_ui_state() == UiState(shows_chats=False, theme="nord")
    assert [path.name for path in ui_state_path().parent.iterdir()] == ["ui.json"]


@pytest.mark.parametrize("text", [b"\xff", b"[]", b"[" * 100_000, b'{"shows_chats": 3}', b'{"new": 1}', b""])
def test_a_damaged_or_unknown_file_is_nothing(text: bytes) -> None:
    ui_state_path().write_bytes(text)
    assert load_ui_state() == UiState()


def test_a_full_disk_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    change_ui_state(lambda state: replace(state, theme="nord"))

    def full(path: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    change_ui_state(lambda state: replace(state, theme="dracula"))
    assert load_ui_state().theme == "nord"
