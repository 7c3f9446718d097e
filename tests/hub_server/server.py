"""The hub itself: a threaded server on loopback with a log of what it was asked."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType

from tests.hub_server.content import Content, HubRepository, commit_of
from tests.hub_server.faults import Fault, Where


@dataclass(frozen=True)
class Request:
    """A request that came."""

    method: str
    host: str
    """As the reader named it; the CDN has another name than the hub."""
    path: str
    query: str
    range: str | None
    authorization: str | None
    where: Where | None


class _Threads(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that goes away in the middle is what many tests are about."""


class HubServer:
    """A hub on loopback: `with HubServer() as hub: hub.add("org/name", {"a.gguf": b"…"})`.

    The hub is `http://127.0.0.1:PORT`; it sends readers of files to `http://localhost:PORT/cdn/…`, which is
    another host to them. `cdn_url = None` lets it send the bytes itself.
    """

    def __init__(self) -> None:
        from tests.hub_server.protocol import Handler

        self._server = _Threads(("127.0.0.1", 0), type("BoundHandler", (Handler,), {"hub": self}))
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.cdn_url: str | None = f"http://localhost:{self.port}"
        self.repositories: dict[str, HubRepository] = {}
        self.tokens: dict[str, set[str]] = {}
        """Each token that is good, with the gated repositories that it may read."""
        self.has_xet = False
        """Replies carry the headers that offer the Xet way."""
        self.etag: str | None = None
        """Sent as every ETag instead of the right one."""
        self.closing = Event()
        self._faults: list[tuple[Where, Fault, list[int | None]]] = []
        self._requests: list[Request] = []
        self._lock = Lock()
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "HubServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop answering; replies that hang end."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def add(
        self,
        repo_id: str,
        files: Mapping[str, bytes | Path],
        *,
        is_gated: bool = False,
        is_private: bool = False,
    ) -> HubRepository:
        """Put a repository on the hub, or another commit in the place of the one it has."""
        contents = {name: Content(source) for name, source in files.items()}
        repository = HubRepository(repo_id, contents, commit_of(contents), is_gated, is_private)
        self.repositories[repo_id] = repository
        return repository

    def add_token(self, *granted: str) -> str:
        """A new token that is good, and may read these gated repositories."""
        token = f"hf_{secrets.token_hex(16)}"
        self.tokens[token] = set(granted)
        return token

    def break_next(self, where: Where, fault: Fault, times: int | None = 1) -> None:
        """Let the next requests of this kind go wrong, after those told of before; None: all from then on."""
        with self._lock:
            self._faults.append((where, fault, [times]))

    def mend(self) -> None:
        """Forget all faults that are left."""
        with self._lock:
            self._faults.clear()

    def fault_for(self, where: Where) -> Fault:
        """The fault that befalls the request that is being answered; used up with it."""
        with self._lock:
            for index, (place, fault, left) in enumerate(self._faults):
                if place is not where:
                    continue
                if left[0] is not None:
                    left[0] -= 1
                    if left[0] <= 0:
                        del self._faults[index]
                return fault
        return Fault()

    def log(self, request: Request) -> None:
        """Remember a request."""
        with self._lock:
            self._requests.append(request)

    def requests(self, where: Where | None = None) -> list[Request]:
        """Every request so far, or those of one kind."""
        with self._lock:
            return [request for request in self._requests if where in (None, request.where)]

    def ranges(self) -> list[str | None]:
        """The Range of every request that asked for a file's bytes and got there, in order."""
        return [request.range for request in self.requests(Where.BYTES)]
