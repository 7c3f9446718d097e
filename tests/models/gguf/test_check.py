"""Every way in which a model's file can be wrong has a sentence of its own."""

import os
import struct
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatui.errors import ModelError
from chatui.models.demo_model import demo_model_path
from chatui.models.gguf.check import NotAlone, check_gguf
from tests.models.gguf.gguf_bytes import Gguf, Tensor, chat_metadata, string, strings, text, u32

WHOLE = Gguf().whole()


def refused(path: Path) -> ModelError:
    with pytest.raises(ModelError) as caught:
        check_gguf(path)
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
    return caught.value


def refused_bytes(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "model.gguf"
    path.write_bytes(data)
    return refused(path).message


def test_a_sound_file_says_what_it_is(tmp_path: Path) -> None:
    info = check_gguf(Gguf().write(tmp_path / "model.gguf"))
    assert (info.architecture, info.name, info.quantization) == ("qwen2", "Small", "Q8_0")
    assert (info.parameters, info.context_length) == (192, 512)
    assert info.size_bytes == len(WHOLE)


def test_the_bundled_model_is_sound() -> None:
    assert check_gguf(demo_model_path()).architecture == "qwen2"


def test_another_alignment_is_read(tmp_path: Path) -> None:
    metadata = {**chat_metadata(), "general.alignment": u32(64)}
    whole = Gguf(metadata=metadata, alignment=64)
    assert check_gguf(whole.write(tmp_path / "m.gguf")).parameters == 192


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"GGU", "cannot even hold a header"),
        (b"hello, this is not a model at all", "is not a GGUF file"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        (b"\n <html><body>Sign in to the network</body></html>", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS pointer"),
        (b"PK\x03\x04" + bytes(40), "zip archive"),
        (b"\x1f\x8b" + bytes(40), "gzip archive"),
        (b'{"error": "Invalid username or password."}', "JSON text"),
        (b"tjgg" + bytes(40), "format from before GGUF"),
    ],
)
def test_what_is_no_gguf_is_named(tmp_path: Path, data: bytes, says: str) -> None:
    assert says in refused_bytes(tmp_path, data)


def test_one_byte_short(tmp_path: Path) -> None:
    message = refused_bytes(tmp_path, WHOLE[:-1])
    assert f"incomplete: {len(WHOLE) - 1:,} of {len(WHOLE):,} bytes" in message


def test_half_of_it(tmp_path: Path) -> None:
    assert "incomplete" in refused_bytes(tmp_path, WHOLE[: len(Gguf().header()) + 10])


@pytest.mark.parametrize("length", [24, 30, 100, len(Gguf().header()) - 1])
def test_cut_in_the_header(tmp_path: Path, length: int) -> None:
    assert "ends inside its own header" in refused_bytes(tmp_path, WHOLE[:length])


def tensors(**changes: object) -> list[Tensor]:
    first = Tensor("token_embd.weight")
    for name, value in changes.items():
        setattr(first, name, value)
    return [first, Tensor("output.weight")]


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (Gguf(version=1), "version 1"),
        (Gguf(version=3 << 24), "other byte order"),
        (Gguf(n_tensors=2**40), "number of tensors is 1,099,511,627,776"),
        (Gguf(n_keys=2**64 - 1), "number of metadata keys"),
        (Gguf(repeated=("general.name",)), "general.name twice"),
        (Gguf(metadata={**chat_metadata(), "k": struct.pack("<I", 250)}), "unknown type 250"),
        (
            Gguf(metadata={**chat_metadata(), "k": struct.pack("<IIQ", 9, 9, 1)}),
            "elements of the unknown type 9",
        ),
        (Gguf(metadata={**chat_metadata(), "k": struct.pack("<IIQ", 9, 8, 2**31)}), "lists hold more than"),
        (
            Gguf(metadata={**chat_metadata(), "k": struct.pack("<IIQ", 9, 4, 2**31)}),
            "ends inside its own header",
        ),
        (Gguf(metadata={**chat_metadata(), "k": struct.pack("<IQ", 8, 2**60)}), "ends inside its own header"),
        (Gguf(metadata={"x" * 300: u32(1)}), "a key's length is 300"),
        (Gguf(metadata={**chat_metadata(), "general.alignment": u32(0)}), "alignment is 0"),
        (Gguf(metadata={**chat_metadata(), "general.alignment": u32(3)}), "alignment is 3"),
        (Gguf(tensors=tensors(shape=(32,) * 9)), "9 dimensions"),
        (Gguf(tensors=tensors(kind=250)), "unknown number format 250"),
        (Gguf(tensors=tensors(shape=(31, 3))), "rows of 31 numbers"),
        (Gguf(tensors=tensors(shape=(32, 0))), "cannot hold"),
        (Gguf(tensors=tensors(shape=(32, 2**50))), "a dimension of token_embd.weight"),
        (Gguf(tensors=tensors(shape=(32, 2**40))), "is not where the one before it ends"),
        (Gguf(tensors=tensors(offset=2**50)), "is not where the one before it ends"),
        (Gguf(tensors=tensors(name="output.weight")), "output.weight twice"),
    ],
)
def test_damage_is_named(tmp_path: Path, model: Gguf, says: str) -> None:
    assert says in refused(model.write(tmp_path / "model.gguf")).message


