"""What a comparison says while it runs: the engine's events and the fate of lanes; it knows no consumer."""

from dataclasses import dataclass
from typing import TypeAlias

from chatui.chat.events import Event
from chatui.engine.requests import ModelInfo
from chatui.errors import ChatuiError


@dataclass(frozen=True, slots=True)
class LaneEvent:
    """An event of the engine. What is said of a load or a prompt is said to all lanes that share it."""

    lanes: tuple[int, ...]
    """One for a delta or an end. The event's own `lane` is a place in a batch and means nothing here."""
    event: Event


@dataclass(frozen=True, slots=True)
class ModelLoaded:
    """The model of these lanes is loaded."""

    lanes: tuple[int, ...]
    info: ModelInfo


@dataclass(frozen=True, slots=True)
class LanesFailed:
    """An error ended these lanes; what they had said stays, and so do the lanes that were over."""

    lanes: tuple[int, ...]
    error: ChatuiError


@dataclass(frozen=True, slots=True)
class StoppedEarly:
    """The rule for stopping early was met; these lanes are being stopped."""

    lanes: tuple[int, ...]
    why: str


ComparisonEvent: TypeAlias = LaneEvent | ModelLoaded | LanesFailed | StoppedEarly
