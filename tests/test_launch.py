"""Which model is taken, and whose word counts for each option."""

import os
from pathlib import Path

import pytest

from chatui.chat.sampling import SamplingParams
from chatui.config.last_model import last_model, remember_model
from chatui.config.paths import config_path, imports_path, own_catalogue_path, profiles_path
from chatui.engine.requests import KvType, LoadRequest
from chatui.errors import ConfigError, ModelError
from chatui.launch import Choices, Launcher, open_engine, prepare, remember
from chatui.models import demo_model
from chatui.models.disk.imports import add_import
from tests.models.gguf.gguf_bytes import Gguf, chat_metadata, string

OWN_ENTRY = """
[models.mine]
title = "My model"
repo_id = "me/mine"
license = "MIT"
architecture = "qwen2"
parameters = "1B"
context_length = 512
default = "Q8_0"
thought.tags = "think"
sampling = { temperature = 0.1, top_p = 0.2, top_k = 3 }
files.Q8_0.filename = "mine.gguf"
"""


@pytest.fixture(autouse=True)
def demo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A sound file in the place of the bundled model."""
    monkeypatch.setattr(demo_model, "_DATA", tmp_path)
    return Gguf().write(tmp_path / "tiny.gguf")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Gguf().write(tmp_path / "some.gguf")


def configure(text: str, place: Path | None = None) -> None:
    path = place or config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_without_any_word_it_is_the_demo_model(demo: Path) -> None:
    launch = prepare(Choices(), seed=5)
    assert launch.model.path == demo
    assert launch.is_demo
    assert "tiny, the bundled demo model" in launch.why
    assert launch.options.load == LoadRequest(str(demo))
    assert launch.options.sampling == SamplingParams()
    assert launch.options.seed == 5


def test_the_model_used_last_comes_before_the_demo_model(model: Path) -> None:
    remember(prepare(Choices(model=str(model)), seed=0))
    launch = prepare(Choices(), seed=0)
    assert launch.model.path == model
    assert not launch.is_demo
    assert "used last" in launch.why


def test_a_relative_path_is_remembered_as_an_absolute_one(
    monkeypatch: pytest.MonkeyPatch, model: Path
) -> None:
    monkeypatch.chdir(model.parent)
    remember(prepare(Choices(model="./some.gguf"), seed=0))
    assert last_model() == str(model)


def test_a_name_is_remembered_as_it_is() -> None:
    remember(prepare(Choices(model="tiny"), seed=0))
    assert last_model() == "tiny"


def test_a_last_model_that_is_gone_gives_way() -> None:
    remember_model("/gone/model.gguf")
    launch = prepare(Choices(), seed=0)
    assert launch.is_demo
    assert "/gone/model.gguf, is not here any more" in launch.why


def test_the_settings_come_before_the_model_used_last(model: Path) -> None:
    remember_model("/gone/model.gguf")
    configure(f'model = "{model}"')
    launch = prepare(Choices(), seed=0)
    assert (launch.model.path, launch.why) == (model, "")


def test_the_command_line_comes_before_the_settings(demo: Path) -> None:
    configure('model = "/gone/model.gguf"')
    assert prepare(Choices(model="tiny"), seed=0).model.path == demo


def test_a_chosen_model_must_be_there() -> None:
    with pytest.raises(ModelError, match="no file"):
        prepare(Choices(model="/gone/model.gguf"), seed=0)


def test_a_damaged_settings_file_is_an_error() -> None:
    configure("modle = 3")
    with pytest.raises(ConfigError, match="modle"):
        prepare(Choices(), seed=0)


def test_whose_sampling_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    snapshot = tmp_path / "models--me--mine" / "snapshots" / "c"
    snapshot.mkdir(parents=True)
    Gguf().write(snapshot / "mine.gguf")
    configure(OWN_ENTRY, own_catalogue_path())
    configure("[sampling]\ntop_p = 0.5\ntop_k = 5")
    launch = prepare(Choices(model="mine", top_k=0, thought_budget=9), seed=0)
    expected = SamplingParams(temperature=0.1, top_p=0.5, top_k=0, thought_budget=9)
    assert launch.options.sampling == expected
    assert launch.title == "My model"


def test_whose_engine_options_count(demo: Path) -> None:
    configure('[engine]\nn_ctx = 100\nn_threads = 3\ngpu_layers = 7\nkv_type = "q8_0"')
    assert prepare(Choices(), seed=0).options.load == LoadRequest(
        str(demo), 100, n_threads=3, gpu_layers=7, kv_type=KvType.Q8_0
    )
    chosen = Choices(n_ctx=200, n_threads=1, gpu_layers=0, kv_type=KvType.F16)
    assert prepare(chosen, seed=0).options.load == LoadRequest(str(demo), 200, n_threads=1, gpu_layers=0)


def test_other_options_are_passed_on() -> None:
    configure('system = "Be brief."')
    options = prepare(Choices(think=False, seed=9), seed=0).options
    assert (options.system, options.think, options.seed) == ("Be brief.", False, 9)
    assert prepare(Choices(system=""), seed=0).options.system == ""


def test_an_engine_does_not_start_before_it_is_needed() -> None:
    engine = open_engine()
    assert engine.pid is None
    assert profiles_path().parent.is_dir()
    engine.close()
    assert not os.path.exists(profiles_path())


def test_a_model_is_found_in_a_folder_of_the_settings(tmp_path: Path) -> None:
    configure(OWN_ENTRY, own_catalogue_path())
    configure(f"[models]\nfolders = ['{tmp_path / 'own models'}']")
    (tmp_path / "own models").mkdir()
    path = Gguf().write(tmp_path / "own models" / "mine.gguf")
    assert prepare(Choices(model="mine"), seed=5).model.path == path


def test_an_imported_model_is_found_by_its_name(model: Path) -> None:
    add_import(imports_path(), model, lambda name: False)
    launch = prepare(Choices(model="some"), seed=5)
    assert launch.model.path == model
    remember(launch)
    assert last_model() == "some"


def test_another_model_is_prepared_with_the_same_choices(model: Path) -> None:
    launcher = Launcher(Choices(model="tiny", top_k=3, n_ctx=64), seed=5)
    assert launcher.latest.is_demo
    launch = launcher.open(str(model), None, None)
    assert launcher.latest is launch
    assert (launch.options.sampling.top_k, launch.options.seed) == (3, 5)
    assert launch.options.load == LoadRequest(str(model), n_ctx=64)
    other = launcher.open(str(model), 128, KvType.Q8_0)
    assert other.options.load == LoadRequest(str(model), n_ctx=128, kv_type=KvType.Q8_0)


def test_a_model_that_cannot_be_prepared_leaves_the_latest(tmp_path: Path) -> None:
    launcher = Launcher(Choices(model="tiny"), seed=5)
    with pytest.raises(ModelError):
        launcher.open(str(tmp_path / "absent.gguf"), None, None)
    assert launcher.latest.is_demo


def test_a_template_that_nobody_knows_is_told_with_the_way_to_read_it(tmp_path: Path) -> None:
    metadata = {**chat_metadata(), "general.name": string("DeepSeek R1 Distill Qwen 7B")}
    path = Gguf(metadata=metadata).write(tmp_path / "r1.gguf")
    notice = prepare(Choices(model=str(path)), 1).notice
    assert "is not one that is known of" in notice
    assert f"`chatui models show {path} --template`" in notice
    assert prepare(Choices(model="tiny"), 1).notice == ""
