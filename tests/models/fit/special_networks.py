"""Small networks whose context is not plain keys and values: latent vectors, convolutions, linear states."""

from collections.abc import Iterator
from pathlib import Path

from tests.models.fit.networks import Q8_0, float32, matrix, numbers, vector, write_gguf
from tests.models.gguf.gguf_bytes import Tensor, u32

_WIDTH, _WIDER, _WORDS = 256, 512, 1_024
_KEYS = {
    "context_length": u32(8_192),
    "embedding_length": u32(_WIDTH),
    "feed_forward_length": u32(_WIDER),
    "attention.head_count": u32(4),
    "attention.layer_norm_rms_epsilon": float32(1e-6),
}


def _table() -> list[Tensor]:
    return [matrix(Q8_0, "token_embd", _WIDTH, _WORDS)]


def _feed_forward(block: str, norm: str = "ffn_norm") -> Iterator[Tensor]:
    yield vector(f"{block}attn_norm", _WIDTH)
    yield vector(f"{block}{norm}", _WIDTH)
    yield matrix(Q8_0, f"{block}ffn_gate", _WIDTH, _WIDER)
    yield matrix(Q8_0, f"{block}ffn_up", _WIDTH, _WIDER)
    yield matrix(Q8_0, f"{block}ffn_down", _WIDER, _WIDTH)


def write_latent(path: Path) -> Path:
    """DeepSeek's multi-head latent attention: 4 layers, latent vectors of 96 + 32 numbers."""
    keys = {
        **_KEYS,
        "block_count": u32(4),
        "leading_dense_block_count": u32(4),
        "expert_count": u32(2),
        "expert_used_count": u32(1),
        "expert_feed_forward_length": u32(64),
        "expert_shared_count": u32(1),
        "attention.head_count_kv": u32(1),
        "attention.q_lora_rank": u32(64),
        "attention.kv_lora_rank": u32(96),
        "attention.key_length": u32(128),
        "attention.value_length": u32(96),
        "attention.key_length_mla": u32(96),
        "attention.value_length_mla": u32(64),
        "rope.dimension_count": u32(32),
    }
    tensors = [*_table(), vector("output_norm", _WIDTH)]
    for layer in range(4):
        block = f"blk.{layer}."
        tensors += [
            *_feed_forward(block),
            vector(f"{block}attn_q_a_norm", 64),
            vector(f"{block}attn_kv_a_norm", 96),
            matrix(Q8_0, f"{block}attn_q_a", _WIDTH, 64),
            matrix(Q8_0, f"{block}attn_q_b", 64, 4 * 96),
            matrix(Q8_0, f"{block}attn_kv_a_mqa", _WIDTH, 96 + 32),
            matrix(Q8_0, f"{block}attn_k_b", 64, 96, 4),
            matrix(Q8_0, f"{block}attn_v_b", 96, 64, 4),
            matrix(Q8_0, f"{block}attn_output", 4 * 64, _WIDTH),
        ]
    return write_gguf(path, "deepseek2", keys, tensors, _WORDS)


def write_convolutions(path: Path) -> Path:
    """LFM2: 6 layers, of which two attend and four are short convolutions over 3 tokens."""
    heads = [0, 0, 2, 0, 2, 0]
    keys = {
        **_KEYS,
        "block_count": u32(6),
        "attention.head_count_kv": numbers(heads),
        "shortconv.l_cache": u32(3),
    }
    tensors = [*_table(), vector("token_embd_norm", _WIDTH)]
    for layer, kv_heads in enumerate(heads):
        block = f"blk.{layer}."
        tensors += _feed_forward(block)
        if kv_heads:
            tensors += _attention(block, kv_heads * 64)
            continue
        tensors += [
            Tensor(f"{block}shortconv.conv.weight", (3, _WIDTH), 0, 4 * 3 * _WIDTH),
            matrix(Q8_0, f"{block}shortconv.in_proj", _WIDTH, 3 * _WIDTH),
            matrix(Q8_0, f"{block}shortconv.out_proj", _WIDTH, _WIDTH),
        ]
    return write_gguf(path, "lfm2", keys, tensors, _WORDS)


def _attention(block: str, kv_width: int, query_width: int = _WIDTH) -> list[Tensor]:
    return [
        vector(f"{block}attn_q_norm", 64),
        vector(f"{block}attn_k_norm", 64),
        matrix(Q8_0, f"{block}attn_q", _WIDTH, query_width),
        matrix(Q8_0, f"{block}attn_k", _WIDTH, kv_width),
        matrix(Q8_0, f"{block}attn_v", _WIDTH, kv_width),
        matrix(Q8_0, f"{block}attn_output", _WIDTH, _WIDTH),
    ]


def write_linear_attention(path: Path) -> Path:
    """Qwen3.5: 8 layers, of which every fourth attends and the others keep a state of 64 x 512 numbers."""
    state, key_heads, value_heads, kernel = 64, 4, 8, 4
    inner, mixed = value_heads * state, 2 * key_heads * state + value_heads * state
    keys = {
        **_KEYS,
        "block_count": u32(8),
        "attention.head_count_kv": u32(2),
        "attention.key_length": u32(64),
        "attention.value_length": u32(64),
        "rope.dimension_sections": numbers([11, 11, 10, 0]),
        "ssm.conv_kernel": u32(kernel),
        "ssm.inner_size": u32(inner),
        "ssm.state_size": u32(state),
        "ssm.time_step_rank": u32(value_heads),
        "ssm.group_count": u32(key_heads),
    }
    tensors = [*_table(), vector("output_norm", _WIDTH)]
    for layer in range(8):
        block = f"blk.{layer}."
        tensors += _feed_forward(block, "post_attention_norm")
        if layer % 4 == 3:
            tensors += _attention(block, 2 * 64, 2 * _WIDTH)
            continue
        tensors += [
            matrix(Q8_0, f"{block}attn_qkv", _WIDTH, mixed),
            matrix(Q8_0, f"{block}attn_gate", _WIDTH, inner),
            Tensor(f"{block}ssm_conv1d.weight", (kernel, mixed), 0, 4 * kernel * mixed),
            vector(f"{block}ssm_dt", value_heads, "bias"),
            Tensor(f"{block}ssm_a", (value_heads,), 0, 4 * value_heads),
            matrix(Q8_0, f"{block}ssm_beta", _WIDTH, value_heads),
            matrix(Q8_0, f"{block}ssm_alpha", _WIDTH, value_heads),
            vector(f"{block}ssm_norm", state),
            matrix(Q8_0, f"{block}ssm_out", inner, _WIDTH),
        ]
    return write_gguf(path, "qwen35", keys, tensors, _WORDS)
