"""What an evaluation's samples depend on, and in what two of them differ; it asks no model."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from chatui.chat.sampling import SamplingParams
from chatui.engine.requests import KvType
from chatui.errors import ModelError
from chatui.models.disk.find import ModelFile


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """A model's file, told from others without reading all of it."""

    ref: str
    """As the person wrote it; another name of the same file makes no difference."""
    file: str
    """Name without folders."""
    size_bytes: int
    modified_ns: int
    """Nanoseconds since 1970, as the disk has it."""


def identity_of(model: ModelFile) -> ModelIdentity:
    """Of a split model, its first part stands for all; ModelError where the file is gone."""
    try:
        facts = model.path.stat()
    except OSError as error:
        raise ModelError(f"{model.path} cannot be read: {error.strerror}.", "Check the file.") from error
    return ModelIdentity(model.ref, model.path.name, facts.st_size, facts.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """Everything that decides which tokens are drawn, short of the machine and its build of llama.cpp."""

    model: ModelIdentity
    questions_sha256: str
    lanes: int
    """Samples of each question, at least 1."""
    lanes_at_once: int
    """Of these, how many are decoded in one batch, 1 to 64: batches of another size may round differently."""
    seed: int
    """Of the first lane of the first question; every lane after it has the next one."""
    sampling: SamplingParams
    system: str = ""
    think: bool | None = None
    n_ctx: int | None = None
    """Tokens that the lanes of a batch share; None: what the engine finds room for, which is then kept."""
    kv_type: KvType = KvType.F16

    def adopting(self, kept: "EvaluationSettings", names: Iterable[str]) -> "EvaluationSettings":
        """These settings with those of `kept` for `names`: what the person left open."""
        return replace(self, **{name: getattr(kept, name) for name in names})

    def differences(self, kept: "EvaluationSettings") -> list[str]:
        """In what these settings are not those of `kept`, as a person would say it; empty: in nothing."""
        before, now = dict(_named(asdict(kept))), dict(_named(asdict(self)))
        return [
            _LABELS.get(name) or f"{name} {_written(before[name])}, now {_written(value)}"
            for name, value in now.items()
            if value != before[name]
        ]


_LABELS = {"model": "the model's file", "questions_sha256": "the questions", "system": "the system prompt"}


def _named(table: dict[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if name == "model" and isinstance(value, dict):
            yield name, {key: inner for key, inner in value.items() if key != "ref"}
        elif isinstance(value, dict):
            yield from value.items()
        else:
            yield name, value


def _written(value: object) -> str:
    return "not set" if value is None else str(value)
