"""Shapes of models whose speed is measured; they know nothing of files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """The figures of a qwen2 model that its speed depends on; widths are multiples of a block, 256."""

    layers: int
    width: int
    heads: int
    kv_heads: int
    feed_forward: int
    vocabulary: int
    context: int
    quantization: str = "Q4_K_M"
    """llama.cpp's name of how its weights are stored."""

    @property
    def kv_width(self) -> int:
        """Numbers in one layer's key, and in its value, of one token."""
        return self.width // self.heads * self.kv_heads


SHAPES = {
    "r1-1.5b": Shape(28, 1536, 12, 2, 8960, 151_936, 131_072),
    "small": Shape(8, 512, 8, 2, 2048, 32_768, 32_768),
    "tiny": Shape(2, 256, 4, 2, 512, 1_024, 8_192),
}
"""`r1-1.5b` is the shape of DeepSeek-R1-Distill-Qwen-1.5B (its config.json)."""
