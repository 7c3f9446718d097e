"""Where chatui keeps its files; this module does not know what is in them."""

import os
from pathlib import Path

import platformdirs

from chatui.errors import ConfigError

HOME_VARIABLE = "CHATUI_HOME"
"""Names one folder for everything: tests and portable use."""


def config_dir() -> Path:
    """The folder of `config.toml`, `models.toml` and `presets.toml`; chatui writes only the last of them."""
    return _home_or("config", platformdirs.user_config_path("chatui", appauthor=False))


def data_dir() -> Path:
    """What was said and thought; made for this user alone, ConfigError where it cannot be made."""
    return _private(_home_or("data", platformdirs.user_data_path("chatui", appauthor=False)))


def state_dir() -> Path:
    """Logs and probe results; made for this user alone, ConfigError where it cannot be made."""
    return _private(_home_or("state", platformdirs.user_state_path("chatui", appauthor=False)))


def config_path() -> Path:
    """The settings file; it need not exist."""
    return config_dir() / "config.toml"


def own_catalogue_path() -> Path:
    """The person's own catalogue entries; the file need not exist."""
    return config_dir() / "models.toml"


def presets_path() -> Path:
    """The named settings that a person saved; the file need not exist."""
    return config_dir() / "presets.toml"


def imports_path() -> Path:
    """Which models were imported; the file need not exist, and chatui makes its folder when it writes one."""
    return _home_or("data", platformdirs.user_data_path("chatui", appauthor=False)) / "imports.json"


def database_path() -> Path:
    """The conversations; the file need not exist."""
    return data_dir() / "chatui.db"


def engine_log_path() -> Path:
    """What the engine's process and its C code print."""
    return state_dir() / "engine.log"


def error_log_path() -> Path:
    """Tracebacks of errors that chatui did not expect."""
    return state_dir() / "errors.log"


def profiles_path() -> Path:
    """Which engine profile works on this machine."""
    return state_dir() / "profiles.json"


def bandwidth_path() -> Path:
    """How fast this machine reads memory, as it was measured."""
    return state_dir() / "bandwidth.json"


def checksums_path() -> Path:
    """The checksums of models' files that were read."""
    return state_dir() / "checksums.json"


def last_model_path() -> Path:
    """The reference of the model that was used last."""
    return state_dir() / "last-model"


def copied_path() -> Path:
    """The text copied last, where there was no clipboard for it."""
    return state_dir() / "copied.txt"


def ui_state_path() -> Path:
    """How the app's window was left."""
    return state_dir() / "ui.json"


def draft_path() -> Path:
    """What was begun and not asked in a conversation of which nothing is kept yet."""
    return state_dir() / "draft"


def prompts_path() -> Path:
    """What was asked, to be asked again."""
    return state_dir() / "prompts.jsonl"


def _home_or(name: str, default: Path) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home).expanduser().absolute() / name if home else default


def _private(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"The folder {folder} cannot be made: {error.strerror}.",
            f"Set {HOME_VARIABLE} to a folder that you can write to.",
        ) from error
    return folder
