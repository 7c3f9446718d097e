"""The figures of a network that its memory and speed follow from, from a GGUF header or the catalogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatui.models.catalogue.entry import CatalogueEntry, CatalogueShape
from chatui.models.fit.cache import Cache, cache_of
from chatui.models.fit.keys import Keys, Unclear
from chatui.models.gguf.header import GgufHeader

_FEED_FORWARD_PER_WIDTH = 6
"""Where the catalogue does not give the feed-forward width; R1 1.5B has 5.8 times its own, most have less."""
_TOKEN_TABLE, _OUTPUT = "token_embd.weight", "output.weight"
_EXPERT = re.compile(r"_exps\.")


@dataclass(frozen=True, slots=True)
class Network:
    """What is known of a network; sizes are numbers, not bytes, unless they say so."""

    weights_bytes: int
    """What stays in memory: a token table that is not the output matrix too is looked up in the file."""
    read_bytes: int
    """Of the weights, for one token."""
    cache: Cache | None
    """None: its rule is not known."""
    n_embd: int
    n_feed_forward: int
    """Of all that one token passes in a layer, its experts together."""
    n_vocab: int
    n_merges: int
    n_ctx_train: int | None = None
    n_masks: int = 1
    """Attention masks: two where some layers see a window only."""


def network_of_header(header: GgufHeader, parts: Sequence[GgufHeader] = ()) -> Network | None:
    """From a file's header, and those of the further parts of a split model; None where it lacks basics."""
    try:
        keys = Keys(header)
        tensors: dict[str, int] = {}
        for part in (header, *parts):
            tensors.update(part.tensor_bytes)
        resident = sum(tensors.values()) - (tensors.get(_TOKEN_TABLE, 0) if _OUTPUT in tensors else 0)
        return Network(
            weights_bytes=resident,
            read_bytes=resident - _idle_expert_bytes(keys, tensors),
            cache=cache_of(keys),
            n_embd=keys.number("embedding_length"),
            n_feed_forward=_feed_forward(keys),
            n_vocab=keys.list_length("tokenizer.ggml.tokens"),
            n_merges=keys.list_length("tokenizer.ggml.merges"),
            n_ctx_train=keys.number("context_length"),
            n_masks=2 if keys.largest("attention.sliding_window", 0) else 1,
        )
    except Unclear:
        return None


def _idle_expert_bytes(keys: Keys, tensors: dict[str, int]) -> int:
    experts = keys.number("expert_count", 0)
    if not experts:
        return 0
    idle = max(experts - keys.largest("expert_used_count", experts), 0)
    return sum(size for name, size in tensors.items() if _EXPERT.search(name)) * idle // experts


def _feed_forward(keys: Keys) -> int:
    dense = keys.largest("feed_forward_length", 0)
    used = keys.largest("expert_used_count", 0)
    shared = keys.largest("expert_shared_feed_forward_length", 0)
    return max(dense, used * keys.largest("expert_feed_forward_length", dense) + shared)


def network_of_entry(entry: CatalogueEntry, quantization: str) -> Network | None:
    """From the catalogue; None where it does not give the sizes of the network or of the file."""
    shape, gigabytes = entry.shape, entry.files[quantization].gigabytes
    if shape is None or gigabytes is None:
        return None
    size = round(gigabytes * 1e9)
    return Network(
        weights_bytes=size,
        read_bytes=round(size * _active_share(entry.parameters, shape)),
        cache=_cache_of_shape(shape),
        n_embd=shape.n_embd,
        n_feed_forward=_FEED_FORWARD_PER_WIDTH * shape.n_embd,
        n_vocab=shape.n_vocab,
        n_merges=shape.n_vocab,
        n_ctx_train=entry.context_length,
        n_masks=2 if shape.attention == "sliding" else 1,
    )


def _cache_of_shape(shape: CatalogueShape) -> Cache | None:
    if shape.attention not in ("full", "sliding"):  # both keep every token: `swa_full` is on
        return None
    return Cache(2 * shape.n_layers * shape.n_kv_heads * shape.head_size)


def _active_share(parameters: str, shape: CatalogueShape) -> float:
    active, whole = count_of(shape.active_parameters or ""), count_of(parameters)
    return min(active / whole, 1.0) if active and whole else 1.0


def count_of(parameters: str) -> float | None:
    """The number that `1.5B` or `350M` stands for; None for anything else."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([MBT])", parameters)
    return float(found[1]) * {"M": 1e6, "B": 1e9, "T": 1e12}[found[2]] if found else None
