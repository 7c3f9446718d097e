"""A model of about a megabyte, what a hub calls it, and a catalogue that knows it."""

from pathlib import Path

from chatui.config.paths import own_catalogue_path
from chatui.library.base import Library
from tests.architecture.tree import ROOT

REPO = "org/small-GGUF"
FILE, OTHER = "small-Q8_0.gguf", "small-Q4_K_M.gguf"
TINY = ROOT / "chatui" / "models" / "data" / "tiny.gguf"
"""A real model of about a megabyte."""

_ENTRY = """
[models."small"]
title = "A Small Model"
repo_id = "{repo}"
parameters = "1M"
default = "Q8_0"
license = "MIT"
architecture = "qwen2"
context_length = 2048
source = "a test"

[models."small".thought]
tags = "think"
opened_by = "prompt"

[models."small".shape]
n_layers = 4
n_embd = 128
n_heads = 4
n_kv_heads = 2
head_size = 32
n_vocab = 1000

[models."small".files]
Q8_0 = {{ filename = "{file}", size_bytes = {size} }}
Q4_K_M = {{ filename = "{other}", size_gb = 0.5 }}
"""


def write_catalogue(size: int = TINY.stat().st_size) -> Path:
    """The person's own catalogue."""
    path = own_catalogue_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_ENTRY.format(repo=REPO, file=FILE, other=OTHER, size=size), encoding="utf-8")
    return path


def refs(library: Library) -> list[str]:
    """What the library lists, by name."""
    return [row.ref for row in library.models()]
