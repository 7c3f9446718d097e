"""The real backend with a wrong idea of its cache's size; named `tests.engine.llama.miscounting:Hopeful`."""

from collections.abc import Callable

from chatui.engine.llama.backend import LlamaBackend
from chatui.engine.requests import LoadRequest, ModelInfo


class Hopeful(LlamaBackend):
    """Believes in 1,000 cells more than there are, so that llama.cpp is the one to say that all are full."""

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        """Load, and miscount."""
        info = super().load(request, on_progress)
        self._require_loaded().context.n_ctx += 1000
        return info
