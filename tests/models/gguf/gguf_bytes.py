"""Writes small GGUF files byte by byte, sound ones and ones that the format forbids."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

U32, STRING, ARRAY = 4, 8, 9


def text(value: str | bytes) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return struct.pack("<Q", len(raw)) + raw


def u32(value: int) -> bytes:
    return struct.pack("<II", U32, value)


def string(value: str) -> bytes:
    return struct.pack("<I", STRING) + text(value)


def strings(values: list[str]) -> bytes:
    return struct.pack("<IIQ", ARRAY, STRING, len(values)) + b"".join(text(value) for value in values)


def chat_metadata() -> dict[str, bytes]:
    """What the smallest sound chat model says of itself; each value with its type in front."""
    return {
        "general.architecture": string("qwen2"),
        "general.name": string("Small"),
        "general.file_type": u32(7),
        "qwen2.block_count": u32(2),
        "qwen2.embedding_length": u32(32),
        "qwen2.context_length": u32(512),
        "tokenizer.ggml.model": string("gpt2"),
        "tokenizer.ggml.tokens": strings(["a", "b", "<think>"]),
        "tokenizer.chat_template": string("{{ messages }}"),
    }


@dataclass
class Tensor:
    name: str
    shape: tuple[int, ...] = (32, 3)
    kind: int = 8
    size: int = 3 * 34
    """Bytes of its data: Q8_0 keeps 32 numbers in 34."""
    offset: int | None = None


@dataclass
class Gguf:
    """A GGUF file; every count may be given another value than the true one."""

    metadata: dict[str, bytes] = field(default_factory=chat_metadata)
    tensors: list[Tensor] = field(
        default_factory=lambda: [Tensor("token_embd.weight"), Tensor("output.weight")]
    )
    version: int = 3
    n_tensors: int | None = None
    n_keys: int | None = None
    magic: bytes = b"GGUF"
    repeated: tuple[str, ...] = ()
    """Keys that are written a second time."""
    alignment: int = 32

    def header(self) -> bytes:
        keys = [*self.metadata, *self.repeated]
        n_tensors = len(self.tensors) if self.n_tensors is None else self.n_tensors
        n_keys = len(keys) if self.n_keys is None else self.n_keys
        begin = self.magic + struct.pack("<IQQ", self.version, n_tensors, n_keys)
        return begin + b"".join(text(key) + self.metadata[key] for key in keys) + self._tensor_infos()

    def whole(self) -> bytes:
        data = self._padded(self.header()) if self.tensors else self.header()
        for tensor in self.tensors[:-1]:
            data += self._padded(bytes(tensor.size))
        return data + (bytes(self.tensors[-1].size) if self.tensors else b"")

    def write(self, path: Path) -> Path:
        path.write_bytes(self.whole())
        return path

    def _tensor_infos(self) -> bytes:
        infos, end = b"", 0
        for tensor in self.tensors:
            offset = end if tensor.offset is None else tensor.offset
            infos += text(tensor.name) + struct.pack("<I", len(tensor.shape))
            infos += struct.pack(f"<{len(tensor.shape)}QIQ", *tensor.shape, tensor.kind, offset)
            end += len(self._padded(bytes(tensor.size)))
        return infos

    def _padded(self, data: bytes) -> bytes:
        return data + bytes(-len(data) % self.alignment)
