"""Named settings that a person saved, in `presets.toml`; who follows them is not known here."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from chatui.config.paths import presets_path
from chatui.config.settings import SamplingSettings, checked_sampling
from chatui.errors import ConfigError
from chatui.toml_records import Place, read_toml, record_from
from chatui.toml_text import toml_lines


@dataclass(frozen=True, slots=True)
class Preset:
    """How a conversation is carried on; what is None stays as the model's own default."""

    system: str = ""
    think: bool | None = None
    sampling: SamplingSettings = field(default_factory=SamplingSettings)


def load_presets() -> dict[str, Preset]:
    """All that were saved, by name; ConfigError names the file and the key where one cannot be read."""
    file = presets_path()
    tables = read_toml(file).items()
    presets = {name: record_from(Preset, table, Place(file, (name,))) for name, table in tables}
    for name, preset in presets.items():
        checked_sampling(preset.sampling, f"{file}, {name}")
    return presets


def save_preset(name: str, preset: Preset) -> None:
    """Save one, in place of another of that name; a reader meanwhile sees the old file or the new one."""
    name = name.strip()
    if not name:
        raise ConfigError("A preset needs a name.", "Type one.")
    _write({**load_presets(), name: preset})


def remove_preset(name: str) -> None:
    """Forget one; nothing happens where there is none of that name."""
    presets = load_presets()
    if presets.pop(name, None) is not None:
        _write(presets)


def _write(presets: Mapping[str, Preset]) -> None:
    path = presets_path()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    lines = [line for line in toml_lines(presets) if not line.startswith("# ")]
    text = "\n".join(lines).strip() + "\n"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", errors="replace")
        os.replace(draft, path)
    except OSError as error:
        what = f"The presets cannot be written to {path}: {error.strerror}."
        raise ConfigError(
            what, "Make room or give yourself the right to write there, and save again."
        ) from error
