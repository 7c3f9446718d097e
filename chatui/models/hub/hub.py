"""What can be asked of a hub; whether chatui may ask, and what is done with the answers, others know."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, BinaryIO

from chatui.errors import HubError
from chatui.models.hub.bytes import FileAddress, Timeouts
from chatui.models.hub.library import token
from chatui.models.hub.names import is_commit, is_file, is_repository
from chatui.models.hub.place import endpoint_of_environment, file_url
from chatui.models.hub.questions import PATIENCE_S, Passing, ask
from chatui.models.hub.remote_file import open_remote
from chatui.models.hub.search import license_of, search
from chatui.models.hub.sentences import Question, no_such_file, offline
from chatui.models.hub.values import FoundRepository, HubFile, Repository

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

MAIN = "main"


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub, by its address."""

    endpoint: str
    is_offline: bool = False
    """No question opens a socket; each is a `HubUnreachable` at once."""

    @staticmethod
    def of_environment(*, is_offline: bool) -> "Hub":
        """The hub that `HF_ENDPOINT` names, else the public one."""
        return Hub(endpoint_of_environment(), is_offline)

    def has_token(self) -> bool:
        """Whether the person has given a token; which one is nobody's business."""
        return token() is not None

    def repository(self, repo_id: str, revision: str = MAIN, stop: Event | None = None) -> Repository:
        """The repository at the commit that `revision` names now; HubError, and `Stopped`."""
        try:
            return self.repository_now(repo_id, revision, stop)
        except Passing as passing:
            raise passing.error from None

    def repository_now(self, repo_id: str, revision: str = MAIN, stop: Event | None = None) -> Repository:
        """The same, for callers that try again: raises `Passing` where the answer may come later."""
        if not is_repository(repo_id):
            raise HubError(f"{repo_id!r} is not the name of a repository.", "Write owner/name.")
        question = Question(self.endpoint, repo_id, revision=revision)
        return ask(
            question,
            lambda api: _repository(
                repo_id,
                api.model_info(
                    repo_id,
                    revision=None if revision == MAIN else revision,
                    files_metadata=True,
                    timeout=PATIENCE_S,
                ),
            ),
            stop,
            is_offline=self.is_offline,
        )

    def search(self, words: str, most: int = 30, stop: Event | None = None) -> Sequence[FoundRepository]:
        """Repositories of GGUF files whose names have these words, the most downloaded first; HubError.

        The first ten come with their models and sizes, unless the hub takes too long.
        """
        try:
            return search(self.endpoint, words, most, self.repository, stop, is_offline=self.is_offline)
        except Passing as passing:
            raise passing.error from None

    def open_file(self, repository: Repository, filename: str) -> BinaryIO:
        """A file as a seekable, read-only one, fetched piece by piece as it is read; HubError."""
        question = Question(self.endpoint, repository.repo_id, filename, repository.commit, self.has_token())
        file = self.file_of(repository, filename)
        address = self.address(repository.repo_id, repository.commit, filename)
        return open_remote(address, file.size_bytes, question)

    def file_of(self, repository: Repository, filename: str) -> HubFile:
        """The file of that name; HubError where the repository has none."""
        file = repository.file(filename)
        if file is None:
            raise no_such_file(Question(self.endpoint, repository.repo_id, filename, repository.commit))
        return file

    def address(
        self, repo_id: str, commit: str, filename: str, timeouts: Timeouts | None = None
    ) -> FileAddress:
        """Where a file's bytes come from; HubUnreachable while offline."""
        if self.is_offline:
            raise offline()
        return FileAddress(file_url(self.endpoint, repo_id, commit, filename), timeouts or Timeouts())


def _repository(repo_id: str, info: "ModelInfo") -> Repository:
    """What the library says, as far as it is well formed; ValueError where that is not a repository."""
    if not is_commit(info.sha or ""):
        raise ValueError("no commit")
    files = []
    for sibling in info.siblings or ():
        size, oid, lfs = sibling.size, sibling.blob_id, sibling.lfs
        if is_file(sibling.rfilename) and isinstance(size, int) and size >= 0:
            files.append(
                HubFile(sibling.rfilename, size, _hex(lfs.sha256 if lfs else None, 64), _hex(oid, 40))
            )
    return Repository(
        repo_id, info.sha or "", tuple(files), bool(info.gated), license_of(info.tags), info.downloads
    )


def _hex(text: str | None, digits: int) -> str | None:
    is_whole = text is not None and len(text) == digits and set(text) <= set("0123456789abcdef")
    return text if is_whole else None
