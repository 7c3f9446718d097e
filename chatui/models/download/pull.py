"""Downloads a model's files into the cache that the hub's tools share; who wants them is not known here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from chatui.models.disk.hub_cache import hub_cache_dir, repository_dir, snapshots
from chatui.models.download.cache_layout import RepositoryFolder
from chatui.models.download.checksum import Checksum, published_checksum
from chatui.models.download.local_faults import check_space, writing
from chatui.models.download.lookup import find_repository, published_file
from chatui.models.download.marks import downloaded_by_chatui
from chatui.models.download.meter import Meter
from chatui.models.download.note import Note
from chatui.models.download.part import Part
from chatui.models.download.parts import part_bytes
from chatui.models.download.patience import Patience
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.download.request import Cancelled, PullRequest, WantedFile
from chatui.models.download.transfer import Transfer
from chatui.models.download.turn import Turn
from chatui.models.hub.answers import Stopped
from chatui.models.hub.bytes import Timeouts
from chatui.models.hub.hub import Hub
from chatui.models.hub.sentences import Question
from chatui.models.hub.values import HubFile

_LOOK_S = 0.2
_AFTERWARDS_S = 5.0
"""A connection that is given up ends at once where its socket can be closed, and after so long where not."""


def pull(
    request: PullRequest,
    on_progress: Callable[[PullProgress], None],
    stop: Event,
    hub: Hub,
    patience: Patience | None = None,
) -> Path:
    """Download what is not here yet; returns the file, of a split model the first part.

    Calls `on_progress` in this thread, at most ten times a second and with each new state. Ends within a
    second of `stop` with `Cancelled`; else raises HubError, HubUnreachable or DownloadError. What came stays
    on the disk, and the next call goes on from there.
    """
    meter = Meter(on_progress)
    here = _all_here(request)
    if here is None:
        try:
            here = _Pull(request, meter, stop, hub, patience or Patience()).run()
        except Stopped:
            raise Cancelled from None
    total = sum(path.stat().st_size for path in here)
    meter.base_bytes, meter.total_bytes = 0, total
    meter.show(PullState.DONE, total)
    return here[0]


def _all_here(request: PullRequest) -> list[Path] | None:
    """The files, where all are in one snapshot and known to be whole; no socket is opened to know."""
    for snapshot in snapshots(repository_dir(request.repo_id)):
        paths = [snapshot / file.filename for file in request.files]
        if all(map(_is_right, request.files, paths)):
            return paths
    return None


def _is_right(wanted: WantedFile, path: Path) -> bool:
    if not path.is_file():
        return False
    # Where no size is known, another program may have left the file cut short: then the hub tells.
    is_whole = (
        downloaded_by_chatui(path) if wanted.size_bytes is None else path.stat().st_size == wanted.size_bytes
    )
    is_meant = wanted.sha256 is None or not path.is_symlink() or path.resolve().name == wanted.sha256
    return is_whole and is_meant


@dataclass(frozen=True, slots=True)
class _Pull:
    request: PullRequest
    meter: Meter
    stop: Event
    hub: Hub
    patience: Patience

    def run(self) -> list[Path]:
        self.meter.show(PullState.CONNECTING)
        repository = find_repository(self.hub, self.request, self.patience, self._say_wait, self.stop)
        files = [published_file(self.hub, repository, wanted) for wanted in self.request.files]
        folder = RepositoryFolder(hub_cache_dir(), self.request.repo_id)
        self.meter.total_bytes = sum(file.size_bytes for file in files)
        self._check_space(folder, files)
        paths = []
        for file in files:
            paths.append(self._file(folder, repository.commit, file))
            self.meter.base_bytes += file.size_bytes
        with writing(folder.path):
            folder.point(self.request.revision, repository.commit)
        return paths

    def _say_wait(self, why: str) -> None:
        self.meter.show(PullState.WAITING, detail=why)

    def _check_space(self, folder: RepositoryFolder, files: Sequence[HubFile]) -> None:
        needed = 0
        for file in files:
            checksum = published_checksum(file).text
            if not _is_there((folder.blob(checksum),), file):
                needed += max(0, file.size_bytes - part_bytes(folder.part(checksum)))
        with writing(folder.path):
            folder.blobs.mkdir(parents=True, exist_ok=True)
            check_space(folder.blobs, needed)

    def _file(self, folder: RepositoryFolder, commit: str, file: HubFile) -> Path:
        checksum = published_checksum(file)
        places = (folder.blob(checksum.text), folder.snapshot(commit, file.name))
        with writing(folder.blobs), Turn(folder.lock(checksum.text)) as turn:
            while not _is_there(places, file) and not turn.take():
                self._wait_for_other(folder, checksum)
            if not _is_there(places, file):
                self._transfer(folder, commit, file, checksum)
            return folder.link(commit, file.name, checksum.text)

    def _wait_for_other(self, folder: RepositoryFolder, checksum: Checksum) -> None:
        done = part_bytes(folder.part(checksum.text))
        self.meter.show(PullState.WAITING, done, "another program downloads this file")
        if self.stop.wait(_LOOK_S):
            raise Cancelled

    def _transfer(self, folder: RepositoryFolder, commit: str, file: HubFile, checksum: Checksum) -> None:
        part = Part(folder, checksum.text, Note(file.name, commit, file.size_bytes))
        waits = Timeouts(self.patience.connect_s, self.patience.silence_s + _AFTERWARDS_S)
        repo_id = self.request.repo_id
        Transfer(
            self.hub.address(repo_id, commit, file.name, waits),
            Question(self.hub.endpoint, repo_id, file.name, commit, self.hub.has_token()),
            part,
            checksum,
            self.patience,
            self.meter,
            self.stop,
        ).run()
        part.publish()


def _is_there(places: Sequence[Path], file: HubFile) -> bool:
    """A file of another size is one that another program left unfinished, or damaged."""
    return any(place.is_file() and place.stat().st_size == file.size_bytes for place in places)