def without(*keys: str) -> dict[str, bytes]:
    return {key: value for key, value in chat_metadata().items() if key not in keys}


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        (without("general.architecture"), "which architecture"),
        (without("qwen2.block_count"), "has 0 layers"),
        ({**chat_metadata(), "qwen2.block_count": u32(0)}, "has 0 layers"),
        ({**chat_metadata(), "qwen2.block_count": u32(1000)}, "has 1,000 layers"),
        ({**chat_metadata(), "qwen2.block_count": u32(2**32 - 1)}, "has 4,294,967,295 layers"),
        (without("qwen2.embedding_length"), "embedding_length"),
        (without("qwen2.context_length"), "context_length"),
        (without("tokenizer.ggml.tokens"), "no tokenizer"),
        ({**chat_metadata(), "tokenizer.ggml.model": string("no_vocab")}, "no tokenizer"),
        ({**chat_metadata(), "tokenizer.chat_template": string("x" * (257 << 10))}, "more than 256 KiB"),
        ({**chat_metadata(), "qwen2.attention.head_count": u32(33)}, "more attention heads"),
        ({**chat_metadata(), "qwen2.attention.head_count": u32(2**32 - 1)}, "more attention heads"),
        (
            {**chat_metadata(), "qwen2.attention.head_count": struct.pack("<IIQII", 9, 4, 2, 8, 2**31)},
            "more attention heads",
        ),
        ({**chat_metadata(), "general.type": string("adapter")}, "LoRA adapter"),
        ({**chat_metadata(), "general.type": string("mmproj")}, "image projector"),
        ({**without("general.architecture"), "general.architecture": string("clip")}, "image projector"),
        ({**chat_metadata(), "general.type": string("imatrix")}, "statistics"),
    ],
)
def test_what_is_no_chat_model_is_named(tmp_path: Path, metadata: dict[str, bytes], says: str) -> None:
    assert says in refused(Gguf(metadata=metadata).write(tmp_path / "model.gguf")).message


@pytest.mark.parametrize("heads", [u32(0), u32(32), struct.pack("<IIQII", 9, 4, 2, 0, 8)])
def test_recurrent_layers_have_no_attention_heads(tmp_path: Path, heads: bytes) -> None:
    metadata = {**chat_metadata(), "qwen2.attention.head_count": heads}
    assert check_gguf(Gguf(metadata=metadata).write(tmp_path / "m.gguf")).parameters == 192


def test_what_is_no_model_by_itself_is_told_from_damage(tmp_path: Path) -> None:
    projector = Gguf(metadata={**chat_metadata(), "general.type": string("mmproj")})
    assert isinstance(refused(projector.write(tmp_path / "p.gguf")), NotAlone)
    assert isinstance(refused(Gguf(tensors=[]).write(tmp_path / "v.gguf")), NotAlone)
    assert not isinstance(refused(Gguf(version=1).write(tmp_path / "d.gguf")), NotAlone)


def test_a_vocabulary_has_a_sentence_of_its_own(tmp_path: Path) -> None:
    error = refused(Gguf(tensors=[]).write(tmp_path / "vocab.gguf"))
    assert "vocabulary without weights" in error.message
    assert "has the weights" in error.hint


