"""Where files go with and without CHATUI_HOME."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from chatui.config import paths
from chatui.errors import ConfigError


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (paths.config_path, "config/config.toml"),
        (paths.own_catalogue_path, "config/models.toml"),
        (paths.data_dir, "data"),
        (paths.engine_log_path, "state/engine.log"),
        (paths.profiles_path, "state/profiles.json"),
        (paths.last_model_path, "state/last-model"),
    ],
)
def test_home_holds_everything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: Callable[[], Path], expected: str
) -> None:
    monkeypatch.setenv("CHATUI_HOME", str(tmp_path))
    assert place() == tmp_path / expected


def test_without_home_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CHATUI_HOME", raising=False)
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    folders = {paths.config_dir(), paths.data_dir(), paths.state_dir()}
    assert len(folders) == 3
    assert all(folder.name == "chatui" and folder.is_relative_to(tmp_path) for folder in folders)


def test_folders_are_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHATUI_HOME", str(tmp_path / "home"))
    for folder in (paths.data_dir(), paths.state_dir()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_looking_at_the_config_makes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHATUI_HOME", str(tmp_path / "home"))
    paths.config_path()
    assert not (tmp_path / "home").exists()


def test_a_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CHATUI_HOME", str(tmp_path / "file"))
    with pytest.raises(ConfigError, match="cannot be made") as caught:
        paths.state_dir()
    assert "CHATUI_HOME" in caught.value.hint
