"""Downloads from the test's hub with little patience; what is expected of them is not known here."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.download.cache_layout import RepositoryFolder
from chatui.models.download.parts import UnfinishedFile, unfinished_files
from chatui.models.download.patience import Patience
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.download.pull import pull
from chatui.models.download.request import PullRequest, WantedFile
from chatui.models.hub.hub import Hub
from tests.hub_server import HubServer

REPO, FILE = "org/model", "model-Q4_K_M.gguf"
DATA = random.Random(7).randbytes(3_000_000)
QUICK = Patience(
    first_wait_s=0.01,
    longest_wait_s=0.02,
    silence_s=0.4,
    stalled_after_s=0.1,
    slow_window_s=0.5,
    tries=6,
)
"""A server that says nothing for 0.4 s is silent."""
UNHURRIED = Patience(first_wait_s=0.01, longest_wait_s=0.02)
"""For what must not end by a time-out of 10 s."""


@dataclass
class Watcher:
    """Remembers every look at a download."""

    looks: list[PullProgress] = field(default_factory=list)
    on: Callable[[PullProgress], None] = lambda progress: None

    def __call__(self, progress: PullProgress) -> None:
        self.looks.append(progress)
        self.on(progress)

    @property
    def states(self) -> list[PullState]:
        """Each state once, where it began."""
        found: list[PullState] = []
        for look in self.looks:
            if not found or found[-1] is not look.state:
                found.append(look.state)
        return found


def request(*filenames: str, repo: str = REPO) -> PullRequest:
    names = filenames or (FILE,)
    return PullRequest(f"{repo}/{names[0]}", repo, tuple(WantedFile(name) for name in names))


def fetch(
    server: HubServer,
    wanted: PullRequest | None = None,
    watcher: Watcher | None = None,
    stop: Event | None = None,
    patience: Patience = QUICK,
) -> Path:
    return pull(wanted or request(), watcher or Watcher(), stop or Event(), Hub(server.url), patience)


def folder(repo: str = REPO) -> RepositoryFolder:
    return RepositoryFolder(hub_cache_dir(), repo)


def parts() -> list[UnfinishedFile]:
    return unfinished_files(hub_cache_dir())


def tree(root: Path) -> set[str]:
    """Every path below a folder."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*")}
