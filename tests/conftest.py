"""What every test shares: a home of its own, so that nobody's settings and models are read or written."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from chatui.config.paths import bandwidth_path
from chatui.engine.machine import cpu_name
from chatui.library.machine_figures import reading_threads
from chatui.models.fit.bandwidth import memory_bandwidth
from tests.hub_server import HubServer

# How long an example takes says more of the machine than of the code. CI tries the same examples every time,
# so that its verdict is on the change; every other run searches on.
settings.register_profile("chatui", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "chatui")

# Tests end programs by signals, which are inherited ignored where they run in the background or under nohup.
if threading.current_thread() is threading.main_thread():
    for _number in (getattr(signal, name, None) for name in ("SIGINT", "SIGHUP", "SIGQUIT")):
        if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
            is_interrupt = _number == signal.SIGINT
            signal.signal(_number, signal.default_int_handler if is_interrupt else signal.SIG_DFL)

_SWITCHES = (
    "CHATUI_OFFLINE",
    "HF_ENDPOINT",
    "HF_HOME",
    "HF_HUB_CACHE",
    "HF_HUB_OFFLINE",
    "HF_TOKEN",
    "HUGGINGFACE_HUB_CACHE",
    "HUGGING_FACE_HUB_TOKEN",
    "LLAMA_CACHE",
    "NO_COLOR",
    "XDG_CACHE_HOME",
)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty CHATUI_HOME, a home folder without models; switches that chatui reads are unset."""
    home = tmp_path / "chatui-home"
    monkeypatch.setenv("CHATUI_HOME", str(home))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    # Where it is set, Ollama's service of the whole system is not looked at.
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "ollama"))
    for variable in _SWITCHES:
        monkeypatch.delenv(variable, raising=False)
    # A runner without a terminal may say that it has a dumb one.
    monkeypatch.setenv("TERM", "xterm-256color")
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


@pytest.fixture
def measured_machine(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose memory was measured before, at 20 GB/s: measuring takes a second."""
    monkeypatch.setattr("chatui.models.fit.bandwidth.measure_bandwidth", lambda n_threads: 20e9)
    # What was measured on a busy machine would be measured again.
    monkeypatch.setattr("psutil.cpu_percent", lambda interval: 0.0)
    memory_bandwidth(bandwidth_path(), cpu_name(), reading_threads())
