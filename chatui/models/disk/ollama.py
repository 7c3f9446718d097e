"""Finds the models that Ollama downloaded, through its manifests; it opens no model.

`manifests/HOST/OWNER/MODEL/TAG` is a JSON text that lists layers by digest; the weights are the file
`blobs/sha256-…` of the layer whose media type ends in `image.model`
(https://github.com/ollama/ollama/blob/main/server/internal/manifest/manifest.go).
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chatui.models.disk.found import FoundModel, Origin
from chatui.models.disk.small_files import in_home, small_json
from chatui.models.references import OLLAMA

_SYSTEM_FOLDER = Path("/usr/share/ollama/.ollama/models")
"""Of the service that Ollama's installer sets up on Linux."""
_WEIGHTS = "application/vnd.ollama.image.model"
_DIGEST = re.compile(r"sha256:(?P<hex>[0-9a-f]{64})")
_HUB_HOSTS = ("hf.co", "huggingface.co")


@dataclass(frozen=True, slots=True)
class Layer:
    """One blob that a manifest names."""

    media_type: str
    sha256: str
    size_bytes: int

    def blob(self, folder: Path) -> Path:
        """Its place in a folder of Ollama's; the file need not exist."""
        return folder / "blobs" / f"sha256-{self.sha256}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model's manifest, as far as it can be trusted: its digests are digests."""

    path: Path
    layers: tuple[Layer, ...]
    config: Layer | None

    @property
    def all_layers(self) -> tuple[Layer, ...]:
        """Every blob that it names."""
        return (*self.layers, self.config) if self.config else self.layers


def model_folders() -> list[Path]:
    """Where Ollama keeps models; the folders need not exist."""
    own = os.environ.get("OLLAMA_MODELS")
    return [in_home(own)] if own else [in_home("~/.ollama/models"), _SYSTEM_FOLDER]


def ollama_models() -> Iterator[FoundModel]:
    """Every model of Ollama's whose weights are a GGUF file here; those that run elsewhere are none."""
    for folder in model_folders():
        for path in manifest_paths(folder):
            manifest = read_manifest(path)
            if manifest is None:
                continue
            weights = [layer for layer in manifest.layers if layer.media_type == _WEIGHTS]
            if weights:
                yield _found(folder, manifest, weights)


def manifest_paths(folder: Path) -> list[Path]:
    """Every manifest in a folder of Ollama's, in the order of their names."""
    try:
        return sorted(path for path in (folder / "manifests").glob("*/*/*/*") if path.is_file())
    except OSError:
        return []


def read_manifest(path: Path) -> Manifest | None:
    """A manifest's layers; None where it is not one."""
    manifest = small_json(path)
    if not isinstance(manifest, dict) or not isinstance(manifest.get("layers"), list):
        return None
    layers = [_layer(entry) for entry in manifest["layers"]]
    sound = tuple(layer for layer in layers if layer is not None)
    return Manifest(path, sound, _layer(manifest.get("config"))) if len(sound) == len(layers) else None


def manifest_named(folder: Path, name: str) -> Path | None:
    """The manifest of the model that `ollama list` calls so."""
    return next((path for path in manifest_paths(folder) if _name(path) == name), None)


def _name(manifest: Path) -> str:
    """As `ollama list` writes it: without the host and the owner that go without saying."""
    host, owner, model, tag = manifest.parts[-4:]
    if host != "registry.ollama.ai":
        return f"{host}/{owner}/{model}:{tag}"
    return f"{model}:{tag}" if owner == "library" else f"{owner}/{model}:{tag}"


def _found(folder: Path, manifest: Manifest, weights: list[Layer]) -> FoundModel:
    host, owner, model, _ = manifest.path.parts[-4:]
    name = _name(manifest.path)
    blob = weights[0].blob(folder)
    return FoundModel(
        ref=f"{OLLAMA}{name}",
        name=name,
        path=blob,
        origin=Origin.OLLAMA,
        filename=blob.name,
        size_bytes=sum(_size(layer.blob(folder)) for layer in weights),
        repo_id=f"{owner}/{model}" if host in _HUB_HOSTS else None,
        quantization=_quantization(folder, manifest),
        sha256=weights[0].sha256,
        fault=_fault(folder, name, weights),
    )


def _fault(folder: Path, name: str, weights: list[Layer]) -> str:
    if len(weights) > 1:
        return f"Ollama keeps it in {len(weights)} pieces, which only Ollama puts together."
    blob = weights[0].blob(folder)
    if not os.access(blob, os.R_OK):
        return "Its file is missing or cannot be read by this user."
    if (size := _size(blob)) != weights[0].size_bytes:
        return f"It is incomplete: {size:,} of {weights[0].size_bytes:,} bytes are here."
    return ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _quantization(folder: Path, manifest: Manifest) -> str | None:
    config = small_json(manifest.config.blob(folder)) if manifest.config else None
    kind = config.get("file_type") if isinstance(config, dict) else None
    return kind if isinstance(kind, str) and re.fullmatch(r"[\w-]{1,20}", kind, re.ASCII) else None


def _layer(entry: object) -> Layer | None:
    if not isinstance(entry, dict):
        return None
    digest = _DIGEST.fullmatch(str(entry.get("digest")))
    size = entry.get("size")
    if digest is None or not isinstance(size, int) or size < 0:
        return None
    return Layer(str(entry.get("mediaType")), digest["hex"], size)
