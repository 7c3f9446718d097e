"""The engine on llama.cpp that the child process drives; it knows no pipe and no parent."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from chatui.chat.events import Event, Notice
from chatui.engine import machine, sizing
from chatui.engine.llama import ladder, library
from chatui.engine.llama.abort import AbortFlag
from chatui.engine.llama.amx import refuse_amx
from chatui.engine.llama.context import Context
from chatui.engine.llama.generation import Generation
from chatui.engine.llama.lane import LaneRun, PromptCost
from chatui.engine.llama.mapped_pages import give_back_mapped_pages
from chatui.engine.llama.matmul import suit_lanes
from chatui.engine.llama.model import Model
from chatui.engine.llama.prefix import Prefix
from chatui.engine.llama.reply_start import ReplyStart
from chatui.engine.profiles import Profile
from chatui.engine.prompt.render import PromptRenderer
from chatui.engine.requests import EngineReport, GenerateRequest, LoadRequest, ModelInfo
from chatui.errors import EngineError, PromptError


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Model
    context: Context
    prefix: Prefix
    renderer: PromptRenderer
    n_lanes: int

    @property
    def longest(self) -> int:
        """Tokens that the prompt and one lane's reply may have together.

        One lane may have the context that a person asked for; what several share says nothing about how
        long a text the model can follow.
        """
        n_ctx, trained = self.context.n_ctx, self.model.n_ctx_train
        return min(n_ctx, trained) if self.n_lanes > 1 and trained else n_ctx


class LlamaBackend:
    """One model, one context and the prefix that it holds."""

    def __init__(self) -> None:
        library.start()
        self._abort = AbortFlag()
        self._loaded: _Loaded | None = None

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        """Load a model under the profile that works here; raises EngineError."""
        started = time.perf_counter()
        profile = ladder.require_profile().profile or Profile.AS_SHIPPED
        if profile is Profile.AMX_REFUSED:
            refuse_amx()
        self.close()
        suit_lanes(request.n_lanes)
        gpu_layers, n_ctx = self._gpu_share(request, profile)
        model = self._load_model(request, profile, gpu_layers, on_progress)
        try:
            context = self._make_context(model, replace(request, n_ctx=n_ctx), profile)
        except EngineError:
            model.close()
            raise
        give_back_mapped_pages()
        renderer = _renderer(model, context.n_ctx)
        self._loaded = _Loaded(model, context, Prefix(context), renderer, request.n_lanes)
        return self._info(request, profile, gpu_layers, time.perf_counter() - started)

    def _load_model(
        self, request: LoadRequest, profile: Profile, gpu_layers: int, on_progress: Callable[[float], None]
    ) -> Model:
        def go_on(share: float) -> bool:
            on_progress(share)
            return not self._abort.is_raised

        try:
            return Model(
                request.path, gpu_layers=gpu_layers, extra_buffers=profile.extra_buffers, on_progress=go_on
            )
        except EngineError:
            if self._abort.is_raised:
                raise EngineError("Loading was stopped.", "Ask again to load the model.") from None
            raise

    def _make_context(self, model: Model, request: LoadRequest, profile: Profile) -> Context:
        n_ctx = _choose_n_ctx(_shape(model), request)
        threads = 1 if profile is Profile.ONE_THREAD else request.n_threads
        return Context(
            model,
            n_ctx=n_ctx,
            n_lanes=request.n_lanes,
            n_threads=sizing.choose_threads(
                threads, machine.physical_cores(), machine.usable_cpus(), model.size_bytes
            ),
            kv_type=request.kv_type,
            abort=self._abort,
        )

    def _gpu_share(self, request: LoadRequest, profile: Profile) -> tuple[int, int | None]:
        """How many layers go to a GPU, and the context where that depends on it."""
        free = sum(device.free_bytes for device in library.devices() if device.is_gpu)
        if profile is Profile.NO_GPU or not free or request.gpu_layers == 0:
            return 0, request.n_ctx
        with Model(request.path, no_alloc=True) as model:
            shape = _shape(model)
        n_ctx = _choose_n_ctx(shape, request, free)
        if request.gpu_layers != "auto":
            return request.gpu_layers, n_ctx
        kv_bytes = n_ctx * sizing.kv_bytes_per_token(shape, request.kv_type)
        return sizing.choose_gpu_layers(shape, kv_bytes, free), n_ctx

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        """Yield the events of every lane; raises PromptError before any token."""
        loaded = self._require_loaded()
        if len(request.lanes) > loaded.n_lanes:
            raise EngineError(
                f"The model was loaded for {loaded.n_lanes} lanes, not {len(request.lanes)}.",
                "Load it for more.",
            )
        prompt = loaded.renderer.render(request.messages, request.think, request.prefill)
        start = ReplyStart.of(prompt, request.prefill, loaded.model.vocabulary)
        tokens = [*loaded.model.vocabulary.tokenize_segments(prompt.segments), *start.tokens]
        _check_fits(len(tokens), loaded.longest)
        yield from (Notice(text) for text in prompt.notices)
        generation = Generation(
            loaded.context,
            loaded.prefix,
            loaded.model.vocabulary,
            self._abort,
            longest=loaded.longest,
            logprobs=request.logprobs,
        )
        yield from generation.run(tokens, lambda cost: _lanes(loaded, request, start, cost))

    def cancel(self, lane: int | None) -> None:
        """End a lane, or everything, from another thread."""
        self._abort.raise_(lane)

    def clear_cancel(self) -> None:
        """Forget every cancel."""
        self._abort.lower()

    def report(self) -> EngineReport:
        """What this build is and which profile works here; probes when that is not known yet."""
        verdict = ladder.find_verdict()
        return EngineReport(
            llama_cpp_python=library.python_version(),
            build=library.build(),
            devices=library.devices(),
            profile=verdict.profile or "none works",
            probe=verdict.probe,
            log_path="",
        )

    def close(self) -> None:
        """Free the context and the weights."""
        if self._loaded:
            self._loaded.context.close()
            self._loaded.model.close()
            self._loaded = None

    def _require_loaded(self) -> _Loaded:
        if self._loaded is None:
            raise EngineError("No model is loaded.", "Load one first.")
        return self._loaded

    def _info(self, request: LoadRequest, profile: Profile, gpu_layers: int, load_s: float) -> ModelInfo:
        loaded = self._require_loaded()
        model, renderer = loaded.model, loaded.renderer
        return ModelInfo(
            path=model.path,
            architecture=model.architecture,
            name=model.metadata("general.name") or "",
            quantization=model.quantization,
            parameters=model.parameters,
            size_bytes=model.size_bytes,
            n_ctx=loaded.context.n_ctx,
            n_ctx_train=model.n_ctx_train,
            n_lanes=loaded.n_lanes,
            n_threads=loaded.context.n_threads,
            gpu_layers=gpu_layers,
            kv_type=request.kv_type,
            thinks=renderer.thinks,
            can_switch_thinking=renderer.can_switch_thinking,
            template_sha256=hashlib.sha256((model.chat_template or "").encode()).hexdigest(),
            profile=profile,
            load_s=load_s,
            build=f"llama-cpp-python {library.python_version()} · {library.build()}",
            devices=tuple(device.label for device in library.devices()),
        )


def _shape(model: Model) -> sizing.ModelShape:
    return sizing.ModelShape(model.n_layers, model.head_values(), model.n_ctx_train, model.size_bytes)


def _choose_n_ctx(shape: sizing.ModelShape, request: LoadRequest, gpu_bytes: int = 0) -> int:
    free = machine.available_bytes() - shape.size_bytes  # the mapped weights count as free until touched
    return sizing.choose_n_ctx(
        shape, request.kv_type, request.n_ctx, max(free, 0), request.n_lanes, gpu_bytes
    )


def _renderer(model: Model, n_ctx: int) -> PromptRenderer:
    vocabulary = model.vocabulary
    return PromptRenderer(
        template=model.chat_template,
        bos=vocabulary.bos_text(),
        eos=vocabulary.eos_text(),
        special_texts=vocabulary.special_texts(),
        architecture=model.architecture,
        n_ctx=n_ctx,
    )


def _check_fits(prompt_tokens: int, n_ctx: int) -> None:
    if prompt_tokens >= n_ctx:
        raise PromptError(
            f"The prompt has {prompt_tokens:,} tokens, and the context holds {n_ctx:,} with the reply.",
            "Shorten it, start a new conversation, or ask for a larger context with --ctx.",
        )


def _lanes(loaded: _Loaded, request: GenerateRequest, start: ReplyStart, cost: PromptCost) -> list[LaneRun]:
    vocabulary, convention = loaded.model.vocabulary, loaded.renderer.convention
    return [
        LaneRun(number, lane, vocabulary, convention, start, cost, time.perf_counter)
        for number, lane in enumerate(request.lanes)
    ]
