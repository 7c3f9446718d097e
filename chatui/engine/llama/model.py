"""A loaded model and what its metadata says; it knows no context and no prompt."""

import ctypes
from collections.abc import Callable

import llama_cpp.llama_cpp as lib

from chatui.engine.llama.native_log import CapturedErrors
from chatui.engine.llama.native_owner import NativeOwner
from chatui.engine.llama.vocabulary import Vocabulary
from chatui.errors import EngineError

_VALUE_BYTES = 512 * 1024  # a chat template can be long; 256 KiB is the most that chatui renders


class Model(NativeOwner):
    """Owns a `llama_model`."""

    def __init__(
        self,
        path: str,
        *,
        gpu_layers: int = 0,
        extra_buffers: bool = True,
        no_alloc: bool = False,
        vocab_only: bool = False,
        on_progress: Callable[[float], bool] | None = None,
    ) -> None:
        """Load `path`; `on_progress` gets 0 to 1 and ends the load by returning False. Raises EngineError.

        `no_alloc` and `vocab_only` read the metadata, or the vocabulary too: such a model can only be asked.
        """
        params = lib.llama_model_default_params()
        params.n_gpu_layers = gpu_layers
        params.use_extra_bufts = extra_buffers
        params.no_alloc = no_alloc
        params.vocab_only = vocab_only
        progress = lib.llama_progress_callback(lambda done, _: on_progress is None or on_progress(done))
        params.progress_callback = progress
        with CapturedErrors() as errors:
            self._handle = lib.llama_model_load_from_file(path.encode("utf-8", "surrogateescape"), params)
        if not self._handle:
            raise EngineError(
                f"llama.cpp cannot load {path}: {errors.summary()}.", "Try another file of the model."
            )
        self.path = path
        self.vocabulary = Vocabulary(lib.llama_model_get_vocab(self._handle))

    def metadata(self, key: str) -> str | None:
        """A metadata value as text, or None."""
        buffer = ctypes.create_string_buffer(_VALUE_BYTES)
        if lib.llama_model_meta_val_str(self._handle, key.encode(), buffer, _VALUE_BYTES) < 0:
            return None
        return buffer.value.decode("utf-8", "replace")

    @property
    def architecture(self) -> str:
        """general.architecture."""
        return self.metadata("general.architecture") or "unknown"

    @property
    def chat_template(self) -> str | None:
        """The file's own chat template; None where it has none."""
        return self.metadata("tokenizer.chat_template") or None

    @property
    def n_ctx_train(self) -> int:
        """The context length that the model was trained for, in tokens."""
        return int(lib.llama_model_n_ctx_train(self._handle))

    @property
    def n_layers(self) -> int:
        """Number of layers."""
        return int(lib.llama_model_n_layer(self._handle))

    @property
    def size_bytes(self) -> int:
        """Bytes of all tensors."""
        return int(lib.llama_model_size(self._handle))

    @property
    def parameters(self) -> int:
        """Number of parameters."""
        return int(lib.llama_model_n_params(self._handle))

    @property
    def quantization(self) -> str:
        """Such as "Q4_K - Medium"; llama.cpp's name of the file type."""
        name = lib.llama_ftype_name(lib.llama_model_ftype(self._handle))
        return name.decode("utf-8", "replace") if name else "unknown"

    def head_values(self) -> int:
        """Key and value numbers that one token adds to the KV cache in one layer (plain attention)."""
        heads = max(int(lib.llama_model_n_head(self._handle)), 1)
        default = int(lib.llama_model_n_embd(self._handle)) // heads
        key = self._number("attention.key_length", default)
        value = self._number("attention.value_length", default)
        return int(lib.llama_model_n_head_kv(self._handle)) * (key + value)

    def _number(self, name: str, default: int) -> int:
        value = self.metadata(f"{self.architecture}.{name}")
        return int(value) if value and value.isdigit() else default

    def _free(self) -> None:
        lib.llama_model_free(self._handle)
