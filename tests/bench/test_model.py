"""The written model: its blocks, and that llama.cpp runs it."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from gguf import GGMLQuantizationType, GGUFReader, LlamaFileType, dequantize

from bench.model import random_blocks, tensors, write_model
from bench.shapes import SHAPES
from bench.vocabulary import byte_characters, generated_vocabulary

Q4, Q6, Q8 = GGMLQuantizationType.Q4_K, GGMLQuantizationType.Q6_K, GGMLQuantizationType.Q8_0


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "tiny.gguf"
    write_model(path, SHAPES["tiny"])
    return path


@pytest.mark.parametrize("kind", [Q4, Q6, Q8])
def test_random_blocks_are_weights_around_zero(kind: GGMLQuantizationType) -> None:
    weights = dequantize(random_blocks((64, 512), kind, 1e-4, seed=1), kind)
    assert weights.shape == (64, 512)
    assert np.isfinite(weights).all()
    assert abs(float(weights.mean())) < 0.005
    assert 0.005 < float(weights.std()) < 0.05


def test_the_same_seed_gives_the_same_blocks() -> None:
    first, second = (random_blocks((2, 256), Q4, 1e-4, seed=7) for _ in range(2))
    assert np.array_equal(first, second)
    assert not np.array_equal(first, random_blocks((2, 256), Q4, 1e-4, seed=8))


def test_the_large_shape_has_the_size_of_a_q4_k_m_file() -> None:
    parameters = {Q4: 0, Q6: 0}
    for tensor in tensors(SHAPES["r1-1.5b"]):
        if tensor.kind is not None:
            parameters[tensor.kind] += tensor.shape[0] * tensor.shape[1]
    assert sum(parameters.values()) == pytest.approx(1.777e9, rel=0.001)
    size = parameters[Q4] / 256 * 144 + parameters[Q6] / 256 * 210
    assert size == pytest.approx(1.117e9, rel=0.01)


def test_the_vocabulary_has_every_byte_and_silences_what_would_end_a_run() -> None:
    vocabulary = generated_vocabulary(1024)
    assert len(set(vocabulary.tokens)) == len(vocabulary.types) == 1024
    assert len(set(byte_characters())) == 256
    silent = [vocabulary.tokens[token] for token in vocabulary.silent]
    assert {"</think>", "<｜end▁of▁sentence｜>"} <= set(silent)


def test_the_file_names_its_architecture_and_is_whole(model: Path) -> None:
    reader = GGUFReader(model)
    architecture = reader.get_field("general.architecture")
    assert architecture is not None
    assert architecture.contents() == "qwen2"
    assert [tensor.name for tensor in reader.tensors] == [tensor.name for tensor in tensors(SHAPES["tiny"])]
    assert not model.with_suffix(".part").exists()


def test_a_model_of_eight_bits_says_so_and_is_of_eight_bits(tmp_path: Path) -> None:
    write_model(tmp_path / "tiny.gguf", replace(SHAPES["tiny"], quantization="Q8_0"))
    reader = GGUFReader(tmp_path / "tiny.gguf")
    file_type = reader.get_field("general.file_type")
    assert file_type is not None
    assert file_type.contents() == LlamaFileType.MOSTLY_Q8_0
    assert {tensor.tensor_type for tensor in reader.tensors} == {GGMLQuantizationType.F32, Q8}


@pytest.mark.parametrize("sequences", [1, 2])
def test_the_bare_loop_runs_it(model: Path, sequences: int) -> None:
    options = ["--tokens", "4", "--prompt-tokens", "40", "--n-ctx", "256", "--sequences", str(sequences)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.bare_loop", str(model), *options, "--threads", "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    run = json.loads(done.stdout)
    assert run["tokens"] == 4
    assert run["decode_tokens_per_s"] > 0
    assert run["total_s"] >= run["load_s"] + run["ttft_s"]
