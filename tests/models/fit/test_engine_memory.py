"""The estimate beside what the engine's real process takes, with networks of different shapes."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from chatui import launch
from chatui.chat.context_memory import KvType
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SamplingParams
from chatui.config.paths import engine_log_path
from chatui.engine.client import EngineClient
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest
from chatui.models.fit.memory import memory_of
from chatui.models.fit.network import network_of_header
from chatui.models.fit.values import Memory
from chatui.models.gguf.header import read_header
from tests.models.fit.networks import Q4_0, Q8_0, Network
from tests.models.fit.special_networks import write_convolutions, write_latent, write_linear_attention
from tests.models.gguf.gguf_bytes import u32

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="resident memory means something else there")

LARGE_VOCABULARY = Network("qwen2", 4, 1024, 16, 4, 64, 2816, 151_936, Q8_0, is_tied=True)
LONG_CONTEXT = Network("llama", 16, 768, 12, 4, 64, 2048, 32_000, Q8_0)
REPACKED = Network("qwen3", 8, 1024, 16, 8, 128, 3072, 60_000, Q4_0)
WINDOWED = Network(
    "gemma3",
    12,
    640,
    4,
    1,
    256,
    2048,
    150_000,
    is_tied=True,
    metadata={"attention.sliding_window": u32(512)},
)


@pytest.fixture
def engine() -> Iterator[EngineClient]:
    client = launch.open_engine()
    yield client
    client.close()


def estimate(path: Path, request: LoadRequest) -> Memory:
    network = network_of_header(read_header(path))
    assert network is not None
    return memory_of(network, request.n_ctx, request.n_lanes, request.kv_type)


def most_resident(engine: EngineClient, request: LoadRequest) -> int:
    """Bytes resident while all lanes write behind a prompt of several batches; the most that was seen."""
    engine.load(request)
    assert engine.pid
    process = psutil.Process(engine.pid)
    lanes = tuple(Lane(seed, SamplingParams(max_tokens=4)) for seed in range(request.n_lanes))
    seen = [0]
    for _ in engine.generate(GenerateRequest((Message(Role.USER, "a" * 400),), lanes)):
        seen.append(int(process.memory_info().rss))
    return max(seen)


@pytest.mark.parametrize(
    ("network", "n_ctx", "n_lanes", "kv_type"),
    [
        (LARGE_VOCABULARY, 512, 1, KvType.F16),
        (LARGE_VOCABULARY, 512, 4, KvType.F16),
        (LARGE_VOCABULARY, 16_384, 8, KvType.F16),
        (LONG_CONTEXT, 16_384, 1, KvType.F16),
        (LONG_CONTEXT, 16_384, 1, KvType.Q8_0),
        (REPACKED, 4000, 2, KvType.F16),
        (WINDOWED, 8192, 1, KvType.F16),
    ],
    ids=["large vocabulary", "four lanes", "eight lanes", "long context", "q8_0", "repacked", "windows"],
)
def test_the_estimate_is_within_a_tenth_of_what_the_process_takes(
    engine: EngineClient, tmp_path: Path, network: Network, n_ctx: int, n_lanes: int, kv_type: KvType
) -> None:
    path = network.write(tmp_path / "model.gguf")
    request = LoadRequest(str(path), n_ctx, n_lanes, kv_type=kv_type)
    memory = estimate(path, request)
    assert memory.total_bytes is not None
    assert memory.total_bytes == pytest.approx(most_resident(engine, request), rel=0.1)
    assert memory.kv_bytes == pytest.approx(_logged_kv_bytes(), abs=2**20 / 100)


def test_each_lane_takes_what_the_estimate_says(engine: EngineClient, tmp_path: Path) -> None:
    """Eight lanes beside one, each with as much context: what they share does not hide an error."""
    path = LONG_CONTEXT.write(tmp_path / "model.gguf")
    one, eight = (LoadRequest(str(path), 1024 * lanes, lanes) for lanes in (1, 8))
    estimated = (estimate(path, eight).total_bytes or 0) - (estimate(path, one).total_bytes or 0)
    measured = most_resident(engine, eight) - most_resident(engine, one)
    assert estimated == pytest.approx(measured, rel=0.1)


def _logged_kv_bytes() -> float:
    """What llama.cpp says of its own buffers of keys, values and states, two digits of MiB each."""
    log = engine_log_path().read_text("utf-8").rsplit("loading model tensors", 1)[-1]
    return 2**20 * sum(float(size) for size in re.findall(r"(?:KV|RS) buffer size = +([\d.]+) MiB", log))


@pytest.mark.parametrize("n_lanes", [1, 4])
@pytest.mark.parametrize("write", [write_latent, write_convolutions, write_linear_attention])
def test_what_is_not_plain_attention_follows_its_own_rule(
    engine: EngineClient, tmp_path: Path, write: Callable[[Path], Path], n_lanes: int
) -> None:
    path = write(tmp_path / "model.gguf")
    request = LoadRequest(str(path), 1000, n_lanes)
    engine.load(request)
    assert estimate(path, request).kv_bytes == pytest.approx(_logged_kv_bytes(), abs=2**20 / 50)
