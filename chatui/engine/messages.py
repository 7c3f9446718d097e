"""What the engine's process and its parent say to each other, as values; how they travel is not known here.

Every request has an id that its answers repeat, so that nothing of an earlier one is taken for a later one's.
"""

from dataclasses import dataclass
from typing import TypeAlias

from chatui.chat.events import Event
from chatui.engine.requests import EngineReport, GenerateRequest, LoadRequest, ModelInfo


@dataclass(frozen=True, slots=True)
class Load:
    """Load a model; answered by `Progress` and, last, `Loaded` or `Failed`."""

    id: int
    request: LoadRequest


@dataclass(frozen=True, slots=True)
class Generate:
    """Answer a prompt; answered by `EventMessage` and, last, `Done` or `Failed`."""

    id: int
    request: GenerateRequest


@dataclass(frozen=True, slots=True)
class Cancel:
    """End one lane, or all (`lane` None), of the request `id`; not answered, the request's own end tells."""

    id: int
    lane: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """Say what the engine is; answered by `Reported` or `Failed`."""

    id: int


@dataclass(frozen=True, slots=True)
class Shutdown:
    """Cancel what is under way, close the backend and end."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message of a child: its process id and the version of chatui that it runs."""

    pid: int
    version: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Share of the model that is loaded, 0 to 1."""

    id: int
    fraction: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """A load's good end."""

    id: int
    info: ModelInfo


@dataclass(frozen=True, slots=True)
class EventMessage:
    """One event of a generation."""

    id: int
    event: Event


@dataclass(frozen=True, slots=True)
class Done:
    """A generation's good end."""

    id: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A report's good end."""

    id: int
    report: EngineReport


@dataclass(frozen=True, slots=True)
class Failed:
    """A request's bad end; `id` None: the process itself cannot go on. `kind` is a class of chatui.errors."""

    id: int | None
    kind: str
    message: str
    hint: str


Request: TypeAlias = Load | Generate | Report
ToChild: TypeAlias = Request | Cancel | Shutdown
FromChild: TypeAlias = Hello | Progress | Loaded | EventMessage | Done | Reported | Failed
