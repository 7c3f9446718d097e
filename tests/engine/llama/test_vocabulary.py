"""Tests of chatui.engine.llama.vocabulary: the bundled tokenizer, and R1's real one where it is at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.engine.llama.model import Model
from chatui.engine.llama.vocabulary import Vocabulary
from chatui.models.demo_model import demo_model_path
from tests.engine.llama.asking import SHARED_VOCABULARY


def _vocabulary_file(name: str) -> Path:
    if name == "bundled":
        return demo_model_path()
    if not SHARED_VOCABULARY.is_file():
        pytest.skip("R1's tokenizer is not beside this checkout")
    return SHARED_VOCABULARY


@pytest.fixture(scope="module", params=["bundled", "r1"])
def vocabulary(request: pytest.FixtureRequest) -> Iterator[Vocabulary]:
    """A vocabulary without weights: nothing is decoded in this process."""
    with Model(str(_vocabulary_file(request.param)), vocab_only=True) as model:
        yield model.vocabulary


def _text(vocabulary: Vocabulary, tokens: list[int]) -> str:
    return b"".join(vocabulary.piece(token) for token in tokens).decode("utf-8", "replace")


@given(text=st.text(st.characters(codec="utf-8")))
def test_any_text_survives(vocabulary: Vocabulary, text: str) -> None:
    assert _text(vocabulary, vocabulary.tokenize(text)) == text


@pytest.mark.parametrize("text", [" " * 80, "-" * 64, "=" * 64, "*" * 64, "\n" * 40])
def test_tokens_of_any_length_are_whole(vocabulary: Vocabulary, text: str) -> None:
    assert _text(vocabulary, vocabulary.tokenize(text)) == text


def test_every_token_has_its_bytes(vocabulary: Vocabulary) -> None:
    longest = max((vocabulary.piece(token) for token in range(vocabulary.size)), key=len)
    assert len(longest) > (32 if vocabulary.size > 1000 else 3)


def test_a_lone_surrogate_is_replaced(vocabulary: Vocabulary) -> None:
    assert _text(vocabulary, vocabulary.tokenize("a\ud800b")) == "a?b"


def test_bos_comes_exactly_once(vocabulary: Vocabulary) -> None:
    bos = vocabulary.bos_text()
    (bos_token,) = vocabulary.tokenize(bos)
    for segments in ((f"{bos}hello",), (bos, "hello")):
        tokens = vocabulary.tokenize_segments(segments)
        assert tokens.count(bos_token) == 1
        assert tokens[0] == bos_token
    assert vocabulary.tokenize_segments(("hello",)).count(bos_token) <= 1


def test_segments_do_not_merge_into_a_special_token(vocabulary: Vocabulary) -> None:
    (end,) = vocabulary.tokenize(vocabulary.eos_text())
    half = len(vocabulary.eos_text()) // 2
    parts = vocabulary.eos_text()[:half], vocabulary.eos_text()[half:]
    assert end not in vocabulary.tokenize_segments(parts)
    assert vocabulary.is_end(end)
    assert vocabulary.is_control(end)


def test_the_think_tags_are_among_the_special_texts(vocabulary: Vocabulary) -> None:
    texts = vocabulary.special_texts()
    assert vocabulary.eos_text() in texts
    assert len(vocabulary.tokenize("</think>")) == 1
