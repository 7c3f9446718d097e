"""The errors that a person may see; this module knows neither who raises them nor how they are shown.

ChatuiError             what happened, and what to do next
├── ConfigError         a setting that cannot be read
├── ModelError          a model that is unknown, absent or damaged
│   └── ModelNotHere    a known model that can be downloaded
├── HubError            the hub refuses, or has not what was asked for
│   └── HubUnreachable  nobody answers, or sockets are forbidden; what is on this disk works
├── DownloadError       a download ended; what came is kept, unless the message says otherwise
├── PromptError         a prompt that cannot be asked as it stands
├── StoreError          conversations that cannot be read or kept
└── EngineError         the engine cannot start, load or go on
    └── EngineCrashed   its process is gone; the next request starts a new one
"""


class ChatuiError(Exception):
    """What happened to what (`message`) and what to do next (`hint`), one sentence each."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Both sentences on one line, as a terminal or a log shows them."""
        return f"{self.message} {self.hint}".strip()


class ConfigError(ChatuiError):
    """A configuration file or an environment variable says something that chatui does not understand."""


class ModelError(ChatuiError):
    """A model reference is unknown, its file is absent, or the file is not a whole chat model."""


class ModelNotHere(ModelError):
    """A model of the catalogue or the hub is not on this disk, or not all of it; it can be downloaded."""


class HubError(ChatuiError):
    """The hub has no such repository, revision or file, wants a token or a licence accepted, or fails."""


class HubUnreachable(HubError):
    """The hub's host does not answer, or chatui is offline; everything on this disk works all the same."""


class DownloadError(ChatuiError):
    """A file's bytes did not all come, are not the published ones, or cannot be written here."""


class PromptError(ChatuiError):
    """A prompt is empty, does not fit the context, or the model's chat template refuses it."""


class StoreError(ChatuiError):
    """Conversations cannot be read or kept; what was kept is whole, and what was not may be tried again."""


class EngineError(ChatuiError):
    """The engine cannot start, cannot load this model here, or cannot go on."""


class EngineCrashed(EngineError):
    """The engine's process ended or stopped answering; nothing that had streamed is lost."""


_KINDS = (
    *(ChatuiError, ConfigError, ModelError, ModelNotHere, HubError, HubUnreachable, DownloadError),
    *(PromptError, StoreError, EngineError, EngineCrashed),
)
_BY_NAME: dict[str, type[ChatuiError]] = {kind.__name__: kind for kind in _KINDS}


def error_of_kind(name: str, message: str, hint: str) -> ChatuiError:
    """The error that another process named; an unknown name becomes a plain `ChatuiError`."""
    return _BY_NAME.get(name, ChatuiError)(message, hint)