def part(number: int, count: int = 3) -> Gguf:
    split = {"split.no": u32(number), "split.count": u32(count)}
    return Gguf(metadata={**chat_metadata(), **split}, tensors=[Tensor(f"blk.{number}.weight")])


def test_all_parts_of_a_split_model_are_read(tmp_path: Path) -> None:
    for number in range(3):
        part(number).write(tmp_path / f"big-0000{number + 1}-of-00003.gguf")
    info = check_gguf(tmp_path / "big-00001-of-00003.gguf")
    assert info.parameters == 3 * 96
    assert info.size_bytes == sum(file.stat().st_size for file in tmp_path.glob("*.gguf"))


def test_a_further_part_points_to_the_first(tmp_path: Path) -> None:
    error = refused(part(1).write(tmp_path / "big-00002-of-00003.gguf"))
    assert "part 2 of 3" in error.message
    assert "big-00001-of-00003.gguf" in error.hint


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    first = part(0).write(tmp_path / "big-00001-of-00003.gguf")
    assert "big-00002-of-00003.gguf is not beside it" in refused(first).message


def test_an_incomplete_part_is_named(tmp_path: Path) -> None:
    first = part(0, 2).write(tmp_path / "big-00001-of-00002.gguf")
    (tmp_path / "big-00002-of-00002.gguf").write_bytes(part(1, 2).whole()[:-1])
    assert "big-00002-of-00002.gguf is incomplete" in refused(first).message


def test_a_renamed_first_part_is_told_its_name(tmp_path: Path) -> None:
    assert "-00001-of-00003.gguf" in refused(part(0).write(tmp_path / "big.gguf")).hint


def test_places_without_a_file(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "absent.gguf").message
    assert "is a folder" in refused(tmp_path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    assert "a device or a pipe" in refused(tmp_path / "pipe.gguf").message


def test_a_large_vocabulary_takes_little_memory(tmp_path: Path) -> None:
    tokens = strings([f"token-{number}" for number in range(150_000)])
    model = Gguf(metadata={**chat_metadata(), "tokenizer.ggml.tokens": tokens})
    path = model.write(tmp_path / "model.gguf")
    tracemalloc.start()
    check_gguf(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 << 20


def test_a_text_across_two_windows_is_hopped_over(tmp_path: Path) -> None:
    texts = strings(["x" * 300_000, "y", "z" * 700_000])
    model = Gguf(metadata={**chat_metadata(), "a.list": texts, "a.text": string("x" * 600_000)})
    assert check_gguf(model.write(tmp_path / "model.gguf")).parameters == 192


LIMIT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def survives(tmp_path: Path, data: bytes) -> None:
    """Either a sound file or a ModelError, never another exception."""
    path = tmp_path / "model.gguf"
    path.write_bytes(data)
    with suppress(ModelError):
        check_gguf(path)


@LIMIT
@given(place=st.integers(0, len(Gguf().header()) - 1), patch=st.binary(min_size=1, max_size=16))
def test_no_damaged_header_does_harm(tmp_path: Path, place: int, patch: bytes) -> None:
    survives(tmp_path, WHOLE[:place] + patch + WHOLE[place + len(patch) :])


@LIMIT
@given(length=st.integers(0, len(WHOLE)), tail=st.binary(max_size=64))
def test_no_cut_or_random_tail_does_harm(tmp_path: Path, length: int, tail: bytes) -> None:
    survives(tmp_path, WHOLE[:length] + tail)


@LIMIT
@given(number=st.sampled_from([0, 1, 2**31, 2**32 - 1, 2**40, 2**63, 2**64 - 1]), place=st.integers(8, 900))
def test_no_huge_number_does_harm(tmp_path: Path, number: int, place: int) -> None:
    survives(tmp_path, WHOLE[:place] + struct.pack("<Q", number) + WHOLE[place + 8 :])


@LIMIT
@given(key=st.binary(max_size=40))
def test_no_name_in_strange_bytes_does_harm(tmp_path: Path, key: bytes) -> None:
    begin = b"GGUF" + struct.pack("<IQQ", 3, 0, 1)
    survives(tmp_path, begin + text(key) + string("x"))
