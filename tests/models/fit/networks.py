"""Writes GGUF files of real networks' shapes whose weights are all zero: their memory is the real ones'."""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chatui.models.gguf.types import TENSOR_TYPES
from tests.models.gguf.gguf_bytes import Gguf, Tensor, string, strings, u32

F32, F16, Q4_0, Q8_0, Q4_K = 0, 1, 2, 8, 12

_FLOAT, _ARRAY, _INT32 = 6, 9, 5


def float32(value: float) -> bytes:
    return struct.pack("<If", _FLOAT, value)


def numbers(values: list[int]) -> bytes:
    return struct.pack(f"<IIQ{len(values)}i", _ARRAY, _INT32, len(values), *values)


@dataclass
class Network:
    """A transformer with gated feed-forward layers, in any of llama.cpp's architectures of that form."""

    architecture: str
    layers: int
    width: int
    heads: int
    kv_heads: int
    head_size: int
    feed_forward: int
    vocabulary: int
    kind: int = Q8_0
    """ggml's number of the matrices' format."""
    context: int = 32_768
    is_tied: bool = False
    """The token table is the output matrix too."""
    metadata: dict[str, bytes] = field(default_factory=dict)
    """Further keys, without the architecture in front."""

    def write(self, path: Path) -> Path:
        """Write the file; its weights are a hole, which takes no space on most disks."""
        return write_gguf(path, self.architecture, self._keys(), list(self._tensors()), self.vocabulary)

    def _keys(self) -> dict[str, bytes]:
        return {
            "block_count": u32(self.layers),
            "context_length": u32(self.context),
            "embedding_length": u32(self.width),
            "feed_forward_length": u32(self.feed_forward),
            "attention.head_count": u32(self.heads),
            "attention.head_count_kv": u32(self.kv_heads),
            "attention.key_length": u32(self.head_size),
            "attention.value_length": u32(self.head_size),
            "attention.layer_norm_rms_epsilon": float32(1e-6),
            **self.metadata,
        }

    def _tensors(self) -> Iterator[Tensor]:
        yield matrix(self.kind, "token_embd", self.width, self.vocabulary)
        for layer in range(self.layers):
            for tensor in self._layer():
                tensor.name = f"blk.{layer}.{tensor.name}"
                yield tensor
        yield vector("output_norm", self.width)
        if not self.is_tied:
            yield matrix(self.kind, "output", self.width, self.vocabulary)

    def _layer(self) -> Iterator[Tensor]:
        query, key = self.heads * self.head_size, self.kv_heads * self.head_size
        yield vector("attn_norm", self.width)
        yield matrix(self.kind, "attn_q", self.width, query)
        yield matrix(self.kind, "attn_k", self.width, key)
        yield matrix(self.kind, "attn_v", self.width, key)
        yield matrix(self.kind, "attn_output", query, self.width)
        yield vector("ffn_norm", self.width)
        yield matrix(self.kind, "ffn_gate", self.width, self.feed_forward)
        yield matrix(self.kind, "ffn_up", self.width, self.feed_forward)
        yield matrix(self.kind, "ffn_down", self.feed_forward, self.width)
        if self.architecture == "qwen2":
            yield vector("attn_q", query, "bias")
            yield vector("attn_k", key, "bias")
            yield vector("attn_v", key, "bias")
        if self.architecture in ("qwen3", "gemma3"):
            yield vector("attn_q_norm", self.head_size)
            yield vector("attn_k_norm", self.head_size)
        if self.architecture == "gemma3":
            yield vector("post_attention_norm", self.width)
            yield vector("post_ffw_norm", self.width)


def write_gguf(
    path: Path, architecture: str, keys: dict[str, bytes], tensors: list[Tensor], vocabulary: int
) -> Path:
    """Write a file whose weights are a hole; `keys` come without the architecture in front."""
    metadata = {
        "general.architecture": string(architecture),
        "general.name": string("Zeros"),
        **{f"{architecture}.{key}": value for key, value in keys.items()},
        **_vocabulary(vocabulary),
    }
    header = Gguf(metadata, tensors).header()
    size = -(-len(header) // 32) * 32 + sum(-(-tensor.size // 32) * 32 for tensor in tensors)
    with path.open("wb") as file:
        file.write(header)
        file.truncate(size)
    return path


def matrix(kind: int, name: str, row: int, *rows: int) -> Tensor:
    """A weight of rows of `row` numbers each."""
    block, size = TENSOR_TYPES[kind]
    return Tensor(f"{name}.weight", (row, *rows), kind, row // block * size * math.prod(rows))


def vector(name: str, length: int, what: str = "weight") -> Tensor:
    """Numbers of full precision."""
    return Tensor(f"{name}.{what}", (length,), F32, 4 * length)


def _vocabulary(size: int) -> dict[str, bytes]:
    """One token for each byte as GPT-2 writes it, one to begin and one to end, then made-up words."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    characters = [chr(byte) for byte in printable] + [chr(256 + number) for number in range(len(others))]
    tokens = [*characters, "<begin>", "<end>"]
    tokens += [f"Ġw{number}" for number in range(size - len(tokens))]
    kinds = [1] * 256 + [3, 3] + [1] * (size - 258)
    return {
        "tokenizer.ggml.model": string("gpt2"),
        "tokenizer.ggml.pre": string("qwen2"),
        "tokenizer.ggml.tokens": strings(tokens),
        "tokenizer.ggml.token_type": numbers(kinds),
        "tokenizer.ggml.merges": strings(["Ā Ā"]),
        "tokenizer.ggml.bos_token_id": u32(256),
        "tokenizer.ggml.eos_token_id": u32(257),
        "tokenizer.chat_template": string(
            "{% for message in messages %}{{ message['content'] }}{% endfor %}"
        ),
    }
