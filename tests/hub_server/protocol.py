"""How a hub answers over HTTP: metadata, redirects, ranges, refusals."""

import json
import re
import socket
import struct
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from tests.hub_server.content import Content, HubRepository
from tests.hub_server.faults import Fault, Where
from tests.hub_server.server import HubServer, Request

_INFO = re.compile(r"/api/models/(?P<repo>[^/]+/[^/]+)(/(?P<what>revision|tree)/(?P<revision>[^/]+))?")
_RESOLVE = re.compile(r"/(?P<repo>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<file>.+)")
_CDN = re.compile(r"/cdn/(?P<sha>[0-9a-f]{64})")
_PIECE = 64 << 10


class Handler(BaseHTTPRequestHandler):
    """One connection of a reader."""

    hub: ClassVar[HubServer]
    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """The hub has a log of its own."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if found := _CDN.fullmatch(path):
            self._note(Where.BYTES)
            self._send_file(self._by_sha(found["sha"]), self.hub.fault_for(Where.BYTES))
        elif found := _RESOLVE.fullmatch(path):
            self._note(Where.RESOLVE)
            self._resolve(found["repo"], found["revision"], found["file"])
        elif found := _INFO.fullmatch(path):
            self._note(Where.INFO)
            if not self._is_broken(Where.INFO):
                self._info(found["repo"], found["what"], found["revision"], "blobs" in parts.query)
        elif path == "/api/models":
            self._note(Where.LIST)
            if not self._is_broken(Where.LIST):
                self._list(parse_qs(parts.query))
        else:
            self._note(None)
            self._refuse(404, "")

    def _note(self, where: Where | None) -> None:
        parts = urlsplit(self.path)
        headers = self.headers
        self.hub.log(
            Request(
                self.command,
                headers.get("Host", ""),
                unquote(parts.path),
                parts.query,
                headers.get("Range"),
                headers.get("Authorization"),
                where,
            )
        )

    def _info(self, repo_id: str, what: str | None, revision: str | None, with_files: bool) -> None:
        repository = self._repository(repo_id, revision)
        if repository is not None:
            said = repository.tree() if what == "tree" else repository.info(with_files=with_files)
            self._send_json(said)

    def _list(self, query: dict[str, list[str]]) -> None:
        words = " ".join(query.get("search", [])).lower().split()
        found = [
            repository
            for repository in self.hub.repositories.values()
            if all(word in repository.repo_id.lower() for word in words)
        ]
        found.sort(key=lambda repository: -repository.downloads)
        most = int(query.get("limit", ["1000"])[0])
        self._send_json([repository.info(with_files=False) for repository in found[:most]])

    def _resolve(self, repo_id: str, revision: str, filename: str) -> None:
        if self._is_broken(Where.RESOLVE):
            return
        repository = self._repository(repo_id, revision)
        if repository is None:
            return
        if repository.is_gated and repo_id not in self.hub.tokens.get(self._token() or "", set()):
            self._refuse(403 if self._token() else 401, "GatedRepo")
        elif filename not in repository.files:
            self._refuse(404, "EntryNotFound")
        else:
            self._send_found(repository, filename, repository.files[filename])

    def _send_found(self, repository: HubRepository, filename: str, content: Content) -> None:
        in_git = filename in repository.without_sha256
        etag = self.hub.etag or f'"{content.git_oid if in_git else content.sha256}"'
        headers = {"X-Repo-Commit": repository.commit, "ETag": etag, "X-Linked-Etag": etag}
        headers["X-Linked-Size"] = str(content.size)
        if self.hub.has_xet:
            route = f"<{self.hub.url}/api/models/{repository.repo_id}/xet-read-token/{repository.commit}>"
            headers |= {"X-Xet-Hash": content.sha256, "Link": f'{route}; rel="xet-auth"'}
        if self.hub.cdn_url is not None:
            headers["Location"] = f"{self.hub.cdn_url}/cdn/{content.sha256}?Signature=top-secret"
            self._send(302, headers, b"")
        else:
            self._note(Where.BYTES)
            self._send_file(content, self.hub.fault_for(Where.BYTES), headers)

    def _repository(self, repo_id: str, revision: str | None) -> HubRepository | None:
        """The repository where it may be seen; else it is refused here."""
        repository = self.hub.repositories.get(repo_id)
        token = self._token()
        if token is not None and token not in self.hub.tokens:
            self._refuse(401, "", "Invalid credentials in Authorization header")
        elif repository is None or (repository.is_private and token is None):
            self._refuse(404 if token else 401, "RepoNotFound", "Repository not found")
        elif revision not in (None, "main", repository.commit):
            self._refuse(404, "RevisionNotFound", "Invalid rev id")
        else:
            return repository
        return None

    def _token(self) -> str | None:
        header = self.headers.get("Authorization")
        return header.removeprefix("Bearer ") if header else None

    def _by_sha(self, sha: str) -> Content:
        files = (file for repository in self.hub.repositories.values() for file in repository.files.values())
        return next(file for file in files if file.sha256 == sha)

    def _is_broken(self, where: Where) -> bool:
        """Whether a fault answered in this reply's place."""
        return self._answered_by(self.hub.fault_for(where))

    def _answered_by(self, fault: Fault) -> bool:
        if fault.hang:
            self.hub.closing.wait()
            self.close_connection = True
        elif fault.status is not None:
            self._send(fault.status, fault.headers, fault.body or b"")
        elif fault.body is not None:
            self._send(200, {"Content-Type": "text/html", **fault.headers}, fault.body)
        else:
            return False
        return True

    def _send_file(self, content: Content, fault: Fault, headers: dict[str, str] | None = None) -> None:
        if self._answered_by(fault):
            return
        if fault.other_content is not None:
            content = Content(fault.other_content)
        begin, end = 0, content.size
        asked = (
            None if fault.ignore_range else re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        )
        if asked:
            begin, end = int(asked[1]), min(end, int(asked[2]) + 1) if asked[2] else end
            if begin >= content.size:
                self._send(416, {"Content-Range": f"bytes */{content.size}"}, b"")
                return
        sent = {"Accept-Ranges": "bytes", "Content-Type": "application/octet-stream", **(headers or {})}
        if asked:
            sent["Content-Range"] = f"bytes {begin}-{end - 1}/{content.size}"
        sent |= (
            {"Transfer-Encoding": "chunked"} if fault.without_length else {"Content-Length": str(end - begin)}
        )
        self._begin(206 if asked else 200, sent | dict(fault.headers))
        if self.command == "GET":
            self._send_bytes(content, begin, end, fault)

    def _send_bytes(self, content: Content, begin: int, end: int, fault: Fault) -> None:
        if fault == Fault() and not isinstance(content.source, bytes):
            with content.source.open("rb") as file:
                self.connection.sendfile(file, begin, end - begin)
            return
        limits = [limit for limit in (fault.cut_after, fault.stall_after) if limit is not None]
        stop = min([begin + limit for limit in limits] + [end])
        step = _PIECE if fault.bytes_per_s is None else max(1, fault.bytes_per_s // 50)
        for at in range(begin, stop, step):
            piece = bytearray(content.piece(at, min(at + step, stop)))
            if fault.wrong_byte_at is not None and at <= fault.wrong_byte_at < at + len(piece):
                piece[fault.wrong_byte_at - at] ^= 0xFF
            self._write(bytes(piece), chunked=fault.without_length)
            if fault.bytes_per_s is not None and self.hub.closing.wait(step / fault.bytes_per_s):
                break
        self._end(fault, is_short=stop < end)

    def _write(self, piece: bytes, *, chunked: bool) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)

    def _end(self, fault: Fault, *, is_short: bool) -> None:
        self.wfile.flush()
        if fault.stall_after is not None:
            self.hub.closing.wait()
        if fault.reset:
            # Closing with a linger of no time sends RST.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault.without_length and not is_short:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = is_short or fault.reset

    def _send_json(self, said: object) -> None:
        self._send(200, {"Content-Type": "application/json"}, json.dumps(said).encode())

    def _refuse(self, status: int, code: str, words: str = "") -> None:
        headers = {name: text for name, text in (("X-Error-Code", code), ("X-Error-Message", words)) if text}
        self._send(status, headers, json.dumps({"error": words or code}).encode())

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self._begin(status, {**headers, "Content-Length": str(len(body))})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()
