"""What a person asks of a comparison, as one value; how it is typed or run is not known here."""

from dataclasses import dataclass, field

from chatui.chat.attached_files import Attachment
from chatui.chat.context_memory import KvType
from chatui.chat.sampling import SamplingParams
from chatui.comparison.early_stop import EarlyStop
from chatui.session import SessionOptions

MOST_LANES = 64
"""Of one variant, and of one batch, as the engine takes them."""
DEFAULT_LANES = 4


@dataclass(frozen=True, slots=True)
class CompareChoice:
    """Each model is run under every combination of the settings that have several values."""

    question: str
    attachments: tuple[Attachment, ...] = ()
    models: tuple[str, ...] = ()
    """References."""
    lanes_each: int = DEFAULT_LANES
    """Of every variant."""
    temperatures: tuple[float, ...] = (SamplingParams().temperature,)
    think: tuple[bool | None, ...] = (None,)
    budgets: tuple[int | None, ...] = (None,)
    """Tokens of thought; None: no limit."""
    seed: int = 0
    early_stop: EarlyStop = field(default_factory=EarlyStop)
    reference: str | None = None
    """The right answer, where the person knows it."""
    logprobs: bool = True
    n_ctx: int | None = None
    """Tokens that the lanes of a batch share; None: what fits."""
    at_once: int | None = None
    """At most so many lanes in one batch; None: as many as have room."""
    is_together: bool = False
    """Several models are loaded at once, and not one after the other."""
    kv_type: KvType = KvType.F16
    base: SessionOptions | None = None
    """The settings of the conversation that this began in; they hold for its model."""


def first_choice(
    question: str,
    options: SessionOptions,
    lanes: int | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> CompareChoice:
    """What the form begins with: the settings of the conversation, with its model."""
    sampling = options.sampling
    return CompareChoice(
        question,
        attachments,
        (options.model_ref,) if options.model_ref else (),
        lanes or DEFAULT_LANES,
        (sampling.temperature,),
        (options.think,),
        (sampling.thought_budget,),
        options.seed,
        n_ctx=options.load.n_ctx,
        kv_type=options.load.kv_type,
        base=options,
    )


def typed_request(text: str) -> tuple[int | None, str]:
    """What stands behind `/compare`, such as `8 What is 2 + 2?`: lanes, None if not said, and question."""
    first, _, rest = text.strip().partition(" ")
    if first.isdecimal() and 0 < int(first) <= MOST_LANES:
        return int(first), rest.strip()
    return None, text.strip()
