"""Headers of real models' shapes, without a file."""

from collections.abc import Mapping

from chatui.models.fit.network import Network, network_of_header
from chatui.models.gguf.header import GgufHeader, Skipped, Value


def header(
    architecture: str, keys: Mapping[str, Value], tensors: dict[str, int] | None = None, vocabulary: int = 0
) -> GgufHeader:
    """`keys` come without the architecture in front."""
    metadata: dict[str, Value] = {f"{architecture}.{key}": value for key, value in keys.items()}
    metadata["general.architecture"] = architecture
    metadata["tokenizer.ggml.tokens"] = Skipped(vocabulary)
    sizes = tensors or {"token_embd.weight": 1000}
    return GgufHeader(metadata, len(sizes), 1000, 10_000, sizes)


def network(architecture: str, keys: Mapping[str, Value], tensors: dict[str, int] | None = None) -> Network:
    """What chatui makes of it."""
    found = network_of_header(header(architecture, keys, tensors))
    assert found is not None
    return found


SMOLLM2 = header(
    "llama",
    {
        "block_count": 30,
        "context_length": 8192,
        "embedding_length": 576,
        "feed_forward_length": 1536,
        "attention.head_count": 9,
        "attention.head_count_kv": 3,
    },
    {"token_embd.weight": 49_152 * 576 * 34 // 32, "blk.0.ffn_up.weight": 100_000_000},
    49_152,
)
"""SmolLM2-135M; its key and value length follow from the width."""

GEMMA_3_270M = header(
    "gemma3",
    {
        "block_count": 18,
        "context_length": 32_768,
        "embedding_length": 640,
        "feed_forward_length": 2048,
        "attention.head_count": 4,
        "attention.head_count_kv": 1,
        "attention.key_length": 256,
        "attention.value_length": 256,
        "attention.sliding_window": 512,
    },
    vocabulary=262_144,
)
