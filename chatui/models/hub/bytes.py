"""Fetches ranges of one file of a hub over HTTP; where the bytes go to is not known here.

The only module that knows the hub library's HTTP session. The token is sent to the hub's own scheme, host
and port and nowhere else, so redirects are followed here by hand.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from chatui.models.hub.library import prepare, request_headers, token
from chatui.models.hub.place import origin
from chatui.models.hub.questions import reason, retry_after_s
from chatui.models.hub.sentences import Refusal, offline

if TYPE_CHECKING:
    from huggingface_hub.utils import httpx

_MOST_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_GONE = (401, 403, 404, 410)
"""What a signed address answers once its time is over."""


class Cut(Exception):
    """The connection could not be made, or broke; half a sentence says why."""


class Refused(Exception):
    """The hub answered, but not with the file."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.status))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds that may pass without a sign of life."""

    connect_s: float = 10.0
    silence_s: float = 10.0


class Reply:
    """A file's bytes as they come: from `start`, of a file of `total` bytes where the server says so."""

    def __init__(self, response: "httpx.Response") -> None:
        self._response = response
        self.start, self.total = _extent(response)

    def pieces(self) -> Iterator[bytes]:
        """The bytes, in whatever pieces the network gives; raises `Cut` where they end early."""
        from huggingface_hub.utils import httpx

        try:
            # With a size of piece it would wait until that many came, and see no `abort` until then.
            yield from self._response.iter_raw()
        except (httpx.TransportError, httpx.StreamError) as error:
            raise Cut(reason(error)) from None

    def abort(self) -> None:
        """End a `pieces` that another thread waits in; what it raises then is a `Cut`."""
        stream = self._response.extensions.get("network_stream")
        connection = stream.get_extra_info("socket") if stream is not None else None
        if isinstance(connection, socket.socket):
            with suppress(OSError):  # it is closed already
                # Of TLS too the plain shutdown: that of `ssl` takes the object away under the reader.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


class FileAddress:
    """One file on a hub, for any number of threads; where the hub sends its readers to is remembered."""

    def __init__(self, url: str, timeouts: Timeouts) -> None:
        self._url = url
        self._timeouts = timeouts
        self._elsewhere: str | None = None

    @contextmanager
    def open(self, begin: int, end: int | None) -> Iterator[Reply]:
        """The bytes from `begin` to `end`, or to the file's end; raises `Cut` and `Refused`.

        A server may send the whole file all the same; `Reply.start` tells.
        """
        response = self._found(_range(begin, end))
        try:
            yield Reply(response)
        finally:
            response.close()

    def _found(self, headers: dict[str, str]) -> "httpx.Response":
        known = self._elsewhere
        if known is not None:
            response = self._get(known, headers, None)
            if response.status_code not in (*_GONE, *_MOVED):
                return _good(response)
            response.close()
        return self._asked(headers)

    def _asked(self, headers: dict[str, str]) -> "httpx.Response":
        url, secret = self._url, token()
        for _ in range(_MOST_REDIRECTS):
            at_home = _is_origin(url, self._url)
            response = self._get(url, headers, secret if at_home else None)
            if response.status_code not in _MOVED:
                self._elsewhere = url if not at_home and response.is_success else None
                return _good(response)
            response.close()
            url = _joined(url, response.headers.get("Location", ""))
        raise Cut("it sends from one address to the next without end")

    def _get(self, url: str, headers: dict[str, str], secret: str | None) -> "httpx.Response":
        prepare()
        from huggingface_hub.errors import OfflineModeIsEnabled
        from huggingface_hub.utils import get_session, httpx

        sent = request_headers() | headers | ({"Authorization": f"Bearer {secret}"} if secret else {})
        waits = httpx.Timeout(self._timeouts.silence_s, connect=self._timeouts.connect_s)
        session = get_session()
        try:
            request = session.build_request("GET", url, headers=sent, timeout=waits)
            return session.send(request, stream=True, follow_redirects=False)
        except OfflineModeIsEnabled:
            raise offline() from None
        except (httpx.TransportError, httpx.InvalidURL, RuntimeError) as error:
            # RuntimeError: the library closed the session that is shared by all after an error elsewhere.
            raise Cut(reason(error)) from None


def _range(begin: int, end: int | None) -> dict[str, str]:
    headers = {"Accept-Encoding": "identity"}
    if begin or end is not None:
        headers["Range"] = f"bytes={begin}-{'' if end is None else end - 1}"
    return headers


def _good(response: "httpx.Response") -> "httpx.Response":
    if response.status_code in (200, 206):
        return response
    headers = response.headers
    response.close()
    waits = retry_after_s(headers)
    words = (headers.get("X-Error-Code", ""), headers.get("X-Error-Message", ""))
    raise Refused(Refusal(response.status_code, *words, waits))


def _extent(response: "httpx.Response") -> tuple[int, int | None]:
    """Where the bytes begin, and the size of the whole file where the server tells."""
    if response.status_code == 206:
        begin, _, total = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
        start = begin.partition("-")[0]
        if not start.isdecimal():
            raise Cut("it answers a range without saying which")
        return int(start), int(total) if total.isdecimal() else None
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else None


def _joined(url: str, location: str) -> str:
    try:
        target = urljoin(url, location)
        schemes = origin(url)[0], origin(target)[0]
        if not location or schemes == ("https", "http"):
            raise ValueError
    except ValueError:
        raise Cut("it sends to an address that is none") from None
    return target


def _is_origin(url: str, home: str) -> bool:
    return origin(url) == origin(home)
