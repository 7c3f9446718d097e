from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.config.paths import presets_path
from chatui.config.presets import Preset, load_presets, remove_preset, save_preset
from chatui.config.settings import SamplingSettings
from chatui.errors import ConfigError

CAREFUL = Preset('Be careful.\nAnd "brief" 🙂\x7f.', True, SamplingSettings(0.2, thought_budget=4096))


def test_none_were_saved() -> None:
    assert load_presets() == {}


def test_presets_are_saved_replaced_and_removed() -> None:
    save_preset("careful [math] 数", CAREFUL)
    save_preset(" quick ", Preset())
    assert load_presets() == {"careful [math] 数": CAREFUL, "quick": Preset()}
    save_preset("quick", Preset("x"))
    remove_preset("careful [math] 数")
    remove_preset("absent")
    assert load_presets() == {"quick": Preset("x")}
    assert [path.name for path in presets_path().parent.iterdir()] == ["presets.toml"]


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8")))
def test_any_name_and_text_come_back(name: str, system: str) -> None:
    if not name.strip():
        return
    save_preset(name, Preset(system))
    assert load_presets()[name.strip()] == Preset(system)


def test_a_preset_needs_a_name() -> None:
    with pytest.raises(ConfigError, match="needs a name"):
        save_preset("  ", Preset())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a.sampling]\ntemperature = 3", "a: temperature 3"),
        ("[a.sampling]\ntemperatur = 1", "Did you mean 'temperature'"),
        ("a = 1", "a is a number, not a table"),
        ("[a", "not valid TOML"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(text: str, said: str) -> None:
    presets_path().parent.mkdir(parents=True)
    presets_path().write_text(text)
    with pytest.raises(ConfigError, match=r"presets\.toml") as raised:
        load_presets()
    assert said in str(raised.value)
    with pytest.raises(ConfigError):
        save_preset("b", Preset())
    assert presets_path().read_text() == text


def test_a_place_that_cannot_be_written_to_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CHATUI_HOME", str(tmp_path / "file"))
    with pytest.raises(ConfigError, match="cannot be"):
        save_preset("a", Preset())
