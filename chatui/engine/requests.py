"""What can be asked of an engine and what it says of a loaded model; how it does so is not known here."""

from dataclasses import dataclass, field
from typing import Literal

from chatui.chat.context_memory import KvType as KvType
from chatui.chat.messages import Message
from chatui.chat.sampling import SamplingParams


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """Load the GGUF at `path` (the first shard of a split one) and make a context for it."""

    path: str
    n_ctx: int | None = None
    """Context length in tokens; None: from the model's own limit, the lanes and the memory at hand."""
    n_lanes: int = 1
    """Lanes (sequences) that may run at once, 1 to 64; they share n_ctx, and the prompt's part is held once.

    Several lanes end with CONTEXT at the length that the model was trained for, however large n_ctx is.
    """
    n_threads: int | None = None
    """None: as many as there are physical cores."""
    gpu_layers: int | Literal["auto"] = "auto"
    kv_type: KvType = KvType.F16


@dataclass(frozen=True, slots=True)
class Lane:
    """One sample of the question."""

    seed: int
    sampling: SamplingParams = field(default_factory=SamplingParams)


@dataclass(frozen=True, slots=True)
class Prefill:
    """How far a reply had come that is gone on with, as the events told it: without tags."""

    thought: str = ""
    answer: str = ""
    """With a text the thought is over; without one the reply goes on in the thought."""

    def __bool__(self) -> bool:
        """Whether there is anything to go on with."""
        return bool(self.thought or self.answer)


@dataclass(frozen=True, slots=True)
class GenerateRequest:
    """Answer `messages`, whose last is the user's, once per lane, all lanes in one batch."""

    messages: tuple[Message, ...]
    lanes: tuple[Lane, ...]
    think: bool | None = None
    """True or False: switch the thought on or off where the model can; None: the model's own default."""
    logprobs: bool = False
    prefill: Prefill | None = None
    """Every lane goes on from here, and its events tell only what is new; None: from the beginning.

    A prefill with a thought has the model think, whatever `think` says.
    """


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What the engine found in a loaded model, and how it runs here."""

    path: str
    architecture: str
    name: str
    quantization: str
    parameters: int
    size_bytes: int
    n_ctx: int
    n_ctx_train: int
    n_lanes: int
    n_threads: int
    gpu_layers: int
    kv_type: str
    thinks: bool
    """The chat template or vocabulary has thought tags that chatui knows."""
    can_switch_thinking: bool
    template_sha256: str
    profile: str
    """Which rung of the profile ladder the engine runs on."""
    load_s: float
    build: str = ""
    """llama-cpp-python's and llama.cpp's version and the instruction sets; empty where it is not known."""
    devices: tuple[str, ...] = ()
    """What the build can compute on here, as llama.cpp names it."""


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What one rung of the profile ladder did in a throw-away process."""

    profile: str
    ok: bool
    why: str
    """Empty when it worked, else how it ended, such as "ended by SIGSEGV"."""


@dataclass(frozen=True, slots=True)
class ComputeDevice:
    """A device that llama.cpp can compute on, as it reports it; memory in bytes, 0 where it does not say."""

    name: str
    """llama.cpp's own, such as CPU or CUDA0."""
    description: str
    is_gpu: bool
    has_own_memory: bool
    """False for the CPU and for a GPU that shares the CPU's memory."""
    free_bytes: int
    total_bytes: int

    @property
    def label(self) -> str:
        """Both names in one."""
        return f"{self.name}: {self.description}"


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What `chatui doctor` says of the engine."""

    llama_cpp_python: str
    build: str
    devices: tuple[ComputeDevice, ...]
    profile: str
    probe: tuple[ProbeResult, ...]
    log_path: str
