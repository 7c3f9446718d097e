"""The shipped GGUF is what the training describes: its name, licence, template and size."""

from chatui.models.demo_model import demo_model_path
from chatui.models.gguf.header import read_header
from training.tokens import BOS, CHAT_TEMPLATE, EOS, N_VOCAB


def test_the_file_says_what_it_is() -> None:
    metadata = read_header(demo_model_path()).metadata

    assert metadata["general.name"] == "chatui demo (tiny)"
    assert metadata["general.license"] == "MIT"
    assert "demo model" in str(metadata["general.description"])
    assert metadata["general.architecture"] == "qwen2"


def test_the_file_carries_the_template_that_it_was_trained_with() -> None:
    metadata = read_header(demo_model_path()).metadata

    assert metadata["tokenizer.chat_template"] == CHAT_TEMPLATE
    assert metadata["tokenizer.ggml.bos_token_id"] == BOS
    assert metadata["tokenizer.ggml.eos_token_id"] == EOS
    assert metadata["tokenizer.ggml.add_bos_token"] is False


def test_the_file_is_small_and_whole() -> None:
    header = read_header(demo_model_path())

    assert header.end == demo_model_path().stat().st_size <= 4 * 2**20
    assert 1_000_000 < header.parameters < 1_600_000
    assert N_VOCAB == 262
