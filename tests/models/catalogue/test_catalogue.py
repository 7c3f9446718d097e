"""The shipped catalogue fits its schema; a person's own file adds to it and is checked as strictly."""

from pathlib import Path

import pytest

from chatui.engine.prompt.switches import VARIABLES
from chatui.errors import ConfigError
from chatui.models.catalogue.catalogue import CataloguePart, CatalogueShape, CatalogueSwitch, load_catalogue
from chatui.models.catalogue.faults import SWITCHES
from chatui.models.gguf.quantization_names import has_quantization

SHIPPED = load_catalogue().models
DISTILLS = (
    "r1-qwen-1.5b",
    "r1-qwen-7b",
    "r1-llama-8b",
    "r1-qwen-14b",
    "r1-qwen-32b",
    "r1-llama-70b",
    "r1-0528-qwen3-8b",
)
SUM = "0123456789abcdef" * 4

OWN = """
[models.mine]
title = "Mine"
repo_id = "me/mine-GGUF"
license = "MIT"
architecture = "qwen3"
parameters = "4B"
context_length = 4096
default = "Q8_0"
thought.tags = "think"
sampling.temperature = 0.7
files.Q8_0.filename = "mine-Q8_0.gguf"
"""


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "models.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_seven_distills_come_first() -> None:
    assert tuple(SHIPPED)[:7] == DISTILLS
    assert len(SHIPPED) >= 30


@pytest.mark.parametrize("alias", DISTILLS)
def test_every_distill_can_be_checked_after_a_download(alias: str) -> None:
    entry = SHIPPED[alias]
    file = entry.files[entry.default]
    assert file.sha256
    assert file.gigabytes
    assert entry.sampling.temperature == 0.6
    assert entry.shape is not None


@pytest.mark.parametrize("alias", SHIPPED)
def test_every_entry_says_where_its_facts_are_from(alias: str) -> None:
    entry = SHIPPED[alias]
    assert entry.source
    assert entry.sampling.source or entry.sampling.temperature is None
    assert entry.shape is None or entry.shape.source


@pytest.mark.parametrize("alias", SHIPPED)
def test_files_are_named_after_their_quantization(alias: str) -> None:
    for quantization, file in SHIPPED[alias].files.items():
        assert has_quantization(file.filename, quantization) or quantization == "UD-Q4_K_M"


@pytest.mark.parametrize(
    ("alias", "kib"),
    [
        ("r1-qwen-1.5b", 28),
        ("r1-qwen-7b", 56),
        ("r1-llama-8b", 128),
        ("r1-qwen-14b", 192),
        ("r1-qwen-32b", 256),
        ("r1-llama-70b", 320),
        ("r1-0528-qwen3-8b", 144),
    ],
)
def test_the_kv_cache_that_follows_from_the_shape_is_the_known_one(alias: str, kib: int) -> None:
    shape = SHIPPED[alias].shape
    assert shape is not None
    assert 2 * shape.n_layers * shape.n_kv_heads * shape.head_size * 2 == kib * 1024


def test_a_shipped_split_model_has_every_part() -> None:
    file = SHIPPED["gpt-oss-120b"].files["MXFP4"]
    parts = file.all_parts()
    assert [part.filename for part in parts] == [
        f"gpt-oss-120b-mxfp4-{n:05}-of-00003.gguf" for n in (1, 2, 3)
    ]
    assert all(part.size_bytes and part.sha256 for part in parts)
    assert file.total_bytes == 63_387_346_464


def test_what_turns_the_thought_off_is_told_from_what_tunes_it() -> None:
    assert SHIPPED["qwen3-8b"].thought_can_be_off
    assert not SHIPPED["gpt-oss-20b"].thought_can_be_off
    assert SHIPPED["gpt-oss-20b"].switches["reasoning_effort"].values == ("low", "medium", "high")
    assert not SHIPPED["r1-qwen-7b"].switches


def test_the_switches_are_those_that_the_engine_sets() -> None:
    assert set(SWITCHES) == {variable.name for variable in VARIABLES}


def test_own_entries_add(tmp_path: Path) -> None:
    models = load_catalogue(own(tmp_path, OWN)).models
    assert models["mine"].sampling.temperature == 0.7
    assert "r1-qwen-1.5b" in models


def test_own_entries_replace(tmp_path: Path) -> None:
    replaced = OWN.replace("[models.mine]", '[models."r1-qwen-7b"]')
    assert load_catalogue(own(tmp_path, replaced)).models["r1-qwen-7b"].title == "Mine"


def test_an_absent_own_file_is_no_error(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path / "absent.toml") == load_catalogue()


