"""From choices, settings and catalogue to a session that can begin, for both front ends; it shows nothing."""

from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from chatui.chat.sampling import SamplingParams
from chatui.config.last_model import last_model, remember_model
from chatui.config.paths import (
    config_path,
    engine_log_path,
    imports_path,
    own_catalogue_path,
    profiles_path,
)
from chatui.config.settings import Settings, load_settings
from chatui.engine.client import EngineClient
from chatui.engine.environment import PROBE_MODEL_VARIABLE, PROFILES_VARIABLE
from chatui.engine.requests import KvType, LoadRequest
from chatui.errors import ModelError
from chatui.models.catalogue.catalogue import Catalogue, CatalogueEntry, load_catalogue
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.find import ModelFile, find_model
from chatui.models.disk.found import Places
from chatui.models.gguf.check import GgufInfo, check_gguf
from chatui.models.gguf.template import template_notice
from chatui.models.references import DEMO
from chatui.session import SessionOptions


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for this one run; None: they did not say."""

    model: str | None = None
    system: str | None = None
    think: bool | None = None
    seed: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    min_p: float | None = None
    repeat_penalty: float | None = None
    max_tokens: int | None = None
    thought_budget: int | None = None
    n_ctx: int | None = None
    n_threads: int | None = None
    gpu_layers: int | Literal["auto"] | None = None
    kv_type: KvType | None = None


@dataclass(frozen=True, slots=True)
class Launch:
    """A model that is here and whole, and how to talk with it."""

    model: ModelFile
    gguf: GgufInfo
    options: SessionOptions
    why: str = ""
    """Why it is this model, where the person did not name it; a sentence, or empty."""
    notice: str = ""
    """What a person should know of the file before they trust it; sentences, or empty."""

    @property
    def is_demo(self) -> bool:
        """It is the bundled demo model."""
        return self.model.ref == DEMO

    @property
    def title(self) -> str:
        """The model's name for people."""
        entry = self.model.entry
        return entry.title if entry else self.gguf.name


def open_engine() -> EngineClient:
    """An engine whose process starts with the first load; its log and its memory are in the state folder."""
    environment = {
        PROFILES_VARIABLE: str(profiles_path()),
        PROBE_MODEL_VARIABLE: str(demo_model_path()),
    }
    return EngineClient(engine_log_path(), environment=environment)


def prepare(choices: Choices, seed: int) -> Launch:
    """Find and check the model and settle every option; `seed` is taken where the person gave none.

    A person's own choice comes before the settings file, that before the model's catalogue entry, and that
    before R1's defaults. Raises ConfigError, ModelError or PromptError.
    """
    settings = load_settings(config_path())
    catalogue = load_catalogue(own_catalogue_path())
    model, why = _chosen_model(choices.model or settings.model, catalogue, model_places(settings))
    gguf = check_gguf(model.path)
    options = SessionOptions(
        load=_load_request(choices, settings, model.path),
        sampling=_sampling(choices, settings, model.entry),
        system=settings.system if choices.system is None else choices.system,
        think=choices.think,
        seed=seed if choices.seed is None else choices.seed,
        model_ref=model.ref,
    )
    return Launch(model, gguf, options, why, _notice(model))


class Launcher:
    """Prepares one model after the other with the same choices; `latest` is the one in use."""

    def __init__(self, choices: Choices, seed: int) -> None:
        self._choices = choices
        self._seed = seed
        self.latest = prepare(choices, seed)

    def open(self, ref: str, n_ctx: int | None, kv_type: KvType | None) -> Launch:
        """Prepare another model; raises what `prepare` raises, and then the one before stays in use."""
        self.latest = self.look(ref, n_ctx, kv_type)
        return self.latest

    def look(self, ref: str, n_ctx: int | None, kv_type: KvType | None) -> Launch:
        """Prepare another model beside the one in use; raises what `prepare` raises."""
        chosen = replace(
            self._choices,
            model=ref,
            n_ctx=n_ctx or self._choices.n_ctx,
            kv_type=kv_type or self._choices.kv_type,
        )
        return prepare(chosen, self._seed)


def _notice(model: ModelFile) -> str:
    said = template_notice(model.path)
    return f"{said} `chatui models show {model.ref} --template` prints it." if said else ""


def remember(launch: Launch) -> None:
    """Remember the model as the one used last; for one that was loaded."""
    ref = launch.model.ref
    is_local = launch.model.path == Path(ref).expanduser()
    # A relative path means another file, or none, from another folder.
    remember_model(str(launch.model.path.absolute()) if is_local else ref)


def named_model(choices: Choices) -> str | None:
    """The reference that the person named, here or in the settings file; None: they named none."""
    return choices.model or load_settings(config_path()).model


def model_places(settings: Settings) -> Places:
    """Where a person's own models are, by their settings and by what they imported."""
    return Places(settings.models.folder_paths, imports_path())


def _chosen_model(ref: str | None, catalogue: Catalogue, places: Places) -> tuple[ModelFile, str]:
    if ref is not None:
        return find_model(ref, catalogue, places), ""
    last = last_model()
    if last is None or last == DEMO:
        return find_model(DEMO, catalogue), "No model was named, so this is tiny, the bundled demo model."
    try:
        model = find_model(last, catalogue, places)
        check_gguf(model.path)
        return model, f"No model was named, so this is the one used last, {last}."
    except ModelError:
        why = f"The model used last, {last}, is not here any more, so this is tiny, the bundled demo model."
        return find_model(DEMO, catalogue), why


def _load_request(choices: Choices, settings: Settings, path: Path) -> LoadRequest:
    engine = settings.engine
    return LoadRequest(
        path=str(path.absolute()),
        n_ctx=choices.n_ctx or engine.n_ctx,
        n_threads=choices.n_threads or engine.n_threads,
        gpu_layers=engine.gpu_layers if choices.gpu_layers is None else choices.gpu_layers,
        kv_type=choices.kv_type or KvType(engine.kv_type),
    )


def _sampling(choices: Choices, settings: Settings, entry: CatalogueEntry | None) -> SamplingParams:
    names = {field.name for field in fields(SamplingParams)}
    chosen: dict[str, Any] = {}
    for layer in (entry and entry.sampling, settings.sampling, choices):
        given = asdict(layer) if layer else {}
        chosen |= {name: value for name, value in given.items() if name in names and value is not None}
    return replace(SamplingParams(), **chosen)
