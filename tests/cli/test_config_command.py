"""`chatui config` shows where the settings are and what they come to."""

import tomllib

import pytest

from chatui.config.paths import config_path, own_catalogue_path
from chatui.config.settings import EngineSettings, SamplingSettings, Settings, load_settings
from tests.cli.command import CommandLine


def configure(text: str) -> None:
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(text)


def test_path(command: CommandLine) -> None:
    assert command("config", "path").out == f"{config_path()}\n"


def test_show_is_toml_of_every_setting(command: CommandLine) -> None:
    configure('model = "a \\"b\\""\n[sampling]\ntemperature = 0.5\n[engine]\ngpu_layers = 3\nn_ctx = 64')
    shown = command("config", "show").out
    configure(shown)
    assert load_settings(config_path()) == Settings(
        'a "b"', sampling=SamplingSettings(temperature=0.5), engine=EngineSettings(n_ctx=64, gpu_layers=3)
    )
    assert "# top_p =" in shown


def test_show_without_a_file_is_the_defaults(command: CommandLine) -> None:
    assert tomllib.loads(command("config", "show").out) == {
        "system": "",
        "sampling": {},
        "engine": {"gpu_layers": "auto", "kv_type": "f16"},
        "models": {"folders": []},
        "keys": {},
    }


def test_check_says_what_is_there(command: CommandLine) -> None:
    configure("")
    result = command("config", "check")
    assert result.code == 0
    assert f"{config_path()}: valid\n" in result.out
    assert f"{own_catalogue_path()}: not there" in result.out


@pytest.mark.parametrize("action", ["check", "show"])
def test_a_wrong_key_is_named(command: CommandLine, action: str) -> None:
    configure("[sampling]\ntemprature = 1")
    result = command("config", action)
    assert (result.code, result.out) == (1, "")
    assert "Did you mean 'temperature'?" in result.err


def test_a_wrong_catalogue_is_named(command: CommandLine) -> None:
    configure("")
    own_catalogue_path().write_text("[model.x]")
    assert "Did you mean 'models'?" in command("config", "check").err
