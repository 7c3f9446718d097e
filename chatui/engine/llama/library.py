"""The llama.cpp library itself: import, layout guard, version and devices; it knows no model."""

import ctypes
import sys
from importlib import metadata
from typing import Any

import llama_cpp.llama_cpp as lib

from chatui.engine.requests import ComputeDevice
from chatui.errors import EngineError

# What the header of the supported release documents as defaults. A build whose structs are laid out
# differently shows other values here, and would crash at the first call with a pointer in a wrong field.
_CONTEXT_DEFAULTS = {"n_batch": 2048, "n_ubatch": 512, "n_seq_max": 1, "flash_attn_type": -1, "type_k": 1}
_MODEL_DEFAULTS = {"vocab_only": False, "check_tensors": False, "use_extra_bufts": True, "n_gpu_layers": -1}

_GPU, _IGPU = 1, 2  # GGML_BACKEND_DEVICE_TYPE_GPU: dedicated memory; _IGPU: host memory


def check_layout() -> None:
    """Raise EngineError when the installed build's structs are not those that chatui was written for."""
    found = _differences(lib.llama_context_default_params(), _CONTEXT_DEFAULTS)
    found += _differences(lib.llama_model_default_params(), _MODEL_DEFAULTS)
    if found:
        raise EngineError(
            f"llama-cpp-python {python_version()} has an unexpected memory layout ({found[0]}).",
            "Install the version that chatui asks for: pip install 'llama-cpp-python>=0.3.36,<0.3.37'.",
        )


def _differences(params: Any, expected: dict[str, int]) -> list[str]:
    return [
        f"{name} is {getattr(params, name)}, not {value}"
        for name, value in expected.items()
        if getattr(params, name) != value
    ]


def start() -> None:
    """Check the build and initialise its back ends; raises EngineError."""
    check_layout()
    log_to_stderr()
    lib.llama_backend_init()


def log_to_stderr() -> None:
    """Give llama.cpp its own log output back, which the import of llama_cpp replaced by a Python callback."""
    lib.llama_log_set(lib.llama_log_callback(0), None)


def python_version() -> str:
    """Version of the llama-cpp-python distribution."""
    return metadata.version("llama-cpp-python")


def build() -> str:
    """llama.cpp's version and the instruction sets it was compiled for."""
    system = lib.llama_print_system_info().decode("utf-8", "replace").strip(" |")
    return f"llama.cpp {lib.llama_version().decode('utf-8', 'replace')} · {system}"


def devices() -> tuple[ComputeDevice, ...]:
    """Every device that this build can compute on, the CPU among them."""
    ggml = lib._lib  # the ggml calls live in libraries that this handle pulls in
    ggml.ggml_backend_dev_count.restype = ctypes.c_size_t
    ggml.ggml_backend_dev_get.restype = ctypes.c_void_p
    ggml.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
    return tuple(_device(ggml, ggml.ggml_backend_dev_get(i)) for i in range(ggml.ggml_backend_dev_count()))


def _device(ggml: Any, handle: int) -> ComputeDevice:
    for call in (ggml.ggml_backend_dev_name, ggml.ggml_backend_dev_description):
        call.restype, call.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
    ggml.ggml_backend_dev_type.argtypes = [ctypes.c_void_p]
    ggml.ggml_backend_dev_memory.restype = None
    ggml.ggml_backend_dev_memory.argtypes = [
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_size_t),
        ctypes.POINTER(ctypes.c_size_t),
    ]
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    ggml.ggml_backend_dev_memory(handle, ctypes.byref(free), ctypes.byref(total))
    kind = ggml.ggml_backend_dev_type(handle)
    return ComputeDevice(
        name=ggml.ggml_backend_dev_name(handle).decode("utf-8", "replace"),
        description=ggml.ggml_backend_dev_description(handle).decode("utf-8", "replace"),
        is_gpu=kind in (_GPU, _IGPU),
        has_own_memory=kind == _GPU and sys.platform != "darwin",  # Metal says GPU and shares the memory
        free_bytes=free.value,
        total_bytes=total.value,
    )
