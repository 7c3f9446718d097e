"""What a header or a catalogue's entry says of a network, and what stays unknown."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.fit.cache import Cache
from chatui.models.fit.network import count_of, network_of_entry, network_of_header
from chatui.models.gguf.header import GgufHeader, Skipped, Value
from tests.models.fit.headers import SMOLLM2, header, network

PLAIN: dict[str, Value] = {
    "block_count": 4,
    "context_length": 8192,
    "embedding_length": 256,
    "attention.head_count": 4,
    "attention.head_count_kv": 2,
}


def plain(architecture: str, keys: Mapping[str, Value] | None = None) -> Cache | None:
    return network(architecture, {**PLAIN, **(keys or {})}).cache


def test_keys_and_values_of_every_layer() -> None:
    assert plain("qwen2") == Cache(4 * 2 * (64 + 64))


def test_lengths_of_their_own() -> None:
    assert plain("qwen3", {"attention.key_length": 128, "attention.value_length": 96}) == Cache(4 * 2 * 224)


def test_a_number_of_heads_for_each_layer() -> None:
    assert plain("deci", {"attention.head_count_kv": (4, 0, 2, 1)}) == Cache(7 * 128)


def test_without_key_value_heads_every_head_has_its_own() -> None:
    keys = {name: value for name, value in PLAIN.items() if not name.endswith("_kv")}
    assert network("gpt2", keys).cache == Cache(4 * 4 * 128)


def test_layers_that_predict_further_tokens_keep_nothing() -> None:
    assert plain("glm4moe", {"nextn_predict_layers": 1}) == Cache(3 * 2 * 128)


def test_latent_attention_keeps_one_vector() -> None:
    keys: dict[str, Value] = {
        "attention.key_length": 576,
        "attention.value_length": 512,
        "attention.head_count_kv": 1,
    }
    mla: dict[str, Value] = {"attention.key_length_mla": 192, "attention.value_length_mla": 128}
    assert plain("deepseek2", {**keys, **mla}) == Cache(4 * 576)


def test_layers_that_share_keys_and_values_of_earlier_ones() -> None:
    sizes: dict[str, Value] = {"attention.key_length": 512, "attention.value_length": 512}
    windows: dict[str, Value] = {"attention.key_length_swa": 256, "attention.value_length_swa": 256}
    pattern: dict[str, Value] = {"attention.sliding_window_pattern": (True, True, False, True)}
    found = plain("gemma4", {"attention.shared_kv_layers": 1, **sizes, **windows, **pattern})
    assert found == Cache(2 * (512 + 512 + 1024))


def test_a_period_in_place_of_a_pattern_is_unknown() -> None:
    windows: dict[str, Value] = {"attention.key_length_swa": 32, "attention.sliding_window_pattern": 6}
    assert plain("gemma4", windows) is None


def test_a_network_with_states_alone() -> None:
    state: dict[str, Value] = {"ssm.inner_size": 512, "ssm.state_size": 16, "ssm.conv_kernel": 4}
    assert plain("mamba", state) == Cache(0, 4 * (3 * 512 + 16 * 512))


def test_what_the_file_says_of_recurrent_layers_counts() -> None:
    state: dict[str, Value] = {
        "ssm.inner_size": 512,
        "ssm.state_size": 16,
        "ssm.conv_kernel": 4,
        "ssm.group_count": 1,
    }
    marked: dict[str, Value] = {"attention.recurrent_layers": (False, True, False, True)}
    assert plain("qwen35", {**state, **marked}) == Cache(2 * 2 * 128, 2 * (3 * 544 + 16 * 512))


def test_layers_that_only_feed_forward_keep_nothing() -> None:
    state: dict[str, Value] = {
        "ssm.inner_size": 512,
        "ssm.state_size": 16,
        "ssm.conv_kernel": 4,
        "ssm.group_count": 1,
    }
    layers: dict[str, Value] = {
        "attention.head_count_kv": (0, 2, 0, 0),
        "feed_forward_length": (0, 0, 900, 0),
    }
    assert plain("nemotron_h", {**state, **layers}) == Cache(2 * 128, 2 * (3 * 544 + 16 * 512))


@pytest.mark.parametrize("architecture", ["rwkv7", "kimi-linear", "deepseek4", "made-up", "bert"])
def test_an_architecture_without_a_known_rule_is_unknown(architecture: str) -> None:
    assert plain(architecture) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"attention.head_count": (4, 4)},
        {"attention.head_count": 0},
        {"attention.head_count_kv": -1},
        {"attention.key_length": "128"},
        {"attention.head_count": Skipped(5000)},
    ],
)
def test_what_cannot_be_meant_is_unknown(wrong: dict[str, Value]) -> None:
    assert plain("qwen2", wrong) is None


@pytest.mark.parametrize("layers", [0, 513, 2**63, 1.5, "28", None])
def test_without_a_sound_number_of_layers_nothing_is_known(layers: Value | None) -> None:
    keys = {name: value for name, value in PLAIN.items() if name != "block_count"}
    if layers is not None:
        keys["block_count"] = layers
    assert network_of_header(header("qwen2", keys)) is None


@given(st.dictionaries(st.sampled_from([*PLAIN, "attention.key_length"]), st.integers() | st.text()))
def test_no_header_makes_it_fail(keys: dict[str, Value]) -> None:
    network_of_header(header("llama", keys))


def test_a_token_table_of_its_own_stays_in_the_file() -> None:
    tensors = {"token_embd.weight": 1000, "blk.0.attn_q.weight": 50}
    assert network("qwen2", PLAIN, tensors).weights_bytes == 1050
    assert network("qwen2", PLAIN, {**tensors, "output.weight": 900}).weights_bytes == 950


def test_of_the_experts_a_token_reads_those_it_uses() -> None:
    tensors = {"token_embd.weight": 1000, "blk.0.ffn_up_exps.weight": 800, "blk.0.ffn_up_shexp.weight": 7}
    experts: dict[str, Value] = {"expert_count": 8, "expert_used_count": 2, "expert_feed_forward_length": 100}
    found = network("qwen3moe", {**PLAIN, **experts}, tensors)
    assert (found.weights_bytes, found.read_bytes) == (1807, 1207)
    assert found.n_feed_forward == 200


def test_a_split_model_is_the_sum_of_its_parts() -> None:
    part = GgufHeader({}, 1, 1, 1, {"output.weight": 5, "blk.1.ffn_up.weight": 20})
    found = network_of_header(SMOLLM2, [part])
    assert found
    assert found.weights_bytes == 100_000_025


def test_every_entry_of_the_catalogue_is_known_or_unknown_and_nothing_else() -> None:
    for entry in load_catalogue().models.values():
        for quantization in entry.files:
            found = network_of_entry(entry, quantization)
            if entry.shape and found and entry.shape.attention in ("mla", "recurrent"):
                assert found.cache is None


def test_windows_keep_the_whole_context_and_experts_are_read_in_part() -> None:
    found = network_of_entry(load_catalogue().models["gpt-oss-20b"], "MXFP4")
    assert found
    assert found.cache == Cache(24 * 8 * 64 * 2)
    assert found.read_bytes == pytest.approx(found.weights_bytes * 3.6 / 20)


def test_an_entry_without_sizes_is_unknown() -> None:
    entry = load_catalogue().models["r1-qwen-1.5b"]
    assert network_of_entry(replace(entry, shape=None), "Q4_K_M") is None
    nameless = replace(entry.files["Q4_K_M"], size_bytes=None, size_gb=None)
    assert network_of_entry(replace(entry, files={"Q4_K_M": nameless}), "Q4_K_M") is None


@pytest.mark.parametrize(("text", "count"), [("1.5B", 1.5e9), ("350M", 3.5e8), ("8x7B", None), ("", None)])
def test_the_number_in_a_models_name(text: str, count: float | None) -> None:
    assert count_of(text) == count
