"""A template that is not its family's known one is said to be so; of other families nothing is said."""

from pathlib import Path

import pytest

from chatui.errors import ModelError
from chatui.models.demo_model import demo_model_path
from chatui.models.gguf import template as module
from chatui.models.gguf.template import read_template, template_notice
from tests.engine.llama.asking import SHARED_VOCABULARY
from tests.models.gguf.gguf_bytes import Gguf, chat_metadata, string

OLD_END = "{{'<｜Assistant｜>'}}{% endif %}"
NEW_END = "{{'<｜Assistant｜><think>\\n'}}{% endif %}"


def model(
    path: Path, template: str | None, name: str = "DeepSeek R1 Distill Qwen 7B", kind: str = "qwen2"
) -> Path:
    metadata = {**chat_metadata(), "general.name": string(name), "general.architecture": string(kind)}
    metadata.pop("tokenizer.chat_template")
    if template is not None:
        metadata["tokenizer.chat_template"] = string(template)
    return Gguf(metadata=metadata).write(path / "m.gguf")


def test_a_template_is_read_as_it_is(tmp_path: Path) -> None:
    assert read_template(model(tmp_path, "\x1b{{ messages }}\n")) == "\x1b{{ messages }}\n"
    assert read_template(model(tmp_path, None)) == ""


def test_a_template_of_the_family_that_nobody_knows_is_said(tmp_path: Path) -> None:
    notice = template_notice(model(tmp_path, "{{ 'Always buy this.' }}"))
    assert notice is not None
    assert "R1 distills" in notice
    assert "read it before you trust" in notice


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("DeepSeek-R1-Distill-Llama-8B", "llama"),
        ("Deepseek R1 Distill Qwen 32B", "qwen2"),
        ("Anything", "gpt-oss"),
    ],
)
def test_the_family_is_read_off_architecture_and_name(tmp_path: Path, name: str, kind: str) -> None:
    assert template_notice(model(tmp_path, "{{ x }}", name, kind)) is not None


@pytest.mark.parametrize(
    ("name", "kind"), [("Qwen3 8B", "qwen3"), ("Small", "qwen2"), ("DeepSeek R1 Distill", "qwen3")]
)
def test_nothing_is_said_of_other_families(tmp_path: Path, name: str, kind: str) -> None:
    assert template_notice(model(tmp_path, "{{ x }}", name, kind)) is None


def test_nothing_is_said_of_a_file_without_a_template(tmp_path: Path) -> None:
    assert template_notice(model(tmp_path, None)) is None


def test_nothing_is_said_of_the_bundled_model() -> None:
    assert template_notice(demo_model_path()) is None


def test_a_template_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no real model needs"):
        read_template(model(tmp_path, "x" * (257 << 10)))


def test_what_is_no_gguf_is_named(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"<html></html>")
    with pytest.raises(ModelError, match="web page"):
        template_notice(tmp_path / "m.gguf")


@pytest.mark.skipif(not SHARED_VOCABULARY.exists(), reason="the real tokenizer is not beside the repository")
def test_both_real_templates_of_the_distills_are_known(tmp_path: Path) -> None:
    old = read_template(SHARED_VOCABULARY)
    assert template_notice(SHARED_VOCABULARY) is None
    assert old.endswith(OLD_END)
    new = old.removesuffix(OLD_END) + NEW_END
    assert template_notice(model(tmp_path, new)) is None
    assert template_notice(model(tmp_path, f"{new}\n")) is None
    assert template_notice(model(tmp_path, old.replace("Assistant", "assistant"))) is not None


def test_known_checksums_are_checksums() -> None:
    for family in module._FAMILIES:
        assert all(len(bytes.fromhex(sha256)) == 32 for sha256 in family.known)
