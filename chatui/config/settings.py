"""What a person set once for all in `config.toml`; who follows the settings is not known here."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from chatui.chat.sampling import SamplingParams
from chatui.errors import ConfigError, PromptError
from chatui.toml_records import Place, read_toml, record_from


@dataclass(frozen=True, slots=True)
class SamplingSettings:
    """The table `[sampling]`. What is not set, the model's catalogue entry says, else R1's defaults hold."""

    temperature: float | None = None
    """0 (always the likeliest token) to 2."""
    top_p: float | None = None
    """Keep the likeliest tokens that together reach this probability, over 0 to 1; 1 keeps all."""
    top_k: int | None = None
    """Keep only this many of the likeliest tokens; 0 keeps all."""
    min_p: float | None = None
    """Drop tokens less likely than this share of the likeliest, 0 to 1."""
    repeat_penalty: float | None = None
    """Over 0 to 10; above 1 makes the last tokens less likely to come again; 1 is off."""
    max_tokens: int | None = None
    """At most this many tokens, thought and answer together, over 0; not set: until the context is full."""
    thought_budget: int | None = None
    """At most this many thought tokens, 0 or more, then the answer must begin; not set: no budget."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """The table `[engine]`."""

    n_ctx: int | None = None
    """Context length in tokens, 1 or more; not set: from the model's limit and the memory at hand."""
    n_threads: int | None = None
    """1 or more; not set: as many as there are physical cores."""
    gpu_layers: int | Literal["auto"] = "auto"
    """Layers to put on the GPU, 0 or more, or "auto": as many as fit."""
    kv_type: Literal["f16", "q8_0"] = "f16"
    """Number format of the KV cache; "q8_0" takes about half the memory."""


@dataclass(frozen=True, slots=True)
class ModelsSettings:
    """The table `[models]`."""

    folders: tuple[str, ...] = ()
    """Folders of your own with GGUF files, absolute or from `~`; they are searched with those below them."""

    @property
    def folder_paths(self) -> tuple[Path, ...]:
        """The folders in full."""
        return tuple(Path(folder).expanduser() for folder in self.folders)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in `config.toml`; each key may be left out."""

    model: str | None = None
    """The model to use when none is named; not set: the one used last, else the bundled demo model."""
    system: str = ""
    """A system prompt for every conversation; DeepSeek recommends none for R1."""
    theme: str | None = None
    """The colours of the app; not set: those that were chosen last, else `tokyo-night`."""
    sampling: SamplingSettings = field(default_factory=SamplingSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    models: ModelsSettings = field(default_factory=ModelsSettings)
    keys: Mapping[str, str] = field(default_factory=dict)
    """The table `[keys]`: other keys, with commas between them, for what the app's keys do, by its id."""


def load_settings(file: Path) -> Settings:
    """Read the settings; an absent file means all defaults.

    Raises ConfigError that names the file, the key and what would be valid.
    """
    table = read_toml(file)
    # To TOML `chat.copy = "f5"` is a table within a table, and `"chat.copy" = "f5"` is not; both may stand.
    if isinstance(keys := table.get("keys"), dict):
        table["keys"] = dict(_flat(keys))
    settings = record_from(Settings, table, Place(file))
    checked_sampling(settings.sampling, f"{file}, sampling")
    engine = settings.engine
    _check_least(file, "n_ctx", engine.n_ctx, 1)
    _check_least(file, "n_threads", engine.n_threads, 1)
    _check_least(file, "gpu_layers", None if engine.gpu_layers == "auto" else engine.gpu_layers, 0)
    for folder in settings.models.folders:
        _check_folder(file, folder)
    return settings


def checked_sampling(sampling: SamplingSettings, place: str) -> SamplingParams:
    """What is not set filled in with R1's defaults; ConfigError names the place and the key."""
    chosen = {name: value for name, value in asdict(sampling).items() if value is not None}
    try:
        return SamplingParams(**chosen)
    except PromptError as error:
        raise ConfigError(f"{place}: {error.message}", error.hint) from error


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _check_folder(file: Path, folder: str) -> None:
    try:
        is_full = Path(folder).expanduser().is_absolute()
    except RuntimeError:  # `~name` of somebody who is unknown here
        is_full = False
    if not is_full:
        what = f"{file}, models.folders cannot have {folder!r}."
        raise ConfigError(what, "Write the path in full, or from your home folder as ~/….")


def _check_least(file: Path, key: str, value: int | None, least: int) -> None:
    if value is not None and value < least:
        raise ConfigError(f"{file}, engine.{key} cannot be {value}.", f"Give {least} or more.")
