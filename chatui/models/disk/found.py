"""A model that is on this disk, as values; where it was looked for is not known here."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from chatui.models.gguf.split_files import part_names


class Origin(StrEnum):
    """Whose folder a model's file lies in."""

    BUNDLED = "bundled"
    HUB = "hub"
    """The cache that the Hugging Face tools share."""
    LM_STUDIO = "LM Studio"
    OLLAMA = "Ollama"
    LLAMA_CPP = "llama.cpp"
    FOLDER = "folder"
    """A folder that the settings name."""
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look besides the folders of other programs, which are known."""

    folders: tuple[Path, ...] = ()
    """Those that the settings name; they need not exist."""
    imports: Path | None = None
    """The file that lists the imported models; it need not exist."""


NO_PLACES = Places()
"""Only the folders of other programs."""


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model's file, or the parts of a split one, as names and sizes tell; nobody has looked inside."""

    ref: str
    """What `--model` takes; no other model on this disk has the same."""
    name: str
    """For people."""
    path: Path
    """Of a split model its first part; of an unfinished download the file that holds what came."""
    origin: Origin
    filename: str
    """In its repository, with folders; of a split model its first part."""
    size_bytes: int
    """Of all parts that are here."""
    repo_id: str | None = None
    """The repository on the hub, where its place tells."""
    quantization: str | None = None
    """As the name says; None: only the file itself knows."""
    sha256: str | None = None
    """As the place it lies in names it; None for a split model, and where nothing tells."""
    fault: str = ""
    """Why it cannot be used, a sentence or two for people; empty: nothing is known against it."""

    @property
    def parts(self) -> tuple[Path, ...]:
        """Every file of it, whether it is here or not; one for a plain model."""
        return tuple(self.path.with_name(name) for name in part_names(self.path.name))
