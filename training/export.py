"""Writes a checkpoint as a Q8_0 GGUF with its metadata: `python -m training.export CHECKPOINT GGUF`."""

import argparse
from pathlib import Path

import gguf
import numpy as np
import torch
from torch import Tensor

from training.model import Shape
from training.tokens import BOS, CHAT_TEMPLATE, END_THINK, EOS, SPECIAL, THINK, byte_characters

DESCRIPTION = (
    "A demo model of about a million parameters that shows how a reasoning model's thought looks. "
    "It adds and subtracts whole numbers of up to 4 digits, multiplies 2 digits by 1, compares two decimals "
    "and counts letters in a word of 3 to 12 letters. It can do nothing else: it knows no facts, writes no "
    "text and no code, and says so when asked."
)
# Two bytes that never occur in UTF-8: the loader wants a merge, and this one can never happen.
DUMMY_MERGE = (0xFE, 0xFF)
BLOCK_NAMES = {
    "attn_norm": "attn_norm",
    "attn.q": "attn_q",
    "attn.k": "attn_k",
    "attn.v": "attn_v",
    "attn.o": "attn_output",
    "ffn_norm": "ffn_norm",
    "gate": "ffn_gate",
    "up": "ffn_up",
    "down": "ffn_down",
}


def tensor_name(name: str) -> str:
    """The GGUF name of one of our tensors."""
    module, _, suffix = name.rpartition(".")
    if not module.startswith("blocks."):
        return {"embed": "token_embd", "norm": "output_norm"}[module] + f".{suffix}"
    _, index, part = module.split(".", 2)
    return f"blk.{index}.{BLOCK_NAMES[part]}.{suffix}"


def add_metadata(writer: gguf.GGUFWriter, shape: Shape, parameters: int) -> None:
    """General facts and the sizes of a qwen2 model."""
    writer.add_name("chatui demo (tiny)")
    writer.add_description(DESCRIPTION)
    writer.add_license("MIT")
    writer.add_author("The chatui authors")
    writer.add_size_label(f"{parameters / 1e6:.1f}M")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_context_length(shape.n_ctx)
    writer.add_embedding_length(shape.n_embd)
    writer.add_block_count(shape.n_layer)
    writer.add_feed_forward_length(shape.n_ff)
    writer.add_head_count(shape.n_head)
    writer.add_head_count_kv(shape.n_head_kv)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.norm_eps)


def add_vocabulary(writer: gguf.GGUFWriter) -> None:
    """Bytes, roles, think tags and the chat template; the template alone puts the first token."""
    characters = byte_characters()
    types = [gguf.TokenType.NORMAL] * 256
    for token in SPECIAL:
        types.append(gguf.TokenType.USER_DEFINED if token in (THINK, END_THINK) else gguf.TokenType.CONTROL)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list([*characters, *SPECIAL.values()])
    writer.add_token_types(types)
    writer.add_token_merges([" ".join(characters[byte] for byte in DUMMY_MERGE)])
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(EOS)
    writer.add_pad_token_id(EOS)
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def add_tensor(writer: gguf.GGUFWriter, name: str, tensor: Tensor) -> None:
    """Matrices as Q8_0 blocks; norms and biases stay in 32 bits."""
    values = tensor.float().numpy()
    if values.ndim == 1:
        writer.add_tensor(tensor_name(name), values.astype(np.float32))
        return
    quantized = gguf.quants.quantize(values, gguf.GGMLQuantizationType.Q8_0)
    writer.add_tensor(tensor_name(name), quantized, raw_dtype=gguf.GGMLQuantizationType.Q8_0)


def export(checkpoint: Path, target: Path) -> None:
    """Writes `checkpoint` as GGUF to `target`."""
    saved = torch.load(checkpoint, weights_only=True, map_location="cpu")
    weights: dict[str, Tensor] = saved["model"]
    writer = gguf.GGUFWriter(target, "qwen2")
    add_metadata(writer, Shape(**saved["shape"]), sum(tensor.numel() for tensor in weights.values()))
    add_vocabulary(writer)
    for name, tensor in weights.items():
        add_tensor(writer, name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    """Exports what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    export(options.checkpoint, options.target)
    print(f"{options.target}: {options.target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
