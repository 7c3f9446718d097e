"""`config.toml` becomes settings, or an error that names the file, the key and what would be valid."""

from pathlib import Path

import pytest

from chatui.config.settings import EngineSettings, SamplingSettings, Settings, load_settings
from chatui.errors import ConfigError

WHOLE = """
model = "r1-qwen-7b"
system = "Be brief."
[sampling]
temperature = 1
top_p = 0.9
thought_budget = 0
[engine]
n_ctx = 8192
gpu_layers = 20
kv_type = "q8_0"
"""


def config(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_table_is_read(tmp_path: Path) -> None:
    assert load_settings(config(tmp_path, WHOLE)) == Settings(
        model="r1-qwen-7b",
        system="Be brief.",
        sampling=SamplingSettings(temperature=1.0, top_p=0.9, thought_budget=0),
        engine=EngineSettings(n_ctx=8192, gpu_layers=20, kv_type="q8_0"),
    )


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ('modle = "tiny"', "'modle'", "'model'"),
        (
            "[sampling]\ntemprature = 1",
            "sampling has a key that chatui does not know: 'temprature'",
            "'temperature'",
        ),
        ("[sampling]\ntemperature = 5", "temperature 5.0 is out of range", "0 to 2"),
        ("[sampling]\ntop_p = 0", "top_p 0.0 is out of range", "over 0"),
        ("[sampling]\nmax_tokens = 0", "max_tokens 0", "1 or more"),
        ('[engine]\nkv_type = "q4_0"', "engine.kv_type cannot be 'q4_0'", "'f16' or 'q8_0'"),
        ('[engine]\ngpu_layers = "all"', "engine.gpu_layers", "'auto'"),
        ("[engine]\ngpu_layers = -1", "engine.gpu_layers cannot be -1", "0 or more"),
        ("[engine]\nn_ctx = 0", "engine.n_ctx cannot be 0", "1 or more"),
        ('[models]\nfolders = ["a/b"]', "models.folders cannot have 'a/b'", "in full"),
        ('[models]\nfolders = ["~no-such-person/a"]', "models.folders cannot have", "in full"),
        ('[models]\nfolders = "~/a"', "models.folders is a text", "[ and ]"),
        ("[engine]\nn_threads = 0", "engine.n_threads cannot be 0", "1 or more"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, says: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(config(tmp_path, text))
    assert says in caught.value.message
    assert "config.toml" in caught.value.message
    assert hint in caught.value.hint


def test_folders_are_meant_from_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = load_settings(config(tmp_path, '[models]\nfolders = ["~/models", "/mnt/a"]'))
    assert settings.models.folder_paths == (tmp_path / "models", Path("/mnt/a"))
