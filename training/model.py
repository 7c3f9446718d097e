"""A Qwen2-shaped decoder in PyTorch, small enough to train on two cores; knows nothing of tokens' meaning."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a model; every matrix row must be a multiple of 32 for Q8_0 blocks."""

    n_vocab: int = 262
    n_layer: int = 6
    n_embd: int = 128
    n_head: int = 4
    n_head_kv: int = 2
    n_ff: int = 384
    n_ctx: int = 2048
    rope_base: float = 10000.0
    norm_eps: float = 1e-6

    @property
    def head_dim(self) -> int:
        """Width of one attention head."""
        return self.n_embd // self.n_head


class RMSNorm(nn.Module):
    """Root mean square norm with a learned scale."""

    def __init__(self, width: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        """Normalises the last axis."""
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.eps) * self.weight


def rotation(shape: Shape, length: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary embedding, half-split order (length, head_dim)."""
    half = shape.head_dim // 2
    frequencies = shape.rope_base ** (-torch.arange(half, dtype=torch.float32) / half)
    angles = torch.arange(length, dtype=torch.float32)[:, None] * frequencies
    return torch.cat((angles.cos(), angles.cos()), -1), torch.cat((-angles.sin(), angles.sin()), -1)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Applies the rotary embedding to (batch, head, time, head_dim); `sin` has the first half negated."""
    half = x.shape[-1] // 2
    return x * cos + torch.cat((x[..., half:], x[..., :half]), -1) * sin


class Attention(nn.Module):
    """Grouped-query attention with biases on queries, keys and values, as Qwen2 has it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        kv_width = shape.n_head_kv * shape.head_dim
        self.q = nn.Linear(shape.n_embd, shape.n_embd)
        self.k = nn.Linear(shape.n_embd, kv_width)
        self.v = nn.Linear(shape.n_embd, kv_width)
        self.o = nn.Linear(shape.n_embd, shape.n_embd, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """Causal self-attention; repeating the KV heads by hand is faster on CPUs than `enable_gqa`."""
        batch, time, width = x.shape
        shape, groups = self.shape, self.shape.n_head // self.shape.n_head_kv
        q = self.q(x).view(batch, time, shape.n_head, shape.head_dim).transpose(1, 2)
        k = self.k(x).view(batch, time, shape.n_head_kv, shape.head_dim).transpose(1, 2)
        v = self.v(x).view(batch, time, shape.n_head_kv, shape.head_dim).transpose(1, 2)
        k = rotate(k, cos, sin).repeat_interleave(groups, 1)
        mixed = functional.scaled_dot_product_attention(
            rotate(q, cos, sin), k, v.repeat_interleave(groups, 1), is_causal=True
        )
        out: Tensor = self.o(mixed.transpose(1, 2).reshape(batch, time, width))
        return out


class Block(nn.Module):
    """Attention and a gated feed-forward layer, each behind a norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.n_layer = shape.n_layer
        self.attn_norm = RMSNorm(shape.n_embd, shape.norm_eps)
        self.attn = Attention(shape)
        self.ffn_norm = RMSNorm(shape.n_embd, shape.norm_eps)
        self.gate = nn.Linear(shape.n_embd, shape.n_ff, bias=False)
        self.up = nn.Linear(shape.n_embd, shape.n_ff, bias=False)
        self.down = nn.Linear(shape.n_ff, shape.n_embd, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """One layer."""
        x = x + self.attn(self.attn_norm(x), cos, sin)
        h = self.ffn_norm(x)
        out: Tensor = x + self.down(functional.silu(self.gate(h)) * self.up(h))
        return out


class TinyQwen(nn.Module):
    """The whole decoder, embeddings tied."""

    cos: Tensor
    sin: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embed = nn.Embedding(shape.n_vocab, shape.n_embd)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.n_layer))
        self.norm = RMSNorm(shape.n_embd, shape.norm_eps)
        cos, sin = rotation(shape, shape.n_ctx)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.apply(_initialise)

    def hidden(self, ids: Tensor) -> Tensor:
        """Final hidden states of (batch, time) tokens."""
        cos, sin = self.cos[: ids.shape[1]], self.sin[: ids.shape[1]]
        x = self.embed(ids)
        for block in self.blocks:
            x = block(x, cos, sin)
        out: Tensor = self.norm(x)
        return out

    def loss(self, ids: Tensor, targets: Tensor) -> Tensor:
        """Mean cross entropy where the target is not negative; the rest never reaches the output layer."""
        learned = targets >= 0
        return functional.cross_entropy(self.hidden(ids)[learned] @ self.embed.weight.T, targets[learned])


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.5 * module.in_features**-0.5)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.Embedding):
        nn.init.normal_(module.weight, std=0.05)
    elif isinstance(module, Block):
        # What a layer adds starts small, so that the layers add up to about one. Children came before.
        for matrix in (module.attn.o, module.down):
            nn.init.normal_(matrix.weight, std=0.5 * (2 * module.n_layer * matrix.out_features) ** -0.5)
