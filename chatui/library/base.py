"""What can be asked of the library of models; how it is found out is not known here."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Protocol

from chatui.engine.requests import KvType
from chatui.library.values import HubRow, ModelDetails, ModelRow, Recommendation, Removal, Verification
from chatui.models.download.progress import PullProgress


class Pull(Protocol):
    """One download, in a thread of its own; methods return at once, on any thread."""

    @property
    def ref(self) -> str:
        """What is downloaded."""

    @property
    def progress(self) -> PullProgress:
        """The latest look at it."""

    @property
    def is_over(self) -> bool:
        """It ended, well or not."""

    @property
    def path(self) -> Path | None:
        """The file, once it is there and whole; of a split model the first part."""

    @property
    def error(self) -> Exception | None:
        """A ChatuiError that ended it; None after a good end and after `cancel`."""

    @property
    def is_cancelled(self) -> bool:
        """`cancel` was called."""

    def cancel(self) -> None:
        """End it within a second; what came is kept, and the next pull goes on from there."""


class Library(Protocol):
    """Everything that a person can do with models.

    Methods may block, `models` and `details` for tenths of a second and without the network, so a
    screen calls them in a thread. They raise ChatuiError.
    """

    @property
    def is_offline(self) -> bool:
        """The person forbade sockets."""

    def models(self) -> Sequence[ModelRow]:
        """The bundled model, the catalogue in its order, then whatever else is on this disk."""

    def details(
        self, ref: str, n_ctx: int | None = None, n_lanes: int = 1, kv_type: KvType = KvType.F16
    ) -> ModelDetails:
        """Everything known of one model, with its memory for this context; opens no socket."""

    def details_from_hub(
        self, ref: str, n_ctx: int | None = None, n_lanes: int = 1, kv_type: KvType = KvType.F16
    ) -> ModelDetails:
        """The same, for a model that is not on this disk, from its header on the hub: some megabytes."""

    def search_hub(self, words: str) -> Sequence[HubRow]:
        """Repositories of GGUF files on the hub, the most downloaded first."""

    def pull(self, ref: str) -> Pull:
        """Begin a download, or give the one of the same model that is under way."""

    def pulls(self) -> Sequence[Pull]:
        """Every download of this process, the ended ones included, in the order they were begun."""

    def discard_part(self, ref: str) -> int:
        """Throw away what a download that is not under way has left; returns the bytes freed."""

    def removal(self, ref: str) -> Removal:
        """What `remove` would do; nothing is deleted."""

    def remove(self, ref: str, *, said_twice: bool = False) -> Removal:
        """Delete a model's files; ModelError where they are another program's and `said_twice` is False."""

    def verify(self, ref: str, on_progress: Callable[[float], None], stop: Event) -> Verification:
        """Check a model's bytes against its published checksum; `on_progress` gets 0 to 1."""

    def import_file(self, path: Path) -> ModelRow:
        """Add a file that lies anywhere on this disk; it stays where it is."""

    def recommend(self) -> Recommendation | None:
        """The catalogue's best model for this machine, with the reason; None where none fits."""

    def has_real_model(self) -> bool:
        """Any usable model but the bundled demo model is on this disk."""
