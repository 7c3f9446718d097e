"""Where a hub is, and whether an address lies in the same place; what it offers is not known here."""

import os
from urllib.parse import quote, urlsplit

DEFAULT_ENDPOINT = "https://huggingface.co"
_PORTS = {"http": 80, "https": 443}


def endpoint_of_environment() -> str:
    """The hub's address: `HF_ENDPOINT`, else the public one; without a slash at its end."""
    return (os.environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT).rstrip("/")


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port, which decide who may see the token; ValueError where it is no address."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(f"{parts.scheme or 'nothing'} is no way to reach a hub")
    return parts.scheme, parts.hostname.lower(), parts.port or _PORTS[parts.scheme]


def is_address(url: str) -> bool:
    """Whether a hub could be there."""
    try:
        origin(url)
    except ValueError:
        return False
    return True


def host(url: str) -> str:
    """The host as a person knows it, with the port where that is unusual; never a user or a password."""
    try:
        scheme, name, port = origin(url)
    except ValueError:
        return "the hub"
    name = f"[{name}]" if ":" in name else name
    return name if port == _PORTS[scheme] else f"{name}:{port}"


def file_url(endpoint: str, repo_id: str, commit: str, filename: str) -> str:
    """Where the hub answers for one file of one commit."""
    return f"{endpoint}/{repo_id}/resolve/{quote(commit, safe='')}/{quote(filename)}"


def public_address(endpoint: str) -> str:
    """The endpoint without a user, a password or a query; what is no address is not repeated."""
    if not is_address(endpoint):
        return "no address"
    return urlsplit(endpoint)._replace(netloc=host(endpoint), query="", fragment="").geturl()


def page_url(endpoint: str, repo_id: str) -> str:
    """The repository's page for people, where a licence is accepted; never with a user or a password."""
    return f"{public_address(endpoint)}/{repo_id}"
