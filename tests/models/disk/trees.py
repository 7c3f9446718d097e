"""Builds the folders of other programs as they lay them out, with real GGUF files in them."""

import hashlib
import json
import os
from pathlib import Path

from tests.models.gguf.gguf_bytes import Gguf, Tensor, chat_metadata, string, u32

WHOLE = Gguf().whole()
COMMIT = "c" * 40


def model_bytes(name: str) -> bytes:
    """A sound model; each name gives other bytes."""
    return Gguf(metadata={**chat_metadata(), "general.name": string(name)}).whole()


def part_bytes(number: int, count: int) -> bytes:
    """A sound part of a split model, from 0."""
    split = {"split.no": u32(number), "split.count": u32(count)}
    return Gguf(metadata={**chat_metadata(), **split}, tensors=[Tensor(f"blk.{number}.weight")]).whole()


def write(path: Path, data: bytes = WHOLE) -> Path:
    """A file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def hub_file(cache: Path, repo_id: str, filename: str, data: bytes = WHOLE, commit: str = COMMIT) -> Path:
    """A file in the hub cache: a relative link in a snapshot to a blob that is named by its sha256."""
    repository = cache / f"models--{repo_id.replace('/', '--')}"
    blob = write(repository / "blobs" / hashlib.sha256(data).hexdigest(), data)
    link = repository / "snapshots" / commit / filename
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(os.path.relpath(blob, link.parent))
    write(repository / "refs" / "main", commit.encode())
    return link


def ollama_blob(folder: Path, data: bytes) -> dict[str, object]:
    """A blob, and the layer that a manifest has for it."""
    digest = hashlib.sha256(data).hexdigest()
    write(folder / "blobs" / f"sha256-{digest}", data)
    return {"digest": f"sha256:{digest}", "size": len(data)}


def ollama_model(folder: Path, name: str, data: bytes = WHOLE, template: bytes = b"{{ .Prompt }}") -> Path:
    """A model of Ollama's, by HOST/OWNER/MODEL/TAG: manifest, weights, template and config; its weights."""
    config = json.dumps({"model_format": "gguf", "file_type": "Q4_K_M"}).encode()
    weights = {"mediaType": "application/vnd.ollama.image.model", **ollama_blob(folder, data)}
    other = {"mediaType": "application/vnd.ollama.image.template", **ollama_blob(folder, template)}
    described = {
        "mediaType": "application/vnd.docker.container.image.v1+json",
        **ollama_blob(folder, config),
    }
    manifest = {"schemaVersion": 2, "config": described, "layers": [weights, other]}
    write(folder / "manifests" / name, json.dumps(manifest).encode())
    return folder / "blobs" / str(weights["digest"]).replace(":", "-")


def all_files(folder: Path) -> set[str]:
    """Every file and link below a folder, by its path in it."""
    return {
        str(Path(place, name).relative_to(folder)) for place, _, names in os.walk(folder) for name in names
    }
