"""What is another than when a lane was kept, and may be why its tokens are; it judges no tokens."""

from collections.abc import Iterator

from chatui.comparison.lane import Lane
from chatui.engine.requests import ModelInfo
from chatui.store.comparisons.values import KeptLane, Run


def differences(lane: KeptLane, now: Lane, model_sha256: str) -> Iterator[str]:
    """Sentences; `model_sha256` is that of the file as it is now, empty where it is not known."""
    source = lane.answer.provenance
    if source.model_sha256 and model_sha256 and source.model_sha256 != model_sha256:
        yield "The model's file is another one than the one that was kept: its sha256 differs."
    elif not (source.model_sha256 and model_sha256):
        yield "Whether the model's file is the same is not known: its sha256 was not read in time."
    if now.info is None:
        return
    if source.template_sha256 != now.info.template_sha256:
        yield "The model's chat template is another one."
    elif lane.drawn and now.finished and _differ(lane.drawn.prompt_sha256, now.finished.prompt_sha256):
        yield "The tokens of the prompt are others."
    if lane.run is not None:
        yield from _of_engine(lane.run, now.info)


def _of_engine(run: Run, info: ModelInfo) -> Iterator[str]:
    if run.build != info.build:
        yield f"The engine is another build: {info.build or 'unknown'}; it was {run.build or 'unknown'}."
    if run.devices != info.devices:
        yield f"It has other devices: {_list(info.devices)}; they were {_list(run.devices)}."
    if run.profile != info.profile:
        yield f"The engine runs in the profile “{info.profile}”; it was “{run.profile}”."
    figures = (
        ("tokens of context", run.n_ctx, info.n_ctx),
        ("threads", run.n_threads, info.n_threads),
        ("layers on the GPU", run.gpu_layers, info.gpu_layers),
    )
    for name, kept, here in figures:
        if kept != here:
            yield f"It runs with {here:,} {name}; it ran with {kept:,}."


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "unknown"
