"""What each token of a context adds to a network's memory, from its header; how long it is is not known here.

The rules are llama.cpp's for a context as chatui makes it: with `swa_full` on, its default, layers with a
sliding window keep the whole context too (llama-kv-cache-iswa.cpp).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from chatui.models.fit.architectures import (
    BOTH,
    FEED_FORWARD_HYBRID,
    GEMMA_3N_KV_LAYERS,
    HEADLESS_HYBRID,
    INTERVAL_HYBRID,
    PLAIN,
    RECURRENT,
)
from chatui.models.fit.keys import Keys, Unclear


@dataclass(frozen=True, slots=True)
class Cache:
    """What a context keeps, in numbers."""

    token_numbers: int
    """Of keys and values of one token, over all layers, in the cache's own format."""
    state_numbers: int = 0
    """Of the recurrent state of one lane, over all layers, in 4 bytes each."""


def cache_of(keys: Keys) -> Cache | None:
    """What the network keeps; None where its rule is not known, or the header lacks what the rule needs."""
    try:
        return _cache(keys)
    except Unclear:
        return None


def _cache(keys: Keys) -> Cache | None:
    name, own = keys.architecture, keys.n_layers - keys.number("nextn_predict_layers", 0)
    if own < 1:  # layers that predict further tokens are not run, and keep nothing
        return None
    layers = range(own)
    if name in PLAIN:
        return Cache(_token_numbers(keys, range(min(own, _layers_with_cache(keys)))))
    if name in RECURRENT:
        return Cache(0, own * _state_numbers(keys))
    if name in BOTH:
        return Cache(_token_numbers(keys, layers), own * _state_numbers(keys))
    if name in FEED_FORWARD_HYBRID:
        feed_forward = keys.per_layer("feed_forward_length")
        layers_kept = [layer for layer in layers if not feed_forward[layer]]
    elif name in HEADLESS_HYBRID | INTERVAL_HYBRID:
        layers_kept = list(layers)
    else:
        return None
    recurrent = _recurrent_layers(keys)
    attending = [layer for layer in layers_kept if layer not in recurrent]
    n_recurrent = len(layers_kept) - len(attending)
    return Cache(_token_numbers(keys, attending), n_recurrent * _state_numbers(keys) if n_recurrent else 0)


def _layers_with_cache(keys: Keys) -> int:
    if keys.architecture == "gemma3n":
        return GEMMA_3N_KV_LAYERS
    if keys.architecture == "gemma4":
        return keys.n_layers - keys.number("attention.shared_kv_layers", 0)
    return keys.n_layers


def _recurrent_layers(keys: Keys) -> frozenset[int]:
    if keys.architecture not in INTERVAL_HYBRID:
        heads = _kv_heads(keys)
        return frozenset(layer for layer in range(keys.n_layers) if heads[layer] == 0)
    if keys.has("attention.recurrent_layers"):
        marked = keys.per_layer("attention.recurrent_layers")
        return frozenset(layer for layer in range(keys.n_layers) if marked[layer])
    interval = max(keys.number("full_attention_interval", 4), 1)
    return frozenset(layer for layer in range(keys.n_layers) if (layer + 1) % interval)


def _token_numbers(keys: Keys, layers: Iterable[int]) -> int:
    heads, sizes = _kv_heads(keys), _head_numbers(keys)
    return sum(heads[layer] * sizes[layer] for layer in layers)


def _kv_heads(keys: Keys) -> tuple[int, ...]:
    return keys.per_layer("attention.head_count_kv", keys.per_layer("attention.head_count"))


def _head_numbers(keys: Keys) -> tuple[int, ...]:
    """Key and value numbers of one head, for each layer."""
    heads = keys.per_layer("attention.head_count")[0]
    if heads == 0:
        raise Unclear
    default = keys.number("embedding_length") // heads
    key = keys.number("attention.key_length", default)
    value = keys.number("attention.value_length", default)
    if keys.number("attention.key_length_mla", 0) and keys.number("attention.value_length_mla", 0):
        value = 0  # the one latent vector is key and value
    full = (key + value,) * keys.n_layers
    key_swa = keys.number("attention.key_length_swa", key)
    value_swa = keys.number("attention.value_length_swa", value)
    if key_swa + value_swa == key + value:
        return full
    sliding = keys.per_layer("attention.sliding_window_pattern")
    if set(sliding) - {0, 1}:
        raise Unclear  # a period, whose rule differs from architecture to architecture
    return tuple(key_swa + value_swa if slides else key + value for slides in sliding)


def _state_numbers(keys: Keys) -> int:
    """Numbers of one layer's state (llama-hparams.cpp, `n_embd_r` and `n_embd_s`)."""
    if keys.has("shortconv.l_cache"):
        return keys.number("embedding_length") * max(keys.number("shortconv.l_cache") - 1, 0)
    inner, state = keys.number("ssm.inner_size"), keys.number("ssm.state_size")
    groups = keys.number("ssm.group_count", 0)
    kernel = max(keys.number("ssm.conv_kernel") - 1, 0)
    return kernel * (inner + 2 * groups * state) + state * inner