@pytest.mark.parametrize(
    ("before", "after", "says", "hint"),
    [
        ("title", "titel", "'titel'", "'title'"),
        ('parameters = "4B"\n', "", "lacks the key 'parameters'", "Add it"),
        ('license = "MIT"', 'licence = "MIT"', "'licence'", "'license'"),
        ("context_length = 4096", "context_length = 0", "context_length is not positive", "leave it out"),
        ('"me/mine-GGUF"', '"mine"', "repo_id is not of the form", "model's page"),
        ('default = "Q8_0"', 'default = "Q8"', "default names no file", "'Q8_0'"),
        ('tags = "think"', 'tags = "thinks"', "thought.tags is unknown", "'think'"),
        ('tags = "think"', 'tag = "think"', "'tag'", "'tags'"),
        ('"mine-Q8_0.gguf"', '"../mine.gguf"', "no GGUF file's name", "without folders"),
        ('filename = "mine-Q8_0.gguf"', 'sha256 = "12"', "lacks the key 'filename'", "Add it"),
        ("[models.mine]", "[models.tiny]", "cannot be a model's name", "bundled"),
        ("[models.mine]", '[models."a/b"]', "cannot be a model's name", "letters"),
        ("[models.mine]", "[model.mine]", "'model'", "'models'"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, before: str, after: str, says: str, hint: str) -> None:
    assert before in OWN
    with pytest.raises(ConfigError) as caught:
        load_catalogue(own(tmp_path, OWN.replace(before, after)))
    assert says in caught.value.message
    assert hint in caught.value.hint
    assert "models.toml" in caught.value.message


def test_a_wrong_checksum_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no valid sha256"):
        load_catalogue(own(tmp_path, OWN + 'files.Q8_0.sha256 = "12"'))


def test_own_entries_have_shape_switches_and_parts(tmp_path: Path) -> None:
    text = OWN.replace("files.Q8_0.filename", SHAPE + SWITCH + SPLIT + "files.Q8_0.filename")
    mine = load_catalogue(own(tmp_path, text)).models["mine"]
    assert mine.shape == CatalogueShape(2, 8, 4, 2, 2, 99, attention="sliding", source="its config.json")
    assert mine.switches == {"reasoning_effort": CatalogueSwitch("high", "none", ("none", "high"))}
    assert mine.files["Q4_0"].all_parts() == (
        CataloguePart("big-00001-of-00002.gguf"),
        CataloguePart("big-00002-of-00002.gguf", 5, SUM),
    )
    assert mine.files["Q4_0"].total_bytes is None
    assert mine.files["Q8_0"].all_parts() == (CataloguePart("mine-Q8_0.gguf"),)


def test_a_minimal_own_entry_leaves_the_rest_unknown(tmp_path: Path) -> None:
    known = ("license", "architecture", "context_length", "sampling")
    text = "\n".join(line for line in OWN.splitlines() if not line.startswith(known))
    mine = load_catalogue(own(tmp_path, text)).models["mine"]
    assert (mine.license, mine.architecture, mine.context_length, mine.shape) == (None, None, None, None)
    assert mine.files["Q8_0"].gigabytes is None


SHAPE = """shape.n_layers = 2
shape.n_embd = 8
shape.n_heads = 4
shape.n_kv_heads = 2
shape.head_size = 2
shape.n_vocab = 99
shape.attention = "sliding"
shape.source = "its config.json"
"""
SWITCH = 'switches.reasoning_effort = { on = "high", off = "none", values = ["none", "high"] }\n'
SPLIT = f"""files.Q4_0.filename = "big-00001-of-00002.gguf"
files.Q4_0.parts.2 = {{ size_bytes = 5, sha256 = "{SUM}" }}
"""


@pytest.mark.parametrize(
    ("before", "after", "says", "hint"),
    [
        ("shape.n_layers", "shape.layers", "'layers'", "'n_layers'"),
        ("shape.n_vocab = 99\n", "", "lacks the key 'n_vocab'", "Add it"),
        ("shape.n_embd = 8", "shape.n_embd = 0", "shape.n_embd is not positive", "config.json"),
        ("shape.n_kv_heads = 2", "shape.n_kv_heads = 3", "does not divide the 4 heads", "config.json"),
        ('"sliding"', '"slidin"', "shape.attention cannot be", "'sliding'"),
        ("reasoning_effort", "reasoning_efort", "is no switch", "'reasoning_effort'"),
        ('on = "high"', 'on = "hihg"', "not in values: 'hihg'", "'high'"),
        ('on = "high"', 'onn = "high"', "'onn'", "'on'"),
        ('["none", "high"]', '"high"', "values is a text, not a list", "[ and ]"),
        (
            '{ on = "high", off = "none", values = ["none", "high"] }',
            "{}",
            "says nothing",
            "on, off or values",
        ),
        ("parts.2", "parts.3", "parts.3 is no part", "1, 2"),
        ("big-00001-of", "big-00002-of", "the first part", "-00001-of-"),
        ("big-00001-of-00002", "big", "not split", "first part"),
        ("size_bytes = 5", "size_byte = 5", "'size_byte'", "'size_bytes'"),
        ("size_bytes = 5", "size_bytes = 0", "size that is not positive", "leave it out"),
        (f'sha256 = "{SUM}"', 'sha256 = "x"', "no valid sha256", "64"),
        ("files.Q4_0.parts", f'files.Q4_0.sha256 = "{SUM}"\nfiles.Q4_0.parts', "of several parts", "parts"),
    ],
)
def test_what_does_not_fit_in_the_tables_is_named(
    tmp_path: Path, before: str, after: str, says: str, hint: str
) -> None:
    text = OWN + SHAPE + SWITCH + SPLIT
    assert before in text
    with pytest.raises(ConfigError) as caught:
        load_catalogue(own(tmp_path, text.replace(before, after)))
    assert says in caught.value.message
    assert hint in caught.value.hint
    assert "models.toml" in caught.value.message
