"""Turns rows of comparisons into values and back; it opens no file and runs no query."""

import json
import sqlite3
import struct
from collections.abc import Sequence

from chatui.chat.sampling import SamplingParams
from chatui.store.comparisons.values import Drawn, KeptLane, Run, Setup, Variant
from chatui.store.rows import from_json, storable, to_json
from chatui.store.values import Message


def setup_columns(setup: Setup) -> dict[str, object]:
    """The columns of how a comparison was asked for."""
    return {
        "reference": None if setup.reference is None else storable(setup.reference),
        "enough_thoughts": setup.enough_thoughts,
        "stops_when_decided": int(setup.stops_when_decided),
        "is_together": int(setup.is_together),
    }


def setup_of(row: sqlite3.Row) -> Setup:
    """A row of `comparisons`."""
    return Setup(
        reference=row["reference"],
        enough_thoughts=row["enough_thoughts"],
        stops_when_decided=bool(row["stops_when_decided"]),
        is_together=bool(row["is_together"]),
    )


def variant_columns(variant: Variant) -> dict[str, object]:
    """The columns of a variant."""
    return {
        "label": storable(variant.label),
        "model_ref": storable(variant.model_ref),
        "path": storable(variant.path),
        "system": storable(variant.system),
        "think": None if variant.think is None else int(variant.think),
        "sampling": to_json(variant.sampling),
    }


def variant_of(row: sqlite3.Row) -> Variant:
    """A row of `variants`."""
    return Variant(
        label=row["label"],
        model_ref=row["model_ref"],
        path=row["path"],
        system=row["system"],
        think=None if row["think"] is None else bool(row["think"]),
        sampling=from_json(SamplingParams, row["sampling"]) or SamplingParams(),
    )


def run_columns(run: Run) -> dict[str, object]:
    """The columns of what a lane ran on."""
    return {
        "batch": run.batch,
        "n_ctx": run.n_ctx,
        "n_lanes": run.n_lanes,
        "n_threads": run.n_threads,
        "gpu_layers": run.gpu_layers,
        "kv_type": storable(run.kv_type),
        "profile": storable(run.profile),
        "build": storable(run.build),
        "devices": json.dumps(run.devices),
    }


def drawn_columns(drawn: Drawn) -> dict[str, object]:
    """The columns of a lane's tokens."""
    return {
        "prompt_sha256": drawn.prompt_sha256,
        "token_ids": _packed("I", drawn.token_ids),
        "thought_logprobs": _packed("f", drawn.thought_logprobs),
        "thought_token_ends": _packed("I", drawn.thought_token_ends),
    }


def lane_of(row: sqlite3.Row, variant: Variant, answer: Message) -> KeptLane:
    """A row of `lanes`."""
    return KeptLane(row["number"], variant, answer, row["repeats"], _run(row), _drawn(row))


def _run(row: sqlite3.Row) -> Run | None:
    if row["batch"] is None:
        return None
    return Run(
        batch=row["batch"],
        n_ctx=row["n_ctx"],
        n_lanes=row["n_lanes"],
        n_threads=row["n_threads"],
        gpu_layers=row["gpu_layers"],
        kv_type=row["kv_type"],
        profile=row["profile"],
        build=row["build"],
        devices=tuple(json.loads(row["devices"])),
    )


def _drawn(row: sqlite3.Row) -> Drawn | None:
    if row["token_ids"] is None:
        return None
    return Drawn(
        token_ids=tuple(int(token) for token in _unpacked("I", row["token_ids"])),
        prompt_sha256=row["prompt_sha256"],
        thought_logprobs=_unpacked("f", row["thought_logprobs"]),
        thought_token_ends=tuple(int(end) for end in _unpacked("I", row["thought_token_ends"])),
    )


def _packed(kind: str, values: Sequence[float]) -> bytes:
    """The values as 32-bit numbers, little end first."""
    return struct.pack(f"<{len(values)}{kind}", *values)


def _unpacked(kind: str, data: bytes) -> tuple[float, ...]:
    return struct.unpack(f"<{len(data) // 4}{kind}", data)
