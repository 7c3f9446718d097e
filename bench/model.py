"""Writes a GGUF of a given shape with random weights: a real model's speed, and noise for text."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFWriter, LlamaFileType

from bench.shapes import SHAPES, Shape
from bench.vocabulary import Vocabulary, generated_vocabulary

Bytes = npt.NDArray[np.uint8]

TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] == 'user' %}{{ '<｜User｜>' + message['content'] }}"
    "{% elif message['role'] == 'assistant' %}"
    "{{ '<｜Assistant｜>' + message['content'].split('</think>')[-1] + eos_token }}"
    "{% else %}{{ message['content'] }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<｜Assistant｜><think>\\n' }}{% endif %}"
)
"""R1's form: the thought is opened by the prompt."""

_SCALE = 1e-4  # about 0.02 of standard deviation, a trained model's
_OUTPUT_SCALE = (
    8e-4  # peaked as a trained model's output is; a flat one makes top-p sort the whole vocabulary
)


_MIXTURES = {
    "Q4_K_M": (GGMLQuantizationType.Q4_K, GGMLQuantizationType.Q6_K),
    "Q8_0": (GGMLQuantizationType.Q8_0, GGMLQuantizationType.Q8_0),
}
"""What most tensors are stored in, and those that need more."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: numbers per row last, `kind` None for float32 ones of the value `fill`."""

    name: str
    shape: tuple[int, ...]
    kind: GGMLQuantizationType | None = None
    fill: float = 0.0


def tensors(shape: Shape) -> Iterator[Tensor]:
    """Every tensor of the model, in llama.cpp's mixture for its quantization."""
    usual, fine = _MIXTURES[shape.quantization]
    width, kv_width = shape.width, shape.kv_width
    yield Tensor("token_embd.weight", (shape.vocabulary, width), usual)
    for layer in range(shape.layers):
        finer = fine if _has_finer_blocks(layer, shape.layers) else usual
        block = f"blk.{layer}."
        yield Tensor(f"{block}attn_norm.weight", (width,), fill=1.0)
        yield Tensor(f"{block}attn_q.weight", (width, width), usual)
        yield Tensor(f"{block}attn_q.bias", (width,))
        yield Tensor(f"{block}attn_k.weight", (kv_width, width), usual)
        yield Tensor(f"{block}attn_k.bias", (kv_width,))
        yield Tensor(f"{block}attn_v.weight", (kv_width, width), finer)
        yield Tensor(f"{block}attn_v.bias", (kv_width,))
        yield Tensor(f"{block}attn_output.weight", (width, width), usual)
        yield Tensor(f"{block}ffn_norm.weight", (width,), fill=1.0)
        yield Tensor(f"{block}ffn_gate.weight", (shape.feed_forward, width), usual)
        yield Tensor(f"{block}ffn_up.weight", (shape.feed_forward, width), usual)
        yield Tensor(f"{block}ffn_down.weight", (width, shape.feed_forward), finer)
    yield Tensor("output_norm.weight", (width,), fill=1.0)
    yield Tensor("output.weight", (shape.vocabulary, width), fine)


def _has_finer_blocks(layer: int, layers: int) -> bool:
    """Whether Q4_K_M gives a layer's value and down projections Q6_K (llama-quant.cpp, use_more_bits)."""
    eighth = layers // 8
    return layer < eighth or layer >= 7 * layers // 8 or (layer - eighth) % 3 == 2


def random_blocks(shape: tuple[int, ...], kind: GGMLQuantizationType, scale: float, seed: int) -> Bytes:
    """Rows of valid random blocks; `scale` is the float16 factor that each block's integers are times."""
    generator = np.random.default_rng(seed)
    rows, columns = shape
    numbers, bytes_per_block = GGML_QUANT_SIZES[kind]
    blocks = np.frombuffer(generator.bytes(rows * columns // numbers * bytes_per_block), np.uint8).copy()
    blocks = blocks.reshape(-1, bytes_per_block)
    if kind is GGMLQuantizationType.Q8_0:
        # Eight bits and no further scale: this makes the weights as wide as Q4_K's.
        blocks[:, 0:2] = np.frombuffer(np.float16(2.3 * scale).tobytes(), np.uint8)
    elif kind is GGMLQuantizationType.Q4_K:
        blocks[:, 0:2] = np.frombuffer(np.float16(scale).tobytes(), np.uint8)
        # The minimum's factor: 7.5, the mean of four bits, keeps the weights' mean at zero.
        blocks[:, 2:4] = np.frombuffer(np.float16(7.5 * scale).tobytes(), np.uint8)
    else:
        # Its eight-bit scales are signed and twice as large as Q4_K's six bits.
        blocks[:, 208:210] = np.frombuffer(np.float16(scale / 8).tobytes(), np.uint8)
    return blocks.reshape(rows, -1)


def write_model(path: Path, shape: Shape) -> None:
    """Write the model to `path`, whole or not at all."""
    vocabulary = generated_vocabulary(shape.vocabulary)
    part = path.with_suffix(".part")
    writer = GGUFWriter(part, "qwen2")
    _add_metadata(writer, shape)
    _add_vocabulary(writer, vocabulary)
    listed = list(tensors(shape))
    for tensor in listed:
        data = _data(tensor, vocabulary, 0, rows=1)
        byte_shape = (*tensor.shape[:-1], data.shape[-1])
        writer.add_tensor_info(
            tensor.name, byte_shape, data.dtype, int(np.prod(byte_shape)) * data.itemsize, tensor.kind
        )
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for seed, tensor in enumerate(listed):
        writer.write_tensor_data(_data(tensor, vocabulary, seed))
    writer.close()
    part.replace(path)


def _data(
    tensor: Tensor, vocabulary: Vocabulary, seed: int, rows: int | None = None
) -> npt.NDArray[np.generic]:
    if tensor.kind is None:
        return np.full(tensor.shape, tensor.fill, np.float32)
    is_output = tensor.name == "output.weight"
    shape = (rows or tensor.shape[0], tensor.shape[1])
    blocks = random_blocks(shape, tensor.kind, _OUTPUT_SCALE if is_output else _SCALE, seed)
    if is_output and rows is None:
        blocks[list(vocabulary.silent)] = 0  # a logit of 0, far below the drawn ones
    return blocks


def _add_metadata(writer: GGUFWriter, shape: Shape) -> None:
    writer.add_name("Random weights for benchmarks")
    writer.add_description("Random weights: it has the speed of a real model of its shape and writes noise.")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_rope_freq_base(10_000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_file_type(LlamaFileType[f"MOSTLY_{shape.quantization}"])
    writer.add_quantization_version(2)


def _add_vocabulary(writer: GGUFWriter, vocabulary: Vocabulary) -> None:
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(vocabulary.tokens)
    writer.add_token_types(vocabulary.types)
    writer.add_token_merges(vocabulary.merges)
    writer.add_bos_token_id(vocabulary.bos)
    writer.add_eos_token_id(vocabulary.eos)
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)


def main() -> None:
    """`python -m bench.model --shape tiny FILE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="r1-1.5b")
    options = parser.parse_args()
    shape = SHAPES[options.shape]
    write_model(options.path, shape)
    print(f"{options.path}: {options.path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
