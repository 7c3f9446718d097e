"""Headers of models on the hub, each asked for once in a process; what they mean is not known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from chatui.library.stock import HubName
from chatui.library.targets import Target, asked
from chatui.library.values import ModelRow
from chatui.models.gguf.header import GgufHeader, read_header_from
from chatui.models.hub.hub import Hub
from chatui.models.hub.values import HubFile, Repository


@dataclass(frozen=True, slots=True)
class RemoteModel:
    """A model on the hub, looked at through its first megabytes."""

    repository: Repository
    files: tuple[HubFile, ...]
    quantization: str | None
    headers: Sequence[GgufHeader]

    def completed(self, row: ModelRow, parts: Mapping[HubName, int]) -> ModelRow:
        """The row with what only the hub knew, and by that its unfinished download, if there is one."""
        filename = self.files[0].name
        begun = parts.get((self.repository.repo_id, filename))
        return replace(
            row,
            filename=filename,
            part_bytes=begun if row.part_bytes is None else row.part_bytes,
            quantization=row.quantization or self.quantization,
            size_bytes=sum(file.size_bytes for file in self.files),
            is_size_rounded=False,
            sha256=self.files[0].sha256 if len(self.files) == 1 else None,
        )


class HubFiles:
    """For any thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._lock = Lock()
        self._known: dict[str, RemoteModel] = {}

    def of(self, target: Target) -> RemoteModel:
        """The model; raises HubError, and ModelError where its header is damaged."""
        with self._lock:
            known = self._known.get(target.ref)
        if known is None:
            known = self._asked(target)
            with self._lock:
                self._known[target.ref] = known
        return known

    def _asked(self, target: Target) -> RemoteModel:
        whole, repository = asked(target, self._hub)
        files = [self._hub.file_of(repository, wanted.filename) for wanted in whole.files]
        headers = [self._header(repository, file) for file in files]
        return RemoteModel(repository, tuple(files), whole.quantization, headers)

    def _header(self, repository: Repository, file: HubFile) -> GgufHeader:
        with self._hub.open_file(repository, file.name) as stream:
            return read_header_from(stream, file.size_bytes, file.name)
