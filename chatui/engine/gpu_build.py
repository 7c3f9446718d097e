"""Whether the installed llama.cpp was built for a GPU, without loading it; it knows no device."""

from importlib.util import find_spec
from pathlib import Path

_EVERYWHERE = ("base", "cpu", "blas", "rpc")
"""Libraries of ggml that compute on the CPU, or elsewhere over the network."""


def is_gpu_build() -> bool:
    """Whether llama-cpp-python came with a GPU backend; False where it is not installed."""
    spec = find_spec("llama_cpp")
    if spec is None or spec.origin is None:
        return False
    return any(
        _backend(path.name) not in ("", *_EVERYWHERE) for path in Path(spec.origin).parent.glob("lib/*ggml*")
    )


def _backend(filename: str) -> str:
    """`cuda` of `libggml-cuda.so`; a library for one kind of CPU has more behind its `cpu`."""
    return filename.partition("ggml-")[2].partition(".")[0].partition("-")[0]
