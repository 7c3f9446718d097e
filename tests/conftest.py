"""What every test shares: a home of its own, so that nobody's settings are read or written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.hub_server import HubServer

# How long an example takes says more of the machine than of the code. CI tries the same examples every time,
# so that its verdict is on the change; every other run searches on.
settings.register_profile("chatui", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "chatui")

_SWITCHES = (
    "CHATUI_OFFLINE",
    "HF_ENDPOINT",
    "HF_HOME",
    "HF_HUB_CACHE",
    "HF_HUB_OFFLINE",
    "HF_TOKEN",
    "HUGGINGFACE_HUB_CACHE",
    "HUGGING_FACE_HUB_TOKEN",
    "NO_COLOR",
)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty CHATUI_HOME; switches of the environment that chatui reads are unset."""
    home = tmp_path / "chatui-home"
    monkeypatch.setenv("CHATUI_HOME", str(home))
    for variable in _SWITCHES:
        monkeypatch.delenv(variable, raising=False)
    # Read once, when the hub's library is imported: nobody's own token is ever used.
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "no-token"))
    return home


@pytest.fixture
def hub_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[HubServer]:
    """A hub on loopback, which HF_ENDPOINT names, and an empty HF_HOME."""
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    with HubServer() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server
